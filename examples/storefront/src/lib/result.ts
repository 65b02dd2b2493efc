import type { FetchError } from "@medusajs/js-sdk"

/**
 * What a server action answers. In production Next.js hides the message of an
 * error that an action throws, so what a shopper is to read has to be a value.
 */
export type Result = { ok: true } | { ok: false; sentence: string }

export const OK: Result = { ok: true }

/** Runs a call to the shop; what it refuses becomes a sentence. */
export async function attempt(call: () => Promise<unknown>): Promise<Result> {
  try {
    await call()
    return OK
  } catch (error) {
    return { ok: false, sentence: sentenceOf(error) }
  }
}

/** The HTTP status of an answer that was no success; undefined without one. */
export function statusOf(error: unknown): number | undefined {
  return (error as Partial<FetchError> | null)?.status
}

/** What to tell a shopper about an error that nothing better is known of. */
export function sentenceOf(error: unknown): string {
  const status = statusOf(error)
  if (status === undefined) {
    return "The shop cannot be reached. Please try again in a moment."
  }
  if (status < 500 && error instanceof Error) {
    return error.message
  }
  return "Something went wrong on our side. Please try again in a moment."
}
