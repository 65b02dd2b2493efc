/**
 * What Medusa's locking providers (in memory, Redis, Postgres) say when somebody
 * else has the lock. They share no class and no code for it.
 */
const SOMEBODY_HAS_IT = ["Timed-out acquiring lock", "Failed to acquire lock"]

/** Whether a lock was not to be had in time. Any other error is a failure. */
export function isLockTimeout(error: unknown): boolean {
  const { message } = error as { message?: unknown }
  return SOMEBODY_HAS_IT.some((words) => String(message).startsWith(words))
}
