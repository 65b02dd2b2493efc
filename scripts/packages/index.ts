import { readFileSync } from "node:fs"
import { join, resolve } from "node:path"

export const ROOT = resolve(__dirname, "../..")

/** What is published from here, by its folder from the project's root. */
export const PACKAGES = {
  plugin: ".",
  storefront: "packages/storefront",
  sandbox: "packages/engage-sandbox",
} as const

export type PackageKey = keyof typeof PACKAGES

export const PACKAGE_KEYS = Object.keys(PACKAGES) as PackageKey[]

/** A file of a package, or files by condition. */
export type Target = string | { [condition: string]: Target }

/** What is read of a package.json here. */
export type Manifest = {
  name: string
  version: string
  main?: string
  types?: string
  bin?: Record<string, string>
  exports: Record<string, Target>
  scripts?: Record<string, string>
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
  repository?: string | { url?: string }
}

/** The package.json of a folder. */
export function readManifest(folder: string): Manifest {
  const file = join(folder, "package.json")
  return JSON.parse(readFileSync(file, "utf8")) as Manifest
}

/** The package.json of one of the three. */
export function manifestOf(key: PackageKey): Manifest {
  return readManifest(join(ROOT, PACKAGES[key]))
}
