import { rmSync } from "node:fs"
import { join, resolve } from "node:path"

import { execute } from "../command"
import type { Lifetime } from "../lifetime"
import { digestOf, unlessDone } from "./unless-done"

const ROOT = resolve(__dirname, "../..")

/** The example storefront's folder. */
export const STOREFRONT = join(ROOT, "examples/storefront")

/** The sources of the plugin's package for storefronts. */
const PACKAGE = ["packages/storefront", "src/errors", "src/types"].map((path) =>
  join(ROOT, path)
)
const INSTALLED = ["package.json", "package-lock.json", ".npmrc"].map((name) =>
  join(STOREFRONT, name)
)
const BUILT = ["src", "public", "next.config.mjs", "tsconfig.json"].map(
  (name) => join(STOREFRONT, name)
)

/**
 * Installs the example storefront as a shop would, with the plugin's package packed
 * as for npm. Does nothing if no source has changed since the last installation.
 * @returns a digest of the installed sources.
 * @throws Error with npm's output, if the installation fails.
 */
export async function installStorefront(lifetime: Lifetime): Promise<string> {
  const sources = digestOf([...PACKAGE, ...INSTALLED])
  const note = join(STOREFRONT, "node_modules/.installed-of")
  await unlessDone(note, sources, async () => {
    const npm = (cwd: string, ...args: string[]) =>
      execute(lifetime, { cwd }, "npm", ...args)
    await npm(ROOT, "run", "build", "--workspace", "packages/storefront")
    await npm(STOREFRONT, "ci", "--no-audit", "--no-fund")
  })
  return sources
}

/**
 * Installs the example storefront and builds it for production. The build serves any
 * shop: the shop's address is set at the start. Does nothing if the build is up to
 * date.
 * @throws Error with the output of Next.js, if the build fails.
 */
export async function buildStorefront(lifetime: Lifetime): Promise<void> {
  const installed = await installStorefront(lifetime)
  const note = join(STOREFRONT, ".next/built-of")
  await unlessDone(note, installed + digestOf(BUILT), () => {
    // Types of pages that a development server compiled, which may no longer exist.
    rmSync(join(STOREFRONT, ".next-dev/types"), {
      recursive: true,
      force: true,
    })
    return buildNext(lifetime, STOREFRONT)
  })
}

/** Builds a storefront on Next.js for production, in its folder. */
export function buildNext(lifetime: Lifetime, cwd: string): Promise<string> {
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const
  const next = nextCommand(cwd)
  return execute(lifetime, { cwd, env }, process.execPath, next, "build")
}

/** Path of the command of Next.js. */
export function nextCommand(folder: string): string {
  return join(folder, "node_modules/next/dist/bin/next")
}
