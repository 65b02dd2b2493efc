/** How often a long step prints that it is still running. */
const REMINDER_MS = 9_500

const LABEL_WIDTH = 12

/**
 * Runs a step of a start and then prints a line with the step's result and duration.
 */
export async function step<T>(
  label: string,
  work: () => Promise<{ done: string; value: T }>
): Promise<T> {
  const started = Date.now()
  const { done, value } = await reminding(label, work)
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`  ${label.padEnd(LABEL_WIDTH)}${done.padEnd(48)}${seconds} s`)
  return value
}

/** Runs work, and prints a line now and then until the work ends. */
async function reminding<T>(label: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now()
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000)
    console.log(`  ${label.padEnd(LABEL_WIDTH)}... ${seconds} s`)
  }, REMINDER_MS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
