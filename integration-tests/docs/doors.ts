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
  return Object.fromEntries(PACKAGE_KEYS.flatMap(doorsOf))
}

function doorsOf(key: PackageKey): [door: string, source: string][] {
  const { name, exports } = manifestOf(key)
  return Object.entries(exports).flatMap(([door, target]) => {
    const [, types] = /"types":"([^"]+)"/.exec(JSON.stringify(target)) ?? []
    // A build puts the plugin's sources into one folder, and the others' elsewhere.
    const source = types
      ?.replace("./.medusa/server/", "")
      .replace("./dist/", "src/")
      .replace(/\.d\.m?ts$/, ".ts")
    return source && !door.includes("*")
      ? [[name + door.slice(1), join(ROOT, PACKAGES[key], source)]]
      : []
  })
}
