/** Whether Postgres refused a write because of a unique index (23505). */
export function isUniqueViolation(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === "23505"
}
