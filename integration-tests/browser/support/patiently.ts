import { setTimeout as sleep } from "node:timers/promises"

/**
 * Waits until something is so.
 * @param ms - the longest wait, in milliseconds
 * @throws Error when it is not so by then
 */
export async function patiently(
  isSo: () => Promise<boolean>,
  ms = 20_000
): Promise<void> {
  const until = Date.now() + ms
  while (!(await isSo())) {
    if (Date.now() > until) {
      throw new Error(`It was not so within ${ms} ms: ${isSo}`)
    }
    await sleep(50)
  }
}
