import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdirSync } from "node:fs"
import { join, resolve } from "node:path"
import { createInterface } from "node:readline"
import { readState, registerUser } from "./shared"

const projectRoot = resolve(__dirname, "../..")

/** A Postgres of our own, for as long as this process lives. */
export type TemporaryPostgres = {
  /** Address of the server, with its default database. */
  url: string
  /** Stops the server, or kills it, and starts it again at the same address. */
  restart: (how: "restart" | "crash") => Promise<void>
  /** Ends the server and removes its files. */
  stop: () => Promise<void>
}

/**
 * Starts an embedded Postgres on a free port, for this process alone. It ends,
 * and its files go, with `stop` or when this process ends in whatever way.
 * @param durable - commits are on disk when they are answered; slower
 * @throws Error with what Postgres printed, if it does not start.
 */
export async function startPostgres({
  durable = false,
} = {}): Promise<TemporaryPostgres> {
  const keeper = spawn(
    process.execPath,
    [
      ...["-r", "ts-node/register"],
      join(__dirname, "keeper.ts"),
      durable ? "durable" : "temporary",
    ],
    { cwd: projectRoot, detached: true, stdio: "pipe" }
  )
  let complaint = ""
  keeper.on("error", (error) => (complaint += error.message))
  keeper.stderr.on("data", (chunk: Buffer) => (complaint += chunk))
  const ended = once(keeper, "exit")
  const lines = createInterface(keeper.stdout)[Symbol.asyncIterator]()

  /** The keeper prints one line for each start of the server. */
  const started = async () => {
    const { value, done } = await lines.next()
    if (done) {
      throw new Error(`The embedded Postgres did not start.\n${complaint}`)
    }
    return (JSON.parse(value) as { url: string }).url
  }
  const url = await started()

  const restart = async (how: "restart" | "crash") => {
    keeper.stdin.write(`${how}\n`)
    await started()
  }
  const stop = async () => {
    keeper.stdin.end()
    await ended
  }
  return { url, restart, stop }
}

/**
 * Address of the development database: an embedded Postgres with its data in
 * `.medusa-dev`, started if it does not run yet. Every process that asks shares
 * it; it ends some seconds after the last of them.
 */
export function developmentDatabaseUrl(): string {
  const directory = join(projectRoot, ".medusa-dev")
  mkdirSync(directory, { recursive: true })
  registerUser(directory, process.pid)

  const running = readState(directory)
  if (running) {
    return running.url
  }
  return execFileSync(
    process.execPath,
    ["-r", "ts-node/register", join(__dirname, "start-shared.ts"), directory],
    { cwd: projectRoot, stdio: ["ignore", "pipe", "inherit"] }
  ).toString()
}
