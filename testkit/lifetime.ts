import { mkdtempSync, rmSync } from "node:fs"
import { constants, tmpdir } from "node:os"
import { join } from "node:path"

type Ending = () => Promise<unknown> | unknown

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/** Everything that a command has started. Ends in the reverse order. */
export class Lifetime {
  private readonly endings: Ending[] = []
  private over = false

  /** Whether everything is ending or has ended. */
  get isOver(): boolean {
    return this.over
  }

  /**
   * Registers how to end something. If the lifetime is over, the ending runs at
   * once.
   */
  onEnd(ending: Ending): void {
    if (this.over) {
      void ending()
      return
    }
    this.endings.push(ending)
  }

  /** Runs every ending, even if some endings fail. */
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
 * Runs a command and ends everything that the command started, whether the command
 * succeeds, fails or is interrupted. A second Ctrl-C exits without waiting.
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

/** A folder that goes when the command ends. */
export function temporaryFolder(lifetime: Lifetime): string {
  const folder = mkdtempSync(join(tmpdir(), "voyado-engage-"))
  lifetime.onEnd(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
