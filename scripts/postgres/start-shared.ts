/**
 * Makes sure that the shared server runs, prints its address and ends. A
 * configuration file is read synchronously, so it runs this as a child process.
 */
import { spawn } from "node:child_process"
import { mkdirSync, openSync, readFileSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { readState, type SharedState } from "./shared"

const START_TIMEOUT_MS = 60_000

async function startShared(directory: string): Promise<SharedState> {
  const lock = join(directory, "starting")
  const deadline = Date.now() + START_TIMEOUT_MS
  const log = join(directory, "postgres.log")
  let failed = false

  while (Date.now() < deadline && !failed) {
    const state = readState(directory)
    if (state) {
      rmSync(lock, { recursive: true, force: true })
      return state
    }
    if (takeLock(lock)) {
      const output = openSync(log, "w")
      const keeper = spawn(
        process.execPath,
        ["-r", "ts-node/register", join(__dirname, "keeper.ts")].concat(
          "shared",
          directory
        ),
        { detached: true, stdio: ["ignore", output, output] }
      )
      keeper.on("exit", () => (failed = true))
      keeper.unref()
    }
    await sleep(100)
  }
  rmSync(lock, { recursive: true, force: true })
  throw new Error(
    `The embedded Postgres did not start:\n${readFileSync(log, "utf8")}`
  )
}

function takeLock(lock: string): boolean {
  const held = statSync(lock, { throwIfNoEntry: false })
  if (held && Date.now() - held.mtimeMs > START_TIMEOUT_MS) {
    rmSync(lock, { recursive: true, force: true })
  }
  try {
    mkdirSync(lock)
    return true
  } catch {
    return false
  }
}

startShared(process.argv[2] ?? "").then(
  ({ url }) => {
    process.stdout.write(url)
    process.exit(0)
  },
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    process.exit(1)
  }
)
