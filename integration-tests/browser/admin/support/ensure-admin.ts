import { execFile } from "node:child_process"
import { join, resolve } from "node:path"
import { promisify } from "node:util"

/**
 * Builds the admin with this plugin's screens, unless that has been done and
 * nothing has changed since. In a process of its own: what builds it is not
 * made to run inside of Jest.
 * @throws Error with what the build printed.
 */
export async function ensureAdmin(): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    ["-r", "ts-node/register", join(__dirname, "build-admin.ts")],
    {
      cwd: resolve(__dirname, "../../../.."),
      env: { ...process.env, NODE_ENV: "production", NODE_OPTIONS: "" },
    }
  )
}
