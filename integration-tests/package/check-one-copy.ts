import { readdirSync } from "node:fs"
import { join } from "node:path"

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
  const folders = foldersWithin(shop, "node_modules")
  for (const name of ONCE) {
    const found = folders.filter((path) =>
      path.endsWith(`node_modules/${name}`)
    )
    if (found.length !== 1) {
      const where = found.join(", ")
      throw new Error(`${name} is installed ${found.length} times: ${where}`)
    }
  }
  return `one copy of ${ONCE.length}`
}

/**
 * The packages in a folder, those of pnpm's store and those that packages have of
 * their own, as paths with slashes. Without what are links to one of these.
 */
function foldersWithin(shop: string, path: string): string[] {
  return readdirSync(join(shop, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => [
      `${path}/${name}`,
      ...foldersWithin(shop, `${path}/${name}`),
    ])
}
