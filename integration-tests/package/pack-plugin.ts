import { statSync } from "node:fs"
import { join } from "node:path"

import type { Lifetime } from "../../demo/lifetime"
import { execute } from "../../demo/command"
import { ROOT } from "./paths"

/** What `npm publish` would publish. */
export type Package = { file: string; kilobytes: number }

/** Builds the plugin and packs it into a folder. */
export async function packPlugin(
  lifetime: Lifetime,
  folder: string
): Promise<Package> {
  const printed = await execute(lifetime, {
    program: "npm",
    // Its `prepack` builds it.
    args: ["pack", "--silent", "--pack-destination", folder],
    cwd: ROOT,
  })
  const file = join(folder, printed.split("\n").at(-1) ?? "")
  return { file, kilobytes: Math.round(statSync(file).size / 1024) }
}
