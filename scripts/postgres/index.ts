import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdirSync } from "node:fs"
import { join, resolve } from "node:path"
import { readState, registerUser } from "./shared"

const projectRoot = resolve(__dirname, "../..")

/** A Postgres of our own, for as long as this process lives. */
export type TemporaryPostgres = {
  /** Address of the server, with its default database. */
  url: string
  /** Ends the server and removes its files. */
  stop: () => Promise<void>
}

/**
 * Starts an embedded Postgres on a free port, for this process alone. It ends,
 * and its files go, with `stop` or when this process ends in whatever way.
 * @throws Error with what Postgres printed, if it does not start.
 */
export async function startPostgres(): Promise<TemporaryPostgres> {
  const keeper = spawn(
    process.execPath,
    ["-r", "ts-node/register", join(__dirname, "keeper.ts"), "temporary"],
    { cwd: projectRoot, detached: true, stdio: "pipe" }
  )
  let printed = ""
  let complaint = ""
  keeper.stderr.on("data", (chunk: Buffer) => (complaint += chunk))
  const ended = once(keeper, "exit")

  const url = await new Promise<string>((resolve, reject) => {
    keeper.on("error", reject)
    keeper.on("close", () =>
      reject(new Error(`The embedded Postgres did not start.\n${complaint}`))
    )
    keeper.stdout.on("data", (chunk: Buffer) => {
      printed += chunk
      if (printed.includes("\n")) {
        resolve((JSON.parse(printed) as { url: string }).url)
      }
    })
  })

  const stop = async () => {
    keeper.stdin.end()
    await ended
  }
  return { url, stop }
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
