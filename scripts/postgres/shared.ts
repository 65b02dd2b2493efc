import { createHash } from "node:crypto"
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { isOpenToOthers, serverAccount, temporaryRoot } from "./account"

/** What a running shared server says of itself, in `<directory>/postgres.json`. */
export type SharedState = { url: string; pid: number }

/** Where the shared server keeps its data, as near to `directory` as possible. */
export function sharedHome(directory: string): string {
  const account = serverAccount()
  if (!account || isOpenToOthers(directory)) {
    return join(directory, "postgres")
  }
  const id = createHash("sha256").update(directory).digest("hex").slice(0, 12)
  return join(temporaryRoot(account), `voyado-engage-development-${id}`)
}

/** The shared server that runs now, if any. */
export function readState(directory: string): SharedState | undefined {
  try {
    const text = readFileSync(join(directory, "postgres.json"), "utf8")
    const state = JSON.parse(text) as SharedState
    return isAlive(state.pid) ? state : undefined
  } catch {
    return undefined
  }
}

/** Publishes, or takes back, where the shared server is. */
export function writeState(directory: string, state: SharedState | undefined) {
  const path = join(directory, "postgres.json")
  if (!state) {
    rmSync(path, { force: true })
    return
  }
  writeFileSync(`${path}.new`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

/** Notes this process as a user: the server runs at least as long as it does. */
export function registerUser(directory: string, pid: number) {
  mkdirSync(join(directory, "users"), { recursive: true })
  writeFileSync(join(directory, "users", String(pid)), "")
}

/** Users that still run; notes of those that are gone are removed. */
export function liveUsers(directory: string): number[] {
  const users = join(directory, "users")
  const pids = readdirSync(users).map(Number)
  for (const pid of pids.filter((pid) => !isAlive(pid))) {
    rmSync(join(users, String(pid)), { force: true })
  }
  return pids.filter(isAlive)
}

/** Whether a process runs, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}
