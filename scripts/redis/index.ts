import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { accessSync, constants } from "node:fs"
import { createServer, type AddressInfo } from "node:net"
import { delimiter, join } from "node:path"
import { promisify } from "node:util"

/** A Redis of our own, for as long as this process lives. */
export type TemporaryRedis = {
  /** Its address, without a database. */
  url: string
  /** Ends the server; what it was told is on disk. */
  stop: () => Promise<void>
  /** Starts it again after `stop`, at the same address and with what it had. */
  start: () => Promise<void>
}

const PATIENCE_MS = 10_000

/** Runs the server until our end of its input is closed, in whatever way. */
const UNTIL_CLOSED = '"$@" & server=$!; cat >/dev/null; kill $server; wait'

/**
 * Starts the redis-server that is found in PATH, on a free port.
 *
 * @param directory where it may keep its files.
 * @throws Error that says what is missing, or what the server printed.
 */
export async function startRedis(directory: string): Promise<TemporaryRedis> {
  requirePrograms()
  const port = await freePort()
  const run = () => runServer(port, directory)
  let server = await run()
  return {
    url: `redis://localhost:${port}`,
    stop: () => server.stop(),
    start: async () => {
      server = await run()
    },
  }
}

/** What a Redis answers to one command, one line for each value. */
export async function askRedis(
  url: string,
  command: string[]
): Promise<string[]> {
  requirePrograms()
  const { stdout } = await promisify(execFile)(
    "redis-cli",
    ["-u", url, "--raw", ...command],
    { timeout: PATIENCE_MS }
  )
  return stdout.split("\n").filter(Boolean)
}

function requirePrograms(): void {
  for (const program of ["redis-server", "redis-cli"]) {
    if (!isInPath(program)) {
      throw new Error(
        `${program} is missing: this needs a Redis. Install it, on Debian and ` +
          "Ubuntu by: apt-get install redis-server"
      )
    }
  }
}

function isInPath(program: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

async function runServer(port: number, directory: string) {
  const child = spawn(
    "sh",
    ["-c", UNTIL_CLOSED, "sh", "redis-server", ...settings(port, directory)],
    // Ctrl-C is for us; the shops end before their Redis does.
    { detached: true, stdio: "pipe" }
  )
  const ended = once(child, "exit")
  let printed = ""
  await new Promise<void>((resolve, reject) => {
    const fail = () => {
      child.stdin.end()
      reject(new Error(`redis-server did not start:\n${printed}`))
    }
    const timer = setTimeout(fail, PATIENCE_MS)
    child.on("error", reject)
    child.stdout.on("data", (chunk: Buffer) => {
      printed = (printed + chunk).slice(-4000)
      if (/ready to accept connections/i.test(printed)) {
        clearTimeout(timer)
        resolve()
      }
    })
  })
  return {
    stop: async () => {
      child.stdin.end()
      await ended
    },
  }
}

/** A Redis that is restarted has what it had, as those of shops should. */
function settings(port: number, directory: string): string[] {
  return [
    ...["--port", String(port)],
    ...["--bind", "127.0.0.1", "-::1"],
    ...["--dir", directory],
    ...["--save", ""],
    ...["--appendonly", "yes"],
    ...["--appendfsync", "always"],
    // A short log is loaded at once. While a Redis answers that it is loading, a server
    // of Medusa (2.21.2) whose workflow ends just then ends by an unhandled rejection.
    ...["--auto-aof-rewrite-min-size", "1mb"],
  ]
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await once(probe.listen(0, "localhost"), "listening")
  const { port } = probe.address() as AddressInfo
  await once(probe.close(), "close")
  return port
}
