/** How often a long step prints that it is still running. */
const REMINDER_MS = 9_500

const LABEL_WIDTH = 12

/**
 * Runs a step of a start, then prints the step's result and duration.
 * @param done - the result for people, or how to tell it of what the work returned.
 */
export async function step<T>(
  label: string,
  work: () => Promise<T>,
  done: string | ((value: T) => string)
): Promise<T> {
  const started = Date.now()
  const value = await reminding(label, work)
  const told = typeof done === "string" ? done : done(value)
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`  ${label.padEnd(LABEL_WIDTH)}${told.padEnd(48)}${seconds} s`)
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
