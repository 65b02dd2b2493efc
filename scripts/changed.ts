import { execFileSync } from "node:child_process"

/** The kinds of tests that `npm test` runs. */
export type Kind = "unit" | "modules" | "http"

/** Of each kind: all files, or the named ones. */
export type Selection = Record<Kind, "all" | string[]>

const MODULE_SPEC = /^src\/modules\/.+\/__tests__\/[^/]+(?<!\.unit)\.spec\.ts$/

const HTTP_SPEC = /^integration-tests\/http\/[^/]+\.spec\.ts$/
const UNIT_SPEC = /\.unit\.spec\.tsx?$/

const IS_OF: Record<Kind, (file: string) => boolean> = {
  unit: (file) => UNIT_SPEC.test(file),
  modules: (file) => MODULE_SPEC.test(file),
  http: (file) => HTTP_SPEC.test(file),
}

/**
 * The kinds that have none of the named tests: Jest need not be started to look
 * for them. None when a name says nothing, or no list of tests is to be had.
 *
 * @param names - parts of paths, as they are given to `npm test`.
 * @param specs - paths of all tests, from the project's root, with slashes.
 */
export function kindsWithout(names: string[], specs = listSpecs()): string[] {
  const found = names.map((name) =>
    specs.filter((file) => new RegExp(name, "i").test(`/${file}`))
  )
  const isClear = found.length > 0 && found.every(({ length }) => length > 0)
  return isClear
    ? Object.entries(IS_OF).flatMap(([kind, isOf]) =>
        found.flat().some(isOf) ? [] : kind
      )
    : []
}

/** What only the units look at: they read docs, samples, screens and scripts. */
const FOR_UNITS = [
  UNIT_SPEC,
  /^src\/admin\//,
  /^(docs|examples|scripts|demo|bench|\.ci)\//,
  /^integration-tests\/(?!http\/)/,
  // Of shops that are processes, which no test here starts.
  /^testkit\/(shop|seed|storefront|purchases|promises)\//,
  /^[^/]+\.md$/,
]

/** What the module's tests load beside the module itself. */
const OF_THE_MODULE =
  /^(src\/(modules|errors|types|workflows)|packages\/engage-sandbox\/src)\//

/**
 * What changed files can have broken. The shop loads the plugin's files by their
 * folders, not by imports that a tool could follow, so a change of them runs all
 * that boots a shop.
 *
 * @param files - paths from the project's root, with slashes.
 */
export function testsOf(files: string[]): Selection {
  const selected: Selection = { unit: [], modules: [], http: [] }
  for (const file of files) {
    selected.unit = "all"
    if (MODULE_SPEC.test(file)) {
      add(selected, "modules", file)
    } else if (HTTP_SPEC.test(file)) {
      add(selected, "http", file)
    } else if (!FOR_UNITS.some((pattern) => pattern.test(file))) {
      if (!/^(src|packages)\//.test(file) || OF_THE_MODULE.test(file)) {
        selected.modules = "all"
      }
      if (!/^src\/modules\/.+\/__tests__\//.test(file)) {
        selected.http = "all"
      }
    }
  }
  return selected
}

function add(selected: Selection, kind: Kind, file: string): void {
  const files = selected[kind]
  if (files !== "all") {
    files.push(file)
  }
}

/** All tests, those that git does not know yet among them; none without git. */
function listSpecs(): string[] {
  const options = ["--cached", "--others", "--exclude-standard"]
  try {
    return git("ls-files", ...options, "*.spec.ts", "*.spec.tsx")
  } catch {
    return []
  }
}

/**
 * The files that differ from a commit, those that git does not know yet among
 * them.
 * @throws Error when git knows no such commit.
 */
export function changedSince(commit: string): string[] {
  return [
    ...git("diff", "--name-only", commit),
    ...git("ls-files", "--others", "--exclude-standard"),
  ]
}

function git(...args: string[]): string[] {
  return execFileSync("git", args, { encoding: "utf8" })
    .split("\n")
    .filter(Boolean)
}
