/** The HTTP status of an answer that was no success; undefined without one. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status
  return typeof status === "number" ? status : undefined
}

/** What to tell a shopper about an error that nothing better is known of. */
export function sentenceOf(error: unknown): string {
  const status = statusOf(error)
  if (status === undefined) {
    return "The shop cannot be reached. Check your connection and try again."
  }
  if (status < 500 && error instanceof Error) {
    return error.message
  }
  return "Something went wrong on our side. Please try again in a moment."
}
