import { spawn } from "node:child_process"
import { once } from "node:events"
import { resolve } from "node:path"

import type { Lifetime } from "../../demo/lifetime"
import { LogTail } from "../../demo/shop/log-tail"

/**
 * Builds the plugin as a shop gets it: it is measured as it is installed.
 * @throws Error with what the build printed.
 */
export async function buildPlugin(lifetime: Lifetime): Promise<void> {
  const child = spawn(
    process.execPath,
    [require.resolve("@medusajs/cli/cli.js"), "plugin:build"],
    {
      cwd: resolve(__dirname, "../.."),
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, MEDUSA_DISABLE_TELEMETRY: "true" },
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
    throw new Error(`The plugin could not be built:\n\n${log}`)
  }
}
