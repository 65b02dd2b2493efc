/** How often something that takes long says that it is still at it. */
const REMINDER_MS = 9_500

const LABEL_WIDTH = 12

/**
 * Runs one step of a start and prints a line when it is done, with what it says
 * of itself and how long it took.
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

/** Runs something, with a line every now and then as long as it takes. */
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
