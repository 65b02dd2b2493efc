import { execFileSync } from "node:child_process"
import { join } from "node:path"

import { build } from "esbuild"

import { manifestOf } from "../packages"

const STOREFRONT = manifestOf("storefront").name
const SANDBOX = manifestOf("sandbox").name

/** Ways to load a package, as Node's arguments before the code. */
const WAYS = {
  "as an ES module": {
    flags: ["--input-type=module"],
    load: (name: string) => `import * as lib from "${name}"`,
  },
  "in a React Server Component": {
    flags: ["--conditions=react-server", "--input-type=module"],
    load: (name: string) => `import * as lib from "${name}"`,
  },
  "as CommonJS": {
    flags: [],
    load: (name: string) => `const lib = require("${name}")`,
  },
}

/** A function that each package has. */
const HAS = { [STOREFRONT]: "completeCart", [SANDBOX]: "startEngageSandbox" }

/** What goes wrong when installed packages are loaded. */
export function loadProblems(project: string): string[] {
  return Object.entries(HAS).flatMap(([name, call]) =>
    Object.entries(WAYS).flatMap(([way, { flags, load }]) => {
      const code = `${load(name)}; console.log(typeof lib.${call})`
      const printed = node(project, [...flags, "--eval", code])
      return printed === "function" ? [] : `${name}, ${way}: ${printed}`
    })
  )
}

/** What is wrong with the command of the installed sandbox. */
export function commandProblems(project: string): string[] {
  const command = join(project, "node_modules/.bin", SANDBOX)
  const printed = execFileSync(command, ["--help"], {
    encoding: "utf8",
    shell: process.platform === "win32",
  })
  return printed.startsWith(`Usage: ${SANDBOX}`)
    ? []
    : [`${SANDBOX} --help prints ${printed}`]
}

/** What a bundler makes of an import of which nothing is used: nothing. */
export async function bundleProblems(project: string): Promise<string[]> {
  const { outputFiles } = await build({
    stdin: { contents: `import "${STOREFRONT}"`, resolveDir: project },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    logLevel: "silent",
  })
  const bytes = outputFiles[0]?.contents.byteLength ?? 0
  return bytes < 10
    ? []
    : [`${STOREFRONT} leaves ${bytes} bytes in a bundle that does not use it`]
}

function node(project: string, args: string[]): string {
  try {
    return execFileSync(process.execPath, args, {
      cwd: project,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim()
  } catch (error) {
    return (error as { stderr?: string }).stderr ?? String(error)
  }
}
