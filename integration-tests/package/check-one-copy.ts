import { existsSync, readdirSync } from "node:fs"
import { join, relative } from "node:path"

/** What a shop must have once: two copies of these do not know each other. */
export const ONCE = [
  "@medusajs/framework",
  "@medusajs/medusa",
  "@medusajs/ui",
  "zod",
  // Each keeps what a page shares in the copy that the page has imported.
  "react",
  "react-dom",
  "react-router",
  "react-router-dom",
  "@tanstack/react-query",
  "i18next",
  "react-i18next",
]

/**
 * Makes sure that installing the plugin brought no second copy into a shop,
 * whichever package manager laid it out.
 * @returns a line that says so.
 * @throws Error that says where the copies are.
 */
export function checkOneCopy(shop: string): string {
  const copies = new Map(ONCE.map((name) => [name, [] as string[]]))
  collect(join(shop, "node_modules"), copies)
  for (const [name, found] of copies) {
    if (found.length !== 1) {
      const where = found.map((path) => relative(shop, path)).join(", ")
      throw new Error(`${name} is installed ${found.length} times: ${where}`)
    }
  }
  return `one copy of ${ONCE.length}`
}

/** Goes through a folder of packages, and those that they have of their own. */
function collect(folder: string, copies: Map<string, string[]>): void {
  if (!existsSync(folder)) {
    return
  }
  for (const name of packagesIn(folder)) {
    const path = join(folder, name)
    copies.get(name)?.push(path)
    collect(join(path, "node_modules"), copies)
  }
  // pnpm keeps every package here, and links to it.
  const store = join(folder, ".pnpm")
  if (existsSync(store)) {
    for (const name of foldersIn(store)) {
      collect(join(store, name, "node_modules"), copies)
    }
  }
}

function packagesIn(folder: string): string[] {
  return foldersIn(folder).flatMap((name) =>
    name.startsWith("@")
      ? foldersIn(join(folder, name)).map((inner) => `${name}/${inner}`)
      : [name]
  )
}

/** Not those that are links to one elsewhere. */
function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
}
