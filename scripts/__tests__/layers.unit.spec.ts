import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import ts from "typescript"

const SRC = resolve(__dirname, "../../src")
const MODULE = "modules/promotion-redemption"

/** What a file imports: from where, and the names that are more than types. */
type Import = { from: string; values: string[] }

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter(
  (file) => /\.tsx?$/.test(file) && !/__tests__/.test(file)
)
const known = new Set(files)

/** The file of `src` that an import names; undefined for a package. */
function fileOf(importer: string, name: string): string | undefined {
  if (!name.startsWith(".")) {
    return undefined
  }
  const path = relative(SRC, resolve(SRC, dirname(importer), name))
  return [`${path}.ts`, `${path}.tsx`, join(path, "index.ts")].find((file) =>
    known.has(file)
  )
}

function importsOf(file: string): Import[] {
  const { statements } = ts.createSourceFile(
    file,
    readFileSync(join(SRC, file), "utf8"),
    ts.ScriptTarget.Latest
  )
  return statements.flatMap((statement) => {
    if (
      !ts.isImportDeclaration(statement) &&
      !ts.isExportDeclaration(statement)
    ) {
      return []
    }
    const { moduleSpecifier } = statement
    const from =
      moduleSpecifier && ts.isStringLiteral(moduleSpecifier)
        ? fileOf(file, moduleSpecifier.text)
        : undefined
    return from ? [{ from, values: valuesOf(statement) }] : []
  })
}

function valuesOf(
  statement: ts.ImportDeclaration | ts.ExportDeclaration
): string[] {
  const named = ts.isImportDeclaration(statement)
    ? statement.importClause?.namedBindings
    : statement.exportClause
  const isType = ts.isImportDeclaration(statement)
    ? statement.importClause?.isTypeOnly
    : statement.isTypeOnly
  return named &&
    !isType &&
    (ts.isNamedImports(named) || ts.isNamedExports(named))
    ? named.elements
        .filter(({ isTypeOnly }) => !isTypeOnly)
        .map(({ name }) => name.text)
    : []
}

const imports = new Map(files.map((file) => [file, importsOf(file)]))

/** Files that import one another, each such group once. */
function circles(): string[] {
  const reaches = (from: string, seen = new Set<string>()): Set<string> => {
    for (const { from: next } of imports.get(from) ?? []) {
      if (!seen.has(next)) {
        seen.add(next)
        reaches(next, seen)
      }
    }
    return seen
  }
  const reached = new Map(files.map((file) => [file, reaches(file)]))
  const groups = files
    .filter((file) => reached.get(file)?.has(file))
    .map((file) =>
      files
        .filter(
          (other) =>
            reached.get(file)?.has(other) && reached.get(other)?.has(file)
        )
        .sort()
        .join(" ↔ ")
    )
  return [...new Set(groups)]
}

/**
 * The files of the folders `ledger` and `engage` whose rules workflows use by
 * themselves. Each is pure: it runs no statement and makes no call.
 */
const RULES = [
  // What is to be done with a row, and what a row says.
  "ledger/decide.ts",
  "ledger/row.ts",
  // What an answer, a list, a draft or an id of Engage's says.
  "engage/answers.ts",
  "engage/draft.ts",
  "engage/finding.ts",
  "engage/ids.ts",
  "engage/promotion.ts",
].map((file) => `${MODULE}/${file}`)

/** What runs a statement or makes a call. */
const ACTS = ["ledger/transition.ts", "engage/transport.ts"].map(
  (file) => `${MODULE}/${file}`
)

/** The files that a file imports, and what these import, types left out. */
function runsWith(file: string, seen = new Set([file])): Set<string> {
  for (const { from, values } of imports.get(file) ?? []) {
    if (values.length && !seen.has(from)) {
      seen.add(from)
      runsWith(from, seen)
    }
  }
  return seen
}

describe("the layers of src", () => {
  it("have no circle but that of two models, which Medusa needs", () => {
    expect(circles()).toEqual([
      `${MODULE}/models/promotion-redemption-attempt.ts ↔ ${MODULE}/models/promotion-redemption.ts`,
    ])
  })

  it("let workflows reach no statement and no call past the module's service", () => {
    const past = files
      .filter((file) => file.startsWith("workflows/"))
      .flatMap((file) =>
        (imports.get(file) ?? [])
          .filter(
            ({ from, values }) =>
              values.length > 0 &&
              (from.startsWith(`${MODULE}/ledger`) ||
                from.startsWith(`${MODULE}/engage`)) &&
              !RULES.includes(from)
          )
          .map(({ from, values }) => `${file}: ${values.join()} of ${from}`)
      )
    expect(past).toEqual([])
  })

  it("keep the rules pure that workflows use by themselves", () => {
    const acting = RULES.filter((file) =>
      ACTS.some((act) => runsWith(file).has(act))
    )
    expect(acting).toEqual([])
    // Else the list above names no file.
    expect(RULES.filter((file) => !known.has(file))).toEqual([])
  })

  it("let the module import nothing of what is above it", () => {
    const up = files
      .filter((file) => file.startsWith(MODULE))
      .flatMap((file) =>
        (imports.get(file) ?? [])
          .filter(({ from }) =>
            /^(api|jobs|subscribers|workflows)\//.test(from)
          )
          .map(({ from }) => `${file}: ${from}`)
      )
    expect(up).toEqual([])
  })
})
