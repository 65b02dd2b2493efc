import { spawn } from "node:child_process"
import { once } from "node:events"

import type { Lifetime } from "../lifetime"
import {
  shopDirectory,
  shopEnvironment,
  type ShopSettings,
} from "./environment"
import { LogTail } from "./log-tail"

const COMMAND = [
  "db:migrate",
  "--execute-safe-links",
  // The shop has neither scripts nor search indexes of its own.
  "--skip-scripts",
  "--skip-search",
]

/**
 * Brings the database up to date, with Medusa's own command.
 * @throws Error with what the command printed.
 */
export async function migrate(
  lifetime: Lifetime,
  settings: ShopSettings
): Promise<void> {
  const directory = shopDirectory(settings)
  const child = spawn(
    process.execPath,
    [
      require.resolve("@medusajs/cli/cli.js", { paths: [directory] }),
      ...COMMAND,
    ],
    {
      cwd: directory,
      env: shopEnvironment(settings),
      stdio: ["ignore", "pipe", "pipe"],
    }
  )
  const log = new LogTail()
  log.follow(child)
  const closed = once(child, "close")
  lifetime.onEnd(async () => {
    if (child.exitCode === null && child.kill()) {
      await closed
    }
  })
  const [code] = await closed
  if (code !== 0) {
    throw new Error(`The database could not be migrated:\n\n${log}`)
  }
}
