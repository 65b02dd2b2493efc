import { readFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().optional(),
      dev: z.boolean().optional(),
      link: z.boolean().optional(),
    })
  ),
})

/** A package that npm would install. */
export type Locked = {
  name: string
  version: string
  /** From the project's folder, with slashes. */
  path: string
  /** Not there in production. */
  dev: boolean
}

const FOLDER = "node_modules/"

/** What npm would install for a project, from its package-lock.json. */
export function lockedPackages(project: string): Locked[] {
  const { packages } = lockSchema.parse(
    JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8"))
  )
  return Object.entries(packages)
    .filter(([path, { link }]) => path.includes(FOLDER) && !link)
    .map(([path, { version = "", dev = false }]) => ({
      name: path.slice(path.lastIndexOf(FOLDER) + FOLDER.length),
      ...{ version, path, dev },
    }))
}
