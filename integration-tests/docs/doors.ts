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

/**
 * What can be imported of the package, each with the source that it is built
 * from. What `exports` does not name is not among them.
 */
export function doors(): Record<string, string> {
  const { name, exports } = JSON.parse(
    readFileSync(join(ROOT, "package.json"), "utf8")
  ) as Manifest
  const found: Record<string, string> = {}
  for (const [door, target] of Object.entries(exports)) {
    const types =
      typeof target === "string"
        ? undefined
        : (target.types ?? target.import?.types)
    if (types && !door.includes("*")) {
      const source = types
        .replace("./.medusa/server/", "")
        .replace(/\.d\.m?ts$/, ".ts")
      found[name + door.slice(1)] = join(ROOT, source)
    }
  }
  return found
}
