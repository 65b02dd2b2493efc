import { constants } from "node:os"

type Ending = () => Promise<unknown> | unknown

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/** What a command has started. It ends in the opposite order. */
export class Lifetime {
  private readonly endings: Ending[] = []
  private over = false

  /** Whether all that was started is ending, or has ended. */
  get isOver(): boolean {
    return this.over
  }

  /** Notes how to end something. Started too late, it ends at once. */
  onEnd(ending: Ending): void {
    if (this.over) {
      void ending()
      return
    }
    this.endings.push(ending)
  }

  /** Ends everything, also when some of it does not want to. */
  async end(): Promise<void> {
    this.over = true
    for (let ending = this.endings.pop(); ending; ending = this.endings.pop()) {
      try {
        await ending()
      } catch (error) {
        console.error(error instanceof Error ? error.message : error)
      }
    }
  }
}

/**
 * Runs a command and ends what it has started, whether it succeeds, fails or is
 * interrupted. A second Ctrl-C does not wait for that.
 *
 * @returns the exit code.
 */
export async function withLifetime(
  command: (lifetime: Lifetime) => Promise<number>
): Promise<number> {
  const lifetime = new Lifetime()
  const interruption = new Promise<number>((resolve) => {
    for (const signal of SIGNALS) {
      const code = 128 + constants.signals[signal]
      process.once(signal, () => {
        process.once(signal, () => process.exit(code))
        console.log("\nStopping ...")
        resolve(code)
      })
    }
  })
  try {
    return await Promise.race([command(lifetime), interruption])
  } finally {
    await lifetime.end()
  }
}
