import { readFileSync } from "node:fs"
import { join } from "node:path"

import { ROOT } from "./samples"

type Manifest = {
  name: string
  exports: Record<
    string,
    string | { types?: string; import?: { types?: string } }
  >
}

/** The packages: their folder, and where a build puts what its sources become. */
const PACKAGES = [
  { folder: ".", built: "./.medusa/server/" },
  { folder: "packages/storefront", built: "./dist/", sources: "src" },
  { folder: "packages/engage-sandbox", built: "./dist/", sources: "src" },
]

/**
 * What can be imported of the three packages, each with the source that it is
 * built from. What `exports` does not name is not among them.
 */
export function doors(): Record<string, string> {
  return Object.assign({}, ...PACKAGES.map(doorsOf)) as Record<string, string>
}

function doorsOf({
  folder,
  built,
  sources = "",
}: (typeof PACKAGES)[number]): Record<string, string> {
  const { name, exports } = JSON.parse(
    readFileSync(join(ROOT, folder, "package.json"), "utf8")
  ) as Manifest
  const found: Record<string, string> = {}
  for (const [door, target] of Object.entries(exports)) {
    const types =
      typeof target === "string"
        ? undefined
        : (target.types ?? target.import?.types)
    if (types && !door.includes("*")) {
      const source = types.replace(built, "").replace(/\.d\.m?ts$/, ".ts")
      found[name + door.slice(1)] = join(ROOT, folder, sources, source)
    }
  }
  return found
}
