import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"

import type { Lifetime } from "../../testkit/lifetime"
import { execute } from "../../testkit/command"

/** Is of use to who writes the sources, and has no version for every Medusa's. */
const LINTER = "@medusajs/eslint-plugin"

/** What Medusa's admin has once, as it says itself in which version. */
const OF_THE_DASHBOARD = [
  "@medusajs/ui",
  "@tanstack/react-query",
  "react-i18next",
  "react-router-dom",
]

/** The test utilities of 2.17 load it, and do not ask for it. */
const OF_OLDER_TEST_UTILITIES = { "pg-god": "1.0.12" }

const manifestSchema = z.looseObject({
  devDependencies: z.record(z.string(), z.string()),
  workspaces: z.array(z.string()).optional(),
})

const dependenciesSchema = z.record(z.string(), z.string())

/**
 * Writes another version of Medusa into a project's package.json, with what
 * belongs to that version. The workspaces are left out.
 * @returns what there is not in that version, and stays as it was: a snapshot of
 *   Medusa's is published without some packages, and others ask for them nevertheless.
 */
export async function changeMedusa(
  lifetime: Lifetime,
  folder: string,
  version: string
) {
  const at = { cwd: folder }
  const view = (name: string, ...args: string[]) =>
    execute(lifetime, at, "npm", "view", `${name}@${version}`, ...args)
  const hasVersion = (name: string) =>
    view(name, "version").then(Boolean, () => false)
  const dependenciesOf = async (name: string) =>
    dependenciesSchema.parse(
      JSON.parse(await view(name, "dependencies", "--json"))
    )

  const file = join(folder, "package.json")
  const { devDependencies, ...rest } = manifestSchema.parse(
    JSON.parse(readFileSync(file, "utf8"))
  )
  delete rest.workspaces
  const own = devDependencies["@medusajs/medusa"]
  const dashboard = await dependenciesOf("@medusajs/dashboard")
  const { zod } = await dependenciesOf("@medusajs/deps")

  const theirs: Record<string, string | undefined> = {
    zod,
    ...Object.fromEntries(OF_THE_DASHBOARD.map((one) => [one, dashboard[one]])),
  }
  const changed: Record<string, string> = {}
  const missing: string[] = []
  for (const [name, range] of Object.entries(devDependencies)) {
    const isMedusas = name.startsWith("@medusajs/") && range === own
    if (isMedusas && !(await hasVersion(name))) {
      missing.push(name)
      changed[name] = range
    } else if (isMedusas || name !== LINTER) {
      changed[name] = isMedusas ? version : (theirs[name] ?? range)
    }
  }
  if (version.startsWith("2.17.")) {
    Object.assign(changed, OF_OLDER_TEST_UTILITIES)
  }
  const manifest = { ...rest, devDependencies: changed }
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`)
  return missing
}
