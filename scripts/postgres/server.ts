import { spawn, type ChildProcess } from "node:child_process"
import { randomBytes } from "node:crypto"
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"
import { serverAccount, type ServerAccount } from "./account"
import { locateBinaries, type PostgresBinaries } from "./binaries"

/** A Postgres server that runs as our child process. */
export type PostgresServer = {
  /** Address of its default database, `postgres`. */
  url: string
  /** Settles when the server has ended, whoever ended it. */
  ended: Promise<void>
  /** Ends the server. `now` gives up what is not on disk yet. */
  stop: (how?: "now") => Promise<void>
}

const USER = "postgres"
const ATTEMPTS = 5

/** Speed over safety: nothing in these databases has to outlive a power cut. */
const FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]

const SETTINGS = [
  "max_connections=200",
  "listen_addresses=localhost",
  "unix_socket_directories=",
  "lc_messages=C",
]

/** How to start a server. Everything may be left out. */
export type ServerSettings = {
  /** Default: a free one. */
  port?: number
  /** Commits are on disk when they are answered, as Postgres does by itself. */
  durable?: boolean
}

/**
 * Starts a Postgres on this machine, with everything it owns below `home`. The
 * first start creates the database cluster there.
 * @throws Error with what Postgres itself printed, if it does not start.
 */
export async function startServer(
  home: string,
  { port: givenPort, durable = false }: ServerSettings = {}
): Promise<PostgresServer> {
  const account = serverAccount()
  const data = join(home, "data")
  mkdirSync(home, { recursive: true })
  own(home, account)
  const binaries = locateBinaries(join(home, "native"), account)
  makeExecutable(binaries)

  const passwordFile = join(home, "password")
  if (!existsSync(join(data, "PG_VERSION"))) {
    writeFileSync(passwordFile, randomBytes(12).toString("hex"), {
      mode: 0o600,
    })
    own(passwordFile, account)
    await initialise(binaries, data, passwordFile, account)
  }
  const password = readFileSync(passwordFile, "utf8")

  for (let attempt = 1; ; attempt++) {
    const port = givenPort ?? (await freePort())
    try {
      const settings = [...SETTINGS, ...(durable ? [] : FAST)]
      const args = ["-D", data, "-p", String(port)]
      settings.forEach((setting) => args.push("-c", setting))
      const server = await run(binaries, args, account)
      const url = `postgres://${USER}:${password}@localhost:${port}/postgres`
      return { ...server, url }
    } catch (error) {
      // Somebody else may have taken the port in between.
      if (attempt === ATTEMPTS || !/in use/.test(String(error))) {
        throw error
      }
    }
  }
}

function initialise(
  binaries: PostgresBinaries,
  data: string,
  passwordFile: string,
  account: ServerAccount | undefined
): Promise<void> {
  const args = [
    `--pgdata=${data}`,
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-sync",
  ]
  const child = spawn(binaries.initdb, args, spawnOptions(account))
  const printed = collectOutput(child)
  return new Promise((resolve, reject) => {
    child.on("error", reject)
    child.on("close", (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`Postgres's initdb failed:\n${printed()}`))
    )
  })
}

function run(
  binaries: PostgresBinaries,
  args: string[],
  account: ServerAccount | undefined
): Promise<Omit<PostgresServer, "url">> {
  const child = spawn(binaries.postgres, args, spawnOptions(account))
  const printed = collectOutput(child)
  const ended = new Promise<void>((resolve) =>
    child.on("close", () => resolve())
  )
  const stop = (how?: "now") => {
    child.kill(how === "now" ? "SIGQUIT" : "SIGINT")
    return ended
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject)
    child.on("close", () =>
      reject(new Error(`Postgres did not start:\n${printed()}`))
    )
    child.stderr?.on("data", () => {
      if (/ready to accept connections/.test(printed())) {
        resolve({ ended, stop })
      }
    })
  })
}

function spawnOptions(account: ServerAccount | undefined) {
  // Settings such as PGDATA or PGPORT are meant for another server.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))
  )
  return { ...account, env, cwd: "/", stdio: "pipe" as const }
}

/** Keeps the last of what a process prints, for the message if it fails. */
function collectOutput(child: ChildProcess): () => string {
  let output = ""
  const keep = (chunk: Buffer) => (output = (output + chunk).slice(-4000))
  child.stdout?.on("data", keep)
  child.stderr?.on("data", keep)
  return () => output.trim()
}

function own(path: string, account: ServerAccount | undefined) {
  if (account) {
    chownSync(path, account.uid, account.gid)
  }
}

function makeExecutable({ initdb, postgres }: PostgresBinaries) {
  for (const program of [initdb, postgres]) {
    try {
      chmodSync(program, 0o755)
    } catch {
      // Somebody else's file; npm has made it executable for them.
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on("error", reject)
    probe.listen(0, "localhost", () => {
      const address = probe.address()
      const port = typeof address === "object" && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
