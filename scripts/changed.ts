import { execFileSync } from "node:child_process"

/** The kinds of tests that `npm test` runs. */
export type Kind = "unit" | "modules" | "http"

/** Of each kind: all files, or the named ones. */
export type Selection = Record<Kind, "all" | string[]>

const MODULE_SPEC = /^src\/modules\/.+\/__tests__\/[^/]+(?<!\.unit)\.spec\.ts$/

/** What only the units look at: they read docs, samples, screens and scripts. */
const FOR_UNITS = [
  /\.unit\.spec\.tsx?$/,
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
    } else if (/^integration-tests\/http\/[^/]+\.spec\.ts$/.test(file)) {
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

/**
 * The files that differ from a commit, those that git does not know yet among
 * them.
 * @throws Error when git knows no such commit.
 */
export function changedSince(commit: string): string[] {
  const git = (...args: string[]) =>
    execFileSync("git", args, { encoding: "utf8" }).split("\n").filter(Boolean)
  return [
    ...git("diff", "--name-only", commit),
    ...git("ls-files", "--others", "--exclude-standard"),
  ]
}
