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
  // The shop has no scripts and no search indexes of its own.
  "--skip-scripts",
  "--skip-search",
]

/**
 * Migrates the database with Medusa's own command.
 * @throws Error with the command's output.
 */
export async function migrate(
  lifetime: Lifetime,
  settings: ShopSettings
): Promise<void> {
  const directory = shopDirectory(settings)
  await execute(
    lifetime,
    { cwd: directory, env: shopEnvironment(settings) },
    process.execPath,
    require.resolve("@medusajs/cli/cli.js", { paths: [directory] }),
    ...COMMAND
  )
}
