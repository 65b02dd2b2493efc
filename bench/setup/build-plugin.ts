import { resolve } from "node:path"

import { execute } from "../../testkit/command"
import type { Lifetime } from "../../testkit/lifetime"

/**
 * Builds the plugin as a shop gets it: it is measured as it is installed.
 * @throws Error with what the build printed.
 */
export async function buildPlugin(lifetime: Lifetime): Promise<void> {
  await execute(lifetime, {
    program: process.execPath,
    args: [require.resolve("@medusajs/cli/cli.js"), "plugin:build"],
    cwd: resolve(__dirname, "../.."),
  })
}
