import { setTimeout as delay } from "node:timers/promises"

/** Time between two looks, in milliseconds. */
const LOOK_MS = 25

/** Waits for a condition. @returns whether it came true in time. */
export async function comesTrue(
  isSo: () => boolean | Promise<boolean>,
  withinMs: number,
  lookMs = LOOK_MS
): Promise<boolean> {
  const end = Date.now() + withinMs
  while (!(await isSo())) {
    if (Date.now() > end) {
      return false
    }
    await delay(lookMs)
  }
  return true
}

/**
 * Waits until a condition holds.
 * @throws Error with the last value seen, after the timeout.
 */
export async function until<T>(
  look: () => T | Promise<T>,
  isSo: (seen: T) => boolean = Boolean,
  timeoutMs = 10_000
): Promise<T> {
  let seen!: T
  if (!(await comesTrue(async () => isSo((seen = await look())), timeoutMs))) {
    throw new Error(`Still not so: ${JSON.stringify(seen)}`)
  }
  return seen
}
