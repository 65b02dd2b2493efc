import { createHash } from "node:crypto"
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { dirname, join, relative, resolve } from "node:path"

import { execute } from "../command"
import type { Lifetime } from "../lifetime"

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
const NOT_SOURCES = ["dist", "node_modules", "__tests__"]

/**
 * Installs the example storefront as a shop would, with the plugin's package packed
 * as for npm. Does nothing if no source has changed since the last installation.
 * @returns a digest of the installed sources.
 * @throws Error with npm's output, if the installation fails.
 */
export async function installStorefront(lifetime: Lifetime): Promise<string> {
  const sources = digestOf([...PACKAGE, ...INSTALLED])
  await unlessDone("node_modules/.installed-of", sources, async () => {
    const build = ["run", "build", "--workspace", "packages/storefront"]
    await execute(lifetime, { program: "npm", args: build, cwd: ROOT })
    await execute(lifetime, {
      program: "npm",
      args: ["ci", "--no-audit", "--no-fund"],
      cwd: STOREFRONT,
    })
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
  await unlessDone(".next/built-of", installed + digestOf(BUILT), () => {
    // Types of pages that a development server compiled, which may no longer exist.
    rmSync(join(STOREFRONT, ".next-dev/types"), {
      recursive: true,
      force: true,
    })
    return execute(lifetime, {
      program: process.execPath,
      args: [nextCommand(), "build"],
      cwd: STOREFRONT,
      env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    })
  })
}

/** Path of the command of Next.js. */
export function nextCommand(folder: string = STOREFRONT): string {
  return join(folder, "node_modules/next/dist/bin/next")
}

/**
 * Does the work unless a note says that it was done for the same sources; then
 * writes the note.
 */
async function unlessDone(
  note: string,
  sources: string,
  work: () => Promise<unknown>
): Promise<void> {
  const path = join(STOREFRONT, note)
  if (existsSync(path) && readFileSync(path, "utf8") === sources) {
    return
  }
  await work()
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, sources)
}

/** A digest of files, and of all files in folders. */
function digestOf(paths: string[]): string {
  const hash = createHash("sha256")
  for (const file of paths.flatMap(filesAt)) {
    hash.update(relative(ROOT, file)).update(readFileSync(file))
  }
  return hash.digest("hex")
}

function filesAt(path: string): string[] {
  return statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => !NOT_SOURCES.includes(name))
        .sort()
        .flatMap((name) => filesAt(join(path, name)))
    : [path]
}
