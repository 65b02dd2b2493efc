import { join } from "node:path"

import {
  manifestOf,
  PACKAGE_KEYS,
  PACKAGES,
  ROOT,
  type PackageKey,
} from "../../scripts/packages"

/**
 * What can be imported of the three packages, each with the source that it is
 * built from. What `exports` does not name is not among them.
 */
export function doors(): Record<string, string> {
  return Object.assign({}, ...PACKAGE_KEYS.map(doorsOf)) as Record<
    string,
    string
  >
}

function doorsOf(key: PackageKey): Record<string, string> {
  const { name, exports } = manifestOf(key)
  const found: Record<string, string> = {}
  for (const [door, target] of Object.entries(exports)) {
    const [, types] = /"types":"([^"]+)"/.exec(JSON.stringify(target)) ?? []
    if (types && !door.includes("*")) {
      // A build puts the plugin's sources into one folder, and the others' elsewhere.
      const source = types
        .replace("./.medusa/server/", "")
        .replace("./dist/", "src/")
        .replace(/\.d\.m?ts$/, ".ts")
      found[name + door.slice(1)] = join(ROOT, PACKAGES[key], source)
    }
  }
  return found
}
