/**
 * The process that keeps one embedded Postgres. It is apart from the process
 * that wanted the server, so that Ctrl-C, a crash or `kill -9` there still ends
 * the server and removes its files.
 *
 *   keeper.ts temporary      ends when its standard input does; leaves nothing.
 *                            `restart` or `crash` there: stops the server, or
 *                            kills it, and starts it again on the same port
 *   keeper.ts durable        the same, with commits that are on disk
 *   keeper.ts shared <dir>   ends some time after its last user; keeps the data
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { serverAccount, temporaryRoot } from "./account"
import { startServer } from "./server"
import { isAlive, liveUsers, sharedHome, writeState } from "./shared"

const PREFIX = "voyado-engage-postgres-"
const SHARED_GRACE_MS = 20_000

async function keepTemporary({ durable }: { durable: boolean }) {
  const root = temporaryRoot(serverAccount())
  removeLeftovers(root)
  const home = mkdtempSync(join(root, PREFIX))
  const removeHome = () => rmSync(home, { recursive: true, force: true })
  try {
    writeFileSync(join(home, "keeper.pid"), String(process.pid))
    let server = await startServer(home, { durable })
    const over = Promise.race([stopRequested(), inputEnded()])
    for (;;) {
      process.stdout.write(`${JSON.stringify({ url: server.url })}\n`)
      const order = await Promise.race([over, nextOrder(), server.ended])
      if (!order) {
        break
      }
      await server.stop(order === "crash" ? "now" : undefined)
      const port = Number(new URL(server.url).port)
      server = await startServer(home, { port, durable })
    }
    await server.stop("now")
  } finally {
    removeHome()
  }
}

async function keepShared(directory: string) {
  const server = await startServer(sharedHome(directory))
  writeState(directory, { url: server.url, pid: process.pid })
  await Promise.race([stopRequested(), usersGone(directory), server.ended])
  writeState(directory, undefined)
  await server.stop()
}

/** Data of keepers that were killed; a server without its files ends itself. */
function removeLeftovers(root: string) {
  for (const name of readdirSync(root).filter((n) => n.startsWith(PREFIX))) {
    const home = join(root, name)
    try {
      const keeper = Number(readFileSync(join(home, "keeper.pid"), "utf8"))
      if (keeper && !isAlive(keeper)) {
        rmSync(home, { recursive: true, force: true })
      }
    } catch {
      // Another user's, or one that is just being made.
    }
  }
}

function inputEnded(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.on("end", resolve).on("close", resolve).on("error", resolve)
    process.stdin.resume()
  })
}

/** The next thing that the standard input asks for. */
function nextOrder(): Promise<"restart" | "crash"> {
  return new Promise((resolve) => {
    process.stdin.once("data", (chunk: Buffer) =>
      resolve(String(chunk).trim() === "crash" ? "crash" : "restart")
    )
  })
}

function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    process.on("SIGTERM", () => resolve())
    process.on("SIGINT", () => resolve())
  })
}

async function usersGone(directory: string) {
  let lastSeen = Date.now()
  while (Date.now() - lastSeen < SHARED_GRACE_MS) {
    await sleep(1000)
    if (liveUsers(directory).length > 0) {
      lastSeen = Date.now()
    }
  }
}

const [mode, directory] = process.argv.slice(2)
const done =
  mode === "shared" && directory
    ? keepShared(directory)
    : keepTemporary({ durable: mode === "durable" })
done.then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)}\n`
    )
    process.exit(1)
  }
)
