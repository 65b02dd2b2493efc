/**
 * `npm run check:starter -- FOLDER`: puts what `docs/nextjs.md` says to paste, and the
 * packed package, into a copy of the storefront of Medusa's starter, and type-checks
 * it there. FOLDER is a clone of medusajs/dtc-starter; nothing is written into it.
 * By hand and every week on GitHub, as the starter is no package.
 *
 * --packages FOLDER  packed packages, by default those of `npm run pack:all`
 */
import { cpSync } from "node:fs"
import { basename, join, relative } from "node:path"
import { parseArgs } from "node:util"

import ts from "typescript"

import { temporaryFolder } from "../integration-tests/package/temporary-folder"
import { execute } from "../testkit/command"
import { withLifetime } from "../testkit/lifetime"
import { pasteIntoStarter } from "./check-starter/paste"
import { packedFolder, tarballsIn } from "./packages/pack"
import { main } from "./run"

const { values, positionals } = parseArgs({
  options: { packages: { type: "string", default: packedFolder() } },
  allowPositionals: true,
})

const NOT_SOURCES = ["node_modules", ".next"]

/** What TypeScript says, without the line: pasting moves the lines. */
function typeErrors(folder: string): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(folder, "tsconfig.json"),
    { noEmit: true, incremental: false },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail }
  )
  if (!config) {
    throw new Error("The starter's storefront has no tsconfig.json")
  }
  const program = ts.createProgram(config.fileNames, config.options)
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const file = relative(folder, diagnostic.file?.fileName ?? "tsconfig.json")
    return `${file}: ${textOf(diagnostic)}`
  })
}

function fail(diagnostic: ts.Diagnostic): never {
  throw new Error(textOf(diagnostic))
}

function textOf({ messageText }: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(messageText, "\n")
}

main(() =>
  withLifetime(async (lifetime) => {
    const [starter] = positionals
    if (!starter) {
      throw new Error("Name the folder of a clone of medusajs/dtc-starter")
    }
    const folder = join(temporaryFolder(lifetime), "storefront")
    cpSync(join(starter, "apps/storefront"), folder, {
      recursive: true,
      filter: (path) => !NOT_SOURCES.includes(basename(path)),
    })
    const { storefront } = tarballsIn(values.packages)
    const install = ["install", "--no-audit", "--no-fund", `file:${storefront}`]
    await execute(lifetime, { cwd: folder }, "npm", ...install)
    const own = typeErrors(folder)
    pasteIntoStarter(folder)
    const found = typeErrors(folder)
    const problems = found.filter((error) => !own.includes(error))
    for (const problem of problems) {
      console.error(problem)
    }
    console.log(
      `${problems.length} problems in the pasted files;` +
        ` ${own.length} that the starter has itself`
    )
    return problems.length === 0 ? 0 : 1
  })
)
