/**
 * Runs tests: `test.ts <kind> [<kind> ...] [arguments for Jest]`, where a kind
 * is one of those in `jest.config.js`. Those that need a Postgres get one; what
 * else they need is looked for before anything starts.
 */
import { randomUUID } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { findChromium } from "../integration-tests/browser/support/chromium"
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

/** Plays a sample of the races, or of the faults, instead of all. */
const SHORT = "--short"

/** The database that the shops of this run begin with copies of. */
const TEMPLATE = `engage-template-${randomUUID()}`

const WITHOUT_POSTGRES = ["unit", "docs"]

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
      TEST_TEMPLATE: TEMPLATE,
      LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
      NODE_OPTIONS: nodeOptions(),
    })
    return { kind, code, totals: readTotals(totals) }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/**
 * How many files run at once. A file of `modules`, `http` and `faults` has a
 * database of its own, and a process where it boots a shop: a shop's jobs go on
 * after its file. Files of the other kinds share something, or measure time.
 */
function atOnce(kind: string): string[] {
  const aProcessEach = ["modules", "http", "faults"].includes(kind)
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

function readTotals(file: string): Totals {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Totals
  } catch {
    // Jest did not get as far as a result.
    return { passed: 0, failed: 1, skipped: 0 }
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

main(async () => {
  process.chdir(resolve(__dirname, ".."))
  const given = process.argv.slice(2)
  const short = given.includes(SHORT)
  const args = given.filter((arg) => arg !== SHORT)
  const kinds = args.filter((arg) => KINDS.includes(arg))
  const jestArguments = args.filter((arg) => !KINDS.includes(arg))

  const runAll = async (env: NodeJS.ProcessEnv) => {
    const results: Result[] = []
    for (const kind of kinds) {
      const result = await runKind(kind, jestArguments, short, env)
      results.push(result)
      if (result.code > 128) {
        break
      }
    }
    printSummary(results)
    return results.find(({ code }) => code !== 0)?.code ?? 0
  }

  if (kinds.includes("browser")) {
    findChromium()
  }
  const needPostgres = kinds.some((kind) => !WITHOUT_POSTGRES.includes(kind))
  return needPostgres ? withPostgres(runAll) : runAll({})
})
