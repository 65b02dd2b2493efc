import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve, sep } from "node:path"

import {
  PACKAGE_KEYS,
  PACKAGES,
  readManifest,
  ROOT,
  type Manifest,
  type PackageKey,
  type Target,
} from "../packages"
import type { Tarballs } from "../packages/pack"

/** A packed package, unpacked. */
export type Unpacked = {
  key: PackageKey
  folder: string
  manifest: Manifest
  /** Paths from its folder, with slashes. */
  files: string[]
}

const EVERYWHERE = [/^package\.json$/, /^README\.md$/, /^LICENSE$/]

/** What the docs have a reader copy out of the storefront's package. */
const STARTER = [/^starter\/src\/.+\.tsx?$/, /^starter\/edits\.patch$/]

/** What belongs into each package. */
const ALLOWED: Record<PackageKey, RegExp[]> = {
  plugin: [
    /^(CHANGELOG|CODE_OF_CONDUCT|CONTRIBUTING|SECURITY)\.md$/,
    /^docs\/[\w-]+\.(md|json|svg)$/,
    /^examples\/attention-email\//,
    /^examples\/starter\/edits\.patch$/,
    /^\.medusa\/server\/src\/.+\.(js|mjs|d\.m?ts)$/,
  ],
  storefront: [/^dist\/index\.(js|mjs|d\.ts|d\.mts)$/, ...STARTER],
  sandbox: [
    /^dist\/(index\.js|index\.d\.ts|cli\.js)$/,
    /^bin\/engage-sandbox\.js$/,
  ],
}

/** What is for development only, wherever it comes from. */
const FORBIDDEN = [
  /__tests__/,
  /\.spec\./,
  /integration-tests/,
  /\/(demo|testkit)\//,
  /server\/src\/(sandbox|storefront)\//,
]

/** What pages link to and the plugin's package has not: large, or a project itself. */
const ONLY_IN_REPOSITORY = [
  /^docs\/screens\//,
  /^examples\/storefront(\/|$)/,
  /^packages\//,
]

/** What npm runs in a project that installs a package. */
const ON_INSTALL = ["preinstall", "install", "postinstall"]

const SOURCE_MAP = "//# sourceMappingURL="

/** Unpacks the packed packages below a folder. */
export function unpack(tarballs: Tarballs, into: string): Unpacked[] {
  return PACKAGE_KEYS.map((key) => {
    const parent = join(into, key)
    mkdirSync(parent, { recursive: true })
    execFileSync("tar", ["-xzf", tarballs[key], "-C", parent])
    const folder = join(parent, "package")
    const files = readdirSync(folder, {
      recursive: true,
      encoding: "utf8",
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
      .map((path) => path.split(sep).join("/"))
    return { key, folder, files, manifest: readManifest(folder) }
  })
}

/** What is wrong with the files of a package, and with what it says of itself. */
export function contentProblems({
  key,
  folder,
  files,
  manifest,
}: Unpacked): string[] {
  const allowed = [...EVERYWHERE, ...ALLOWED[key]]
  const read = (file: string) => readFileSync(join(folder, file), "utf8")
  return [
    ...files
      .filter((file) => !allowed.some((pattern) => pattern.test(file)))
      .map((file) => `${file} does not belong in the package`),
    ...files
      .filter((file) => FORBIDDEN.some((pattern) => pattern.test(file)))
      .map((file) => `${file} is for development only`),
    ...files
      .filter((file) => /\.m?js$/.test(file))
      .filter((file) => read(file).includes(SOURCE_MAP))
      .map((file) => `${file} has a source map, of sources that are not there`),
    ...ON_INSTALL.filter((script) => script in (manifest.scripts ?? {})).map(
      (script) => `"${script}" runs in the projects that install it`
    ),
    ...["README.md", "LICENSE", ...promisedFiles(manifest), ...toCopy(key)]
      .filter((file) => !files.includes(file))
      .map((file) => `${file} is not there`),
    ...(read("LICENSE") === readFileSync(join(ROOT, "LICENSE"), "utf8")
      ? []
      : ["LICENSE is not the project's"]),
    ...files
      .filter((file) => file.endsWith(".md"))
      .flatMap((file) => deadLinks(file, folder)),
  ]
}

/**
 * The most that a package may weigh when it is packed, in kB. The storefront's is
 * held by what it adds to a page: `bundle.unit.spec.ts`.
 */
const LIMITS: Partial<Record<PackageKey, number>> = { sandbox: 40 }

/** Whether a packed package has grown too large. */
export function sizeProblems(key: PackageKey, kilobytes: number): string[] {
  const limit = LIMITS[key] ?? Infinity
  return kilobytes <= limit
    ? []
    : [`it weighs ${kilobytes} kB packed, and ${limit} kB is the limit`]
}

/** The packages say of one another that they are used in one version. */
export function versionProblems(unpacked: Unpacked[]): string[] {
  const versions = new Set(unpacked.map(({ manifest }) => manifest.version))
  return versions.size === 1
    ? []
    : [`the packages have different versions: ${[...versions].join(", ")}`]
}

function promisedFiles({ bin, main, types, exports }: Manifest): string[] {
  return [
    ...Object.values(bin ?? {}),
    ...[main, types].filter((path) => path !== undefined),
    ...Object.values(exports).flatMap(filesOf),
  ]
    .filter((path) => !path.includes("*"))
    .map((path) => path.replace(/^\.\//, ""))
}

/** Sources that a package has as they are. */
function toCopy(key: PackageKey): string[] {
  const folder = join(ROOT, PACKAGES[key], "starter")
  return !existsSync(folder)
    ? []
    : readdirSync(folder, { recursive: true, encoding: "utf8" })
        .map((path) => `starter/${path.split(sep).join("/")}`)
        .filter((path) => STARTER.some((pattern) => pattern.test(path)))
}

function filesOf(target: Target): string[] {
  return typeof target === "string"
    ? [target]
    : Object.values(target).flatMap(filesOf)
}

/** Links of a page to what its reader, who has the package alone, does not have. */
function deadLinks(file: string, folder: string): string[] {
  const prose = readFileSync(join(folder, file), "utf8").replaceAll(
    /^ *```[^]*?^ *```$/gm,
    ""
  )
  return [...prose.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^\w+:/.test(target))
    .map((target) => resolve(folder, dirname(file), target))
    .filter((path) => !existsSync(path))
    .map((path) => relative(folder, path).split(sep).join("/"))
    .filter((path) => !ONLY_IN_REPOSITORY.some((one) => one.test(path)))
    .map((path) => `${file} links to ${path}, which is not in the package`)
}

/** Missing files we report ourselves; the other is how Medusa loads modules. */
const NOT_OURS = ["FILE_DOES_NOT_EXIST", "CJS_WITH_ESMODULE_DEFAULT_EXPORT"]

/** What publint, which knows the rules of package.json, has to say. */
export async function publintProblems({ folder }: Unpacked): Promise<string[]> {
  const { publint } = await import("publint")
  const { formatMessage } = await import("publint/utils")
  const { messages, pkg } = await publint({ pkgDir: folder, pack: false })
  return messages
    .filter(
      ({ type, code }) => type !== "suggestion" && !NOT_OURS.includes(code)
    )
    .map(
      (message) => formatMessage(message, pkg, { color: false }) ?? message.code
    )
}
