import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"

import type { Lifetime } from "../../demo/lifetime"
import { execute } from "../../demo/command"
import { isAtLeast } from "./version"

/** Is of use to who writes the sources, and has no version for every Medusa's. */
const LINTER = "@medusajs/eslint-plugin"

/** What Medusa's admin has once, as it says itself in which version. */
const OF_THE_DASHBOARD = [
  "@medusajs/ui",
  "@tanstack/react-query",
  "react-i18next",
  "react-router-dom",
]

/** The test utilities before 2.18 load it, and do not ask for it. */
const OF_OLDER_TEST_UTILITIES = { "pg-god": "1.0.12" }

const manifestSchema = z.looseObject({
  devDependencies: z.record(z.string(), z.string()),
  workspaces: z.array(z.string()).optional(),
})

const dependenciesSchema = z.record(z.string(), z.string())

/**
 * Writes another version of Medusa into a project's package.json, with what
 * belongs to that version. The example storefront, a workspace, is left out.
 * @returns how many packages have changed.
 */
export async function changeMedusa(
  lifetime: Lifetime,
  folder: string,
  version: string
): Promise<number> {
  const file = join(folder, "package.json")
  const { devDependencies, ...rest } = manifestSchema.parse(
    JSON.parse(readFileSync(file, "utf8"))
  )
  delete rest.workspaces
  const own = devDependencies["@medusajs/medusa"]
  const dashboard = await dependenciesOf("@medusajs/dashboard")
  const { zod } = await dependenciesOf("@medusajs/deps")

  const theirs: Record<string, string | undefined> = { zod }
  for (const name of OF_THE_DASHBOARD) {
    theirs[name] = dashboard[name]
  }
  const changed = Object.entries(devDependencies)
    .filter(([name]) => name !== LINTER)
    .map(([name, range]) => {
      const isMedusas = name.startsWith("@medusajs/") && range === own
      return [name, isMedusas ? version : (theirs[name] ?? range)] as const
    })
  const manifest = {
    ...rest,
    devDependencies: {
      ...Object.fromEntries(changed),
      ...(isAtLeast(version, 2, 18) ? {} : OF_OLDER_TEST_UTILITIES),
    },
  }
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`)
  return changed.filter(([name, range]) => devDependencies[name] !== range)
    .length

  /** What a package of that version depends on. */
  async function dependenciesOf(name: string) {
    const printed = await execute(lifetime, {
      program: "npm",
      args: ["view", `${name}@${version}`, "dependencies", "--json"],
      cwd: folder,
    })
    return dependenciesSchema.parse(JSON.parse(printed))
  }
}
