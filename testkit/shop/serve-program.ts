import { spawn } from "node:child_process"
import { once } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"

import type { Lifetime } from "../lifetime"
import { LogTail } from "./log-tail"

/** How long a program may take to start, beside others on a shared machine. */
const START_MS = 180_000
const STOP_MS = 15_000

/**
 * However our process ends, its end closes the child's standard input; the child
 * then exits too.
 */
const ENDING_WITH_US =
  "data:text/javascript,process.stdin.resume().once('end',()=>process.exit())"

/** A program for Node that serves an address. */
export type Program = {
  /** The program's name in the error. */
  name: string
  /** The script, and its arguments. */
  args: string[]
  cwd: string
  env: NodeJS.ProcessEnv
  /** An address that answers 200 once the program is up. */
  url: string
}

/**
 * Starts a program, and waits until it answers.
 * @returns the last lines that the program printed, as they come.
 * @throws Error with these lines, if the program does not start.
 */
export async function serveProgram(
  lifetime: Lifetime,
  { name, args, cwd, env, url }: Program
): Promise<LogTail> {
  const child = spawn(process.execPath, ["--import", ENDING_WITH_US, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: "pipe",
    // Ctrl-C then reaches only our process, which stops the child.
    detached: process.platform !== "win32",
  })
  const log = new LogTail()
  log.follow(child)
  const ended = once(child, "exit")
  lifetime.onEnd(async () => {
    child.kill()
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_MS)
    await ended
    clearTimeout(timer)
  })
  const until = Date.now() + START_MS
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > until) {
      throw new Error(`${name} did not start:\n\n${log}`)
    }
    await sleep(100)
  }
  return log
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false
  )
}
