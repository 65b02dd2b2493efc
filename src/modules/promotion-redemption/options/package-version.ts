import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"

const PACKAGE_NAME = "medusa-plugin-voyado-engage"

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
    const file: unknown = JSON.parse(
      readFileSync(join(dir, "package.json"), "utf8")
    )

    return isOurs(file) ? file.version : null
  } catch {
    return null
  }
}

function isOurs(file: unknown): file is { version: string } {
  return (
    typeof file === "object" &&
    file !== null &&
    "name" in file &&
    file.name === PACKAGE_NAME &&
    "version" in file &&
    typeof file.version === "string"
  )
}
