import { execute } from "../command"
import type { Lifetime } from "../lifetime"
import {
  shopDirectory,
  shopEnvironment,
  type ShopSettings,
} from "./environment"

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
  await execute(lifetime, {
    program: process.execPath,
    args: [
      require.resolve("@medusajs/cli/cli.js", { paths: [directory] }),
      ...COMMAND,
    ],
    cwd: directory,
    env: shopEnvironment(settings),
  })
}
