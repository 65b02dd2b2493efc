import { spawn } from "node:child_process"
import { once } from "node:events"

import type { Lifetime } from "./lifetime"
import { LogTail } from "./shop/log-tail"

/**
 * Runs a command to its end.
 * @param where - the command's working directory, and variables added to the
 *   environment of this process
 * @returns the command's standard output.
 * @throws Error with the command's output, if the command fails.
 */
export async function execute(
  lifetime: Lifetime,
  { cwd, env }: { cwd: string; env?: NodeJS.ProcessEnv },
  program: string,
  ...args: string[]
): Promise<string> {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, MEDUSA_DISABLE_TELEMETRY: "true", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const log = new LogTail()
  log.follow(child)
  let printed = ""
  child.stdout.on("data", (chunk: Buffer) => (printed += String(chunk)))
  const closed = once(child, "close")
  lifetime.onEnd(async () => {
    if (child.exitCode === null && child.kill()) {
      await closed
    }
  })
  const [code] = await closed
  if (code !== 0) {
    throw new Error(
      `${[program, ...args].join(" ")} ended with ${code}:\n\n${log}`
    )
  }
  return printed.trim()
}
