import { spawn } from "node:child_process"
import { constants } from "node:os"

/**
 * Runs a program on our terminal and gives its exit code. Ctrl-C reaches it
 * directly; we stay to tidy up after it, and call that a failure.
 */
export async function run(
  program: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
  cwd?: string
): Promise<number> {
  const child = spawn(program, args, {
    cwd,
    stdio: "inherit",
    env: { MEDUSA_DISABLE_TELEMETRY: "true", ...process.env, ...env },
    // npm's programs are .cmd files on Windows.
    shell: process.platform === "win32" && program !== process.execPath,
  })
  let interrupted: NodeJS.Signals | undefined
  const onInterrupt = (signal: NodeJS.Signals) => (interrupted = signal)
  const onTerminate = (signal: NodeJS.Signals) => {
    interrupted = signal
    child.kill(signal)
  }
  process.on("SIGINT", onInterrupt).on("SIGTERM", onTerminate)
  try {
    const [code, signal] = await new Promise<
      [number | null, NodeJS.Signals | null]
    >((resolve, reject) => {
      child.on("error", reject)
      child.on("close", (...result) => resolve(result))
    })
    const endedBy = interrupted ?? signal
    return endedBy ? 128 + constants.signals[endedBy] : (code ?? 1)
  } finally {
    process.off("SIGINT", onInterrupt).off("SIGTERM", onTerminate)
  }
}

/** Runs a script's main function; what it returns becomes the exit code. */
export function main(work: () => Promise<number>) {
  work().then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error)
      process.exit(1)
    }
  )
}
