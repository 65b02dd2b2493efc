import { setTimeout as delay } from "node:timers/promises"

/**
 * Waits until a condition holds.
 * @throws Error with the last value seen, after the timeout.
 */
export async function until<T>(
  look: () => T | Promise<T>,
  isSo: (seen: T) => boolean = Boolean,
  timeoutMs = 10_000
): Promise<T> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const seen = await look()
    if (isSo(seen)) {
      return seen
    }
    if (Date.now() > end) {
      throw new Error(`Still not so: ${JSON.stringify(seen)}`)
    }
    await delay(25)
  }
}
