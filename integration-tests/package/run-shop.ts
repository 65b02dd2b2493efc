import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"

import type { Lifetime } from "../../testkit/lifetime"
import { freePort } from "../../testkit/shop/free-port"
import { LogTail } from "../../testkit/shop/log-tail"
import { execute } from "../../testkit/command"
import type { FreshShop } from "./fresh-shop"

/** Medusa's admin is in it, and its machine is shared. */
const START_TIMEOUT_MS = 180_000

const STOP_TIMEOUT_MS = 15_000

/** A shop in production. */
export type ProductionShop = {
  url: string
  publishableKey: string
  log: LogTail
}

/** Makes the tables and fills the shop, with Medusa's own commands. */
export async function fillShop(
  lifetime: Lifetime,
  { folder }: FreshShop,
  env: NodeJS.ProcessEnv
): Promise<string> {
  const key = join(folder, "publishable-key")
  await execute(lifetime, {
    program: "npx",
    args: ["medusa", "db:migrate"],
    cwd: folder,
    env,
  })
  await execute(lifetime, {
    program: "npm",
    args: ["run", "seed", "--", key],
    cwd: folder,
    env,
  })
  return readFileSync(key, "utf8")
}

/**
 * Starts the built shop as in production.
 * @throws Error with what it printed, if it does not start.
 */
export async function startBuiltShop(
  lifetime: Lifetime,
  { built }: FreshShop,
  env: NodeJS.ProcessEnv
): Promise<Omit<ProductionShop, "publishableKey">> {
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [join(built, "node_modules/@medusajs/cli/cli.js"), "start"],
    {
      cwd: built,
      env: {
        ...process.env,
        MEDUSA_DISABLE_TELEMETRY: "true",
        NODE_ENV: "production",
        PORT: String(port),
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    }
  )
  const log = new LogTail()
  log.follow(child)
  const ended = once(child, "exit")
  lifetime.onEnd(async () => {
    child.kill("SIGTERM")
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS)
    await ended
    clearTimeout(timer)
  })

  const url = `http://localhost:${port}`
  const deadline = Date.now() + START_TIMEOUT_MS
  while (!(await isUp(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`The shop did not start:\n\n${log}`)
    }
    await delay(250)
  }
  return { url, log }
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok
  } catch {
    return false
  }
}
