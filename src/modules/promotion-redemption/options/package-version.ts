import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"

import { z } from "@medusajs/framework/zod"

const PACKAGE_NAME = "medusa-plugin-voyado-engage"

const ourPackage = z.object({
  name: z.literal(PACKAGE_NAME),
  version: z.string(),
})

/**
 * The version of this package, from the nearest package.json above with its name:
 * the built files are deeper than the sources. "0.0" without such a file, as in a
 * shop that bundled its server into one file.
 */
export function packageVersion(from: string = __dirname): string {
  for (let dir = from; ; dir = dirname(dir)) {
    const version = versionIn(dir)
    if (version !== null) {
      return version
    }
    if (dir === dirname(dir)) {
      return "0.0"
    }
  }
}

/** The user agent for Engage, unless the options set another. */
export function defaultUserAgent(): string {
  return `${PACKAGE_NAME}/${packageVersion()}`
}

function versionIn(dir: string): string | null {
  try {
    const text = readFileSync(join(dir, "package.json"), "utf8")
    return ourPackage.parse(JSON.parse(text)).version
  } catch {
    return null
  }
}
