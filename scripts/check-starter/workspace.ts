import { cpSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"

import { installedByTheDocs } from "../../integration-tests/package/by-the-docs"
import { execute } from "../../testkit/command"
import { temporaryFolder, type Lifetime } from "../../testkit/lifetime"
import { step } from "../../testkit/progress"
import { manifestOf } from "../packages"
import type { Tarballs } from "../packages/pack"

const NOT_SOURCES = ["node_modules", ".git", ".next", ".medusa"]

/** A folder, and variables added to the environment of this process. */
type Where = { cwd: string; env?: NodeJS.ProcessEnv }

/** A copy of Medusa's starter, which is a workspace of pnpm. */
export type Workspace = {
  backend: string
  storefront: string
  /** Runs the starter's own pnpm in one of its folders. */
  pnpm: (where: Where, ...args: string[]) => Promise<string>
}

/**
 * Copies a clone of the starter, and installs what it names and then the packed
 * packages, each in the folder that the docs say.
 * @param starter - the clone; nothing is written into it
 */
export async function installWorkspace(
  lifetime: Lifetime,
  starter: string,
  packages: Tarballs
): Promise<Workspace> {
  const folder = join(temporaryFolder(lifetime), "starter")
  cpSync(starter, folder, {
    recursive: true,
    filter: (path) => !NOT_SOURCES.includes(basename(path)),
  })
  const { packageManager } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8")
  ) as { packageManager: string }
  const pnpm = (where: Where, ...args: string[]) =>
    execute(lifetime, where, "npx", "--yes", packageManager, ...args)
  const [backend, storefront] = ["backend", "storefront"].map((app) =>
    join(folder, "apps", app)
  ) as [string, string]

  await step(
    "starter",
    () => pnpm({ cwd: folder }, "install"),
    `installed by ${packageManager}`
  )
  const add = async () => {
    for (const [cwd, page, key] of [
      [backend, "docs/install.md", "plugin"],
      [storefront, "docs/nextjs.md", "storefront"],
    ] as const) {
      const name = installedByTheDocs(page)
      if (name !== manifestOf(key).name) {
        throw new Error(`${page} installs ${name}`)
      }
      await pnpm({ cwd }, "add", `file:${packages[key]}`)
    }
  }
  await step("packages", add, "added to both apps")
  return { backend, storefront, pnpm }
}
