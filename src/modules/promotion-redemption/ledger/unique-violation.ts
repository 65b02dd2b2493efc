/** Whether Postgres refused a write because of a unique index (23505). */
export function isUniqueViolation(
  error: unknown
): error is { code: "23505"; constraint: string } {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    error.code === "23505"
  )
}
