/**
 * Runs tests: `test.ts <kind> [<kind> ...] [arguments for Jest]`, where a kind
 * is one of those in `jest.config.js`. Those that need a Postgres get one; what
 * else they need is looked for before anything starts.
 *
 * --short             a sample of the races, or of the faults
 * --changed [COMMIT]  what can have broken since a commit; the last by default
 */
import { randomUUID } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { Client } from "@medusajs/framework/pg"

import { findChromium } from "../integration-tests/browser/support/chromium"
import { changedSince, kindsWithout, testsOf, type Selection } from "./changed"
import { withPostgres } from "./postgres/environment"
import { main, run } from "./run"

const KINDS = [
  "unit",
  "modules",
  "http",
  "model",
  "faults",
  "races",
  "security",
  "browser",
  "docs",
]

const SHORT = "--short"
const CHANGED = "--changed"

/** The database that the shops of this run begin with copies of. */
const TEMPLATE = `engage-template-${randomUUID()}`

const WITHOUT_POSTGRES = ["unit"]

type Totals = { passed: number; failed: number; skipped: number }
type Result = { kind: string; code: number; totals: Totals }

async function runKind(
  kind: string,
  jestArguments: string[],
  short: boolean,
  env: NodeJS.ProcessEnv
): Promise<Result> {
  console.log(`\n=== ${kind} tests ===`)
  const directory = mkdtempSync(join(tmpdir(), "voyado-engage-test-"))
  const totals = join(directory, "totals.json")
  const args = [
    require.resolve("jest/bin/jest"),
    ...atOnce(kind),
    ...(kind === "unit" ? [] : ["--forceExit"]),
    // A file that is named is of one kind; the others have none of its name.
    ...(jestArguments.length ? ["--passWithNoTests"] : []),
    ...jestArguments,
  ]
  try {
    const code = await run(process.execPath, args, {
      ...env,
      ...(short && { RACES_MINUTES: process.env.RACES_MINUTES ?? "2.5" }),
      ...(short && { TEST_SHORT: "yes" }),
      TEST_TYPE: kind,
      TEST_SHARED: jestArguments.length === 0 ? "yes" : "no",
      TEST_TOTALS: totals,
      ...(["http", "faults", "races"].includes(kind) && {
        TEST_TEMPLATE: TEMPLATE,
      }),
      LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
      NODE_OPTIONS: nodeOptions(),
    })
    return { kind, code, totals: readTotals(totals, code) }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/**
 * How many files run at once. A file of `modules`, `http`, `faults` and `races` has a
 * database of its own, and a process where it boots a shop: a shop's jobs go on
 * after its file. Files of the other kinds share something, or measure time.
 */
function atOnce(kind: string): string[] {
  const aProcessEach = ["modules", "http", "faults", "races"].includes(kind)
  return aProcessEach || kind === "unit"
    ? [
        "--maxWorkers=2",
        ...(aProcessEach ? ["--workerIdleMemoryLimit=200MB"] : []),
      ]
    : ["--runInBand"]
}

/** Medusa loads files with import(), which Jest knows only with this flag. */
function nodeOptions(): string {
  const given = process.env.NODE_OPTIONS ?? ""
  return `${given} --experimental-vm-modules --no-warnings=ExperimentalWarning`
}

function readTotals(file: string, code: number): Totals {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Totals
  } catch {
    // Jest found no tests, or did not get as far as a result.
    return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  }
}

function printSummary(results: Result[]) {
  console.log("")
  for (const { kind, code } of results) {
    console.log(`${kind} tests: ${code === 0 ? "passed" : "FAILED"}`)
  }
  const sum = (key: keyof Totals) =>
    results.reduce((total, result) => total + result.totals[key], 0)
  const skipped = sum("skipped") ? `, ${sum("skipped")} skipped` : ""
  console.log(`${sum("passed")} passed, ${sum("failed")} failed${skipped}`)
}

/** The Postgres may be one that goes on after the run. */
async function dropTemplate({ DATABASE_URL }: NodeJS.ProcessEnv) {
  if (!DATABASE_URL) {
    return
  }
  const client = new Client({ connectionString: DATABASE_URL })
  await client.connect()
  await client.query(`DROP DATABASE IF EXISTS "${TEMPLATE}" WITH (FORCE)`)
  await client.end()
}

/** Takes `--changed` out of the arguments, with the commit if one follows. */
function takeChanged(args: string[]): Selection | null {
  const at = args.indexOf(CHANGED)
  if (at < 0) {
    return null
  }
  const named = args[at + 1] ?? ""
  const isCommit = /^[^-]/.test(named) && !KINDS.includes(named)
  args.splice(at, isCommit ? 2 : 1)
  const files = changedSince(isCommit ? named : "HEAD")
  console.log(`${files.length} files have changed`)
  return testsOf(files)
}

/** The files of a kind that are to run; null for all. */
function filesOf(selection: Selection | null, kind: string): string[] | null {
  const files = selection?.[kind as keyof Selection] ?? "all"
  return files === "all" ? null : files
}

main(async () => {
  process.chdir(resolve(__dirname, ".."))
  const given = process.argv.slice(2)
  const short = given.includes(SHORT)
  const selection = takeChanged(given)
  const args = given.filter((arg) => arg !== SHORT)
  const jestArguments = args.filter((arg) => !KINDS.includes(arg))
  const named = jestArguments.filter((arg) => !arg.startsWith("-"))
  const without = kindsWithout(named)
  const kinds = args
    .filter((arg) => KINDS.includes(arg) && !without.includes(arg))
    .filter((kind) => filesOf(selection, kind)?.length !== 0)

  const runAll = async (env: NodeJS.ProcessEnv) => {
    const results: Result[] = []
    for (const kind of kinds) {
      const files = filesOf(selection, kind) ?? []
      const jest = [...jestArguments, ...files]
      const result = await runKind(kind, jest, short, env)
      results.push(result)
      if (result.code > 128) {
        break
      }
    }
    await dropTemplate(env)
    printSummary(results)
    const ran = results.some(({ totals: t }) => t.passed + t.failed + t.skipped)
    if (!ran && kinds.length > 0) {
      console.log("No test is called so.")
      return 1
    }
    return results.find(({ code }) => code !== 0)?.code ?? 0
  }

  if (kinds.includes("browser")) {
    findChromium()
  }
  const needPostgres = kinds.some((kind) => !WITHOUT_POSTGRES.includes(kind))
  return needPostgres ? withPostgres(runAll) : runAll({})
})
