import type { Lifetime } from "../../demo/lifetime"
import { execute } from "./command"

/** What a shop must have once: two copies of these do not know each other. */
const ONCE = ["@medusajs/framework", "@medusajs/medusa", "@medusajs/ui", "zod"]

type Listed = { dependencies?: Record<string, Listed & { version?: string }> }

/**
 * Makes sure that installing the plugin brought no second copy into a shop.
 * @returns a line that says so.
 * @throws Error that names the package and its versions.
 */
export async function checkOneCopy(
  lifetime: Lifetime,
  cwd: string
): Promise<string> {
  const printed = await execute(lifetime, {
    program: "npm",
    args: ["ls", "--all", "--json", "--loglevel=silent", ...ONCE],
    cwd,
  })
  const versions = new Map(ONCE.map((name) => [name, new Set<string>()]))
  collect(JSON.parse(printed) as Listed, versions)
  for (const [name, found] of versions) {
    if (found.size !== 1) {
      throw new Error(`${name} is installed as ${[...found].join(", ")}`)
    }
  }
  return `one copy of ${ONCE.length}`
}

function collect(
  { dependencies = {} }: Listed,
  versions: Map<string, Set<string>>
): void {
  for (const [name, listed] of Object.entries(dependencies)) {
    if (listed.version) {
      versions.get(name)?.add(listed.version)
    }
    collect(listed, versions)
  }
}
