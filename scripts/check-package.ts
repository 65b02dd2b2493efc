/**
 * Checks what `npm publish` would publish: everything that package.json
 * promises is there, nothing else is, and it runs nothing when it is installed.
 * Prints its size. Needs a build.
 */
import { execFileSync, execSync } from "node:child_process"
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { main } from "./run"

const root = resolve(__dirname, "..")

const ALLOWED = [
  /^package\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^\.medusa\/server\/src\/.+\.(js|mjs|d\.m?ts)$/,
]
const FORBIDDEN = [/__tests__/, /\.spec\./, /integration-tests/, /\/demo\//]

/** A file, or files by condition. */
type Target = string | { [condition: string]: Target }

type Manifest = {
  exports: Record<string, Target>
  scripts: Record<string, string>
}

/** What npm would publish; sizes are in bytes. */
type Pack = { files: { path: string }[]; size: number; unpackedSize: number }

function packed(): Pack {
  const output = execSync("npm pack --dry-run --json --ignore-scripts", {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  })
  const [pack] = JSON.parse(output) as [Pack]
  return pack
}

/** What npm runs in a shop that installs the package. */
const ON_INSTALL = ["preinstall", "install", "postinstall"]

const SOURCE_MAP = "//# sourceMappingURL="

function promisedFiles({ exports }: Manifest): string[] {
  return Object.values(exports)
    .flatMap(filesOf)
    .filter((path) => !path.includes("*"))
    .map((path) => path.replace(/^\.\//, ""))
}

function filesOf(target: Target): string[] {
  return typeof target === "string"
    ? [target]
    : Object.values(target).flatMap(filesOf)
}

/** Missing files we report ourselves; the other is how Medusa loads modules. */
const NOT_OURS = ["FILE_DOES_NOT_EXIST", "CJS_WITH_ESMODULE_DEFAULT_EXPORT"]

/** What publint, which knows the rules of package.json, has to say. */
async function publintProblems(): Promise<string[]> {
  const { publint } = await import("publint")
  const { formatMessage } = await import("publint/utils")
  const { messages, pkg } = await publint({ pkgDir: root, pack: false })
  return messages
    .filter(
      ({ type, code }) => type !== "suggestion" && !NOT_OURS.includes(code)
    )
    .map(
      (message) => formatMessage(message, pkg, { color: false }) ?? message.code
    )
}

/** The package for storefronts, which are no servers of Medusa's. */
const STOREFRONT = "medusa-plugin-voyado-engage-storefront"

/** Ways to load it, as Node's arguments; the second is a React Server Component's. */
const WAYS = [
  ["--input-type=module", "--eval", `import * as lib from "${STOREFRONT}"`],
  [
    "--conditions=react-server",
    "--input-type=module",
    "--eval",
    `import * as lib from "${STOREFRONT}"`,
  ],
  ["--eval", `const lib = require("${STOREFRONT}")`],
]

/** What goes wrong when the storefront's package is loaded, as ES module and not. */
function loadProblems(): string[] {
  return WAYS.flatMap((way) => {
    const code = `${way.at(-1)}; console.log(typeof lib.completeCart)`
    const output = execFileSync(process.execPath, [...way.slice(0, -1), code], {
      cwd: root,
      encoding: "utf8",
    })
    return output.trim() === "function"
      ? []
      : `${STOREFRONT} has no completeCart with ${way.slice(0, -2).join(" ")}`
  })
}

/** What TypeScript makes of the storefront's package, by attw. */
function typeProblems(): string[] {
  const directory = mkdtempSync(join(tmpdir(), "voyado-engage-pack-"))
  try {
    execSync(`npm pack --ignore-scripts --pack-destination ${directory}`, {
      cwd: join(root, "packages/storefront"),
      stdio: "ignore",
    })
    const [file = ""] = readdirSync(directory)
    execSync(`npx attw ${join(directory, file)} --profile node16`, {
      cwd: root,
      encoding: "utf8",
      stdio: "pipe",
    })
    return []
  } catch (error) {
    const { stdout, message } = error as Error & { stdout?: string }
    return [stdout || message]
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1024)} kB`
}

main(async () => {
  if (!existsSync(resolve(root, ".medusa/server"))) {
    throw new Error("There is no build to check; run `npm run build` first")
  }
  const manifest = JSON.parse(
    readFileSync(resolve(root, "package.json"), "utf8")
  ) as Manifest
  const { files: entries, size, unpackedSize } = packed()
  const files = entries.map(({ path }) => path)
  const problems = [
    ...files
      .filter((file) => !ALLOWED.some((pattern) => pattern.test(file)))
      .map((file) => `${file} does not belong in the package`),
    ...files
      .filter((file) => FORBIDDEN.some((pattern) => pattern.test(file)))
      .map((file) => `${file} is for development only`),
    ...files
      .filter((file) => /\.m?js$/.test(file))
      .filter((file) =>
        readFileSync(resolve(root, file), "utf8").includes(SOURCE_MAP)
      )
      .map((file) => `${file} has a source map, of sources that are not there`),
    ...ON_INSTALL.filter((script) => script in manifest.scripts).map(
      (script) => `package.json runs "${script}" in the shops that install it`
    ),
    ...promisedFiles(manifest)
      .filter((file) => !files.includes(file))
      .map((file) => `package.json promises ${file}, which is not there`),
    ...(await publintProblems()),
    ...loadProblems(),
    ...typeProblems(),
  ]
  for (const problem of problems) {
    console.error(problem)
  }
  console.log(
    `${files.length} files, ${kilobytes(size)} packed,` +
      ` ${kilobytes(unpackedSize)} unpacked; ${problems.length} problems`
  )
  return problems.length === 0 ? 0 : 1
})
