import { execFileSync } from "node:child_process"
import { statSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, resolve } from "node:path"

/** The system user that a server runs as when we are root. */
export type ServerAccount = { uid: number; gid: number }

/**
 * Postgres refuses to run as root, so root lends it an account without rights
 * of its own: `postgres` where there is one, else `nobody`. Nothing is added to
 * the system. An ordinary user runs the server itself (`undefined`).
 */
export function serverAccount(): ServerAccount | undefined {
  if (process.getuid?.() !== 0) {
    return undefined
  }
  for (const name of ["postgres", "nobody"]) {
    const uid = numericId("-u", name)
    const gid = numericId("-g", name)
    if (uid && gid) {
      return { uid, gid }
    }
  }
  throw new Error(
    "Postgres does not run as root, and this system has neither a user " +
      '"postgres" nor "nobody" to run it as. Run as an ordinary user, or set ' +
      "DATABASE_URL to a Postgres of your own."
  )
}

/** Whether a system user other than the owner can reach what is in `path`. */
export function isOpenToOthers(path: string): boolean {
  const mayPass = (statSync(path).mode & 0o001) !== 0
  const parent = dirname(resolve(path))
  return mayPass && (parent === resolve(path) || isOpenToOthers(parent))
}

/** A directory for temporary files that the server's account can reach. */
export function temporaryRoot(account: ServerAccount | undefined): string {
  const candidates = [tmpdir(), "/tmp", "/var/tmp"]
  const root = account
    ? candidates.find((path) => exists(path) && isOpenToOthers(path))
    : tmpdir()
  if (!root) {
    throw new Error(
      `Postgres cannot run here: none of ${candidates.join(", ")} can be ` +
        "reached by other users than root. Set TMPDIR to a directory that can."
    )
  }
  return root
}

function numericId(flag: "-u" | "-g", name: string): number | undefined {
  try {
    const stdio: ["ignore", "pipe", "ignore"] = ["ignore", "pipe", "ignore"]
    return Number(execFileSync("id", [flag, name], { stdio })) || undefined
  } catch {
    return undefined
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
