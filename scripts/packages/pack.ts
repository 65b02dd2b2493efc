import { execFile } from "node:child_process"
import { existsSync, mkdirSync, statSync } from "node:fs"
import { join, resolve } from "node:path"
import { promisify } from "node:util"

import { withAddress } from "./address"
import {
  manifestOf,
  PACKAGE_KEYS,
  PACKAGES,
  ROOT,
  type PackageKey,
} from "./index"

/** What `npm publish` would publish, a file a package. */
export type Tarballs = Record<PackageKey, string>

/** Where `npm run pack:all` leaves them, from the project's root. */
export const PACKED = "artifacts/packages"

/**
 * Packs the three packages into a folder.
 * @param build - false: packs what was built before. @defaultValue true
 * @throws Error with what npm printed, when a package cannot be built or packed.
 */
export async function packPackages(
  folder: string,
  { build = true } = {}
): Promise<Tarballs> {
  mkdirSync(folder, { recursive: true })
  const beside = PACKAGE_KEYS.filter((key) => PACKAGES[key] !== ".")
  // The `prepack` of each builds it.
  const args = [
    ...["pack", "--pack-destination", resolve(folder)],
    ...["--include-workspace-root", ...(build ? [] : ["--ignore-scripts"])],
    ...beside.flatMap((key) => ["--workspace", PACKAGES[key]]),
  ]
  try {
    await withAddress(() =>
      promisify(execFile)("npm", args, {
        cwd: ROOT,
        env: { ...process.env, MEDUSA_DISABLE_TELEMETRY: "true" },
        maxBuffer: 1 << 26,
        shell: process.platform === "win32",
      })
    )
  } catch (error) {
    const { stdout = "", stderr = "" } = error as Partial<
      Record<"stdout" | "stderr", string>
    >
    throw new Error(`The packages could not be packed:\n${stdout}\n${stderr}`)
  }
  return tarballsIn(folder)
}

/**
 * The three packages that a folder has, of the versions that the sources have.
 * @throws Error when one is missing.
 */
export function tarballsIn(folder: string): Tarballs {
  const found = PACKAGE_KEYS.map((key) => {
    const { name, version } = manifestOf(key)
    const file = resolve(folder, `${name}-${version}.tgz`)
    if (!existsSync(file)) {
      throw new Error(`${file} is not there; \`npm run pack:all\` packs it`)
    }
    return [key, file] as const
  })
  return Object.fromEntries(found) as Tarballs
}

/** The size of a packed package. */
export function kilobytes(file: string): number {
  return Math.round(statSync(file).size / 1024)
}

/** Where the packed packages are by default. */
export function packedFolder(): string {
  return join(ROOT, PACKED)
}
