import { cpSync } from "node:fs"
import { join, relative } from "node:path"

import { ROOT } from "../package/paths"

/** What is made of the sources, or belongs to one place. */
const LEFT_OUT = [
  "node_modules",
  ".git",
  ".medusa",
  ".medusa-dev",
  "artifacts",
  // Of the versions that are about to change.
  "package-lock.json",
]

/** Copies the project's sources into a folder. */
export function copyProject(folder: string): void {
  cpSync(ROOT, folder, {
    recursive: true,
    filter: (path) =>
      !relative(ROOT, path)
        .split(/[\\/]/)
        .some((part) => LEFT_OUT.includes(part)),
  })
}
