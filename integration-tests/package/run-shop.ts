import { readFileSync } from "node:fs"
import { join } from "node:path"

import { execute } from "../../testkit/command"
import type { Lifetime } from "../../testkit/lifetime"
import { freePort } from "../../testkit/shop/free-port"
import type { LogTail } from "../../testkit/shop/log-tail"
import { serveProgram } from "../../testkit/shop/serve-program"
import type { FreshShop } from "./fresh-shop"

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
): Promise<{ url: string; log: LogTail }> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const log = await serveProgram(lifetime, {
    name: "The shop",
    args: [join(built, "node_modules/@medusajs/cli/cli.js"), "start"],
    cwd: built,
    env: {
      MEDUSA_DISABLE_TELEMETRY: "true",
      NODE_ENV: "production",
      PORT: String(port),
      ...env,
    },
    url: `${url}/health`,
  })
  return { url, log }
}
