/**
 * `npm run test:medusa -- [VERSION] [KIND ...] [arguments for Jest]`: runs suites
 * of this project on another version of Medusa, in a copy of the project that
 * has it installed. Without a VERSION it is the oldest that package.json claims;
 * without a KIND, `unit` and `http` run.
 */
import { join } from "node:path"

import { withLifetime } from "../../demo/lifetime"
import { step } from "../../demo/terminal/progress"
import { main, run } from "../../scripts/run"
import { version as ownVersion } from "@medusajs/medusa/package.json"
import { peerDependencies } from "../../package.json"
import { execute } from "../package/command"
import { temporaryFolder } from "../package/temporary-folder"
import { copyProject } from "./copy-project"
import { changeMedusa } from "./change-medusa"

const [first, ...others] = process.argv.slice(2)
const isVersion = /^\d+\.\d+\.\d+/.test(first ?? "")
const version = isVersion ? first! : oldestClaimed()
const args = isVersion ? others : process.argv.slice(2)

/** The lower end of the range in which a shop's Medusa has to be. */
function oldestClaimed(): string {
  const range = peerDependencies["@medusajs/medusa"]
  const oldest = /^\^(\d+\.\d+\.\d+)$/.exec(range)?.[1]
  if (!oldest) {
    throw new Error(`package.json asks for Medusa ${range}; say which version`)
  }
  return oldest
}

main(() =>
  withLifetime(async (lifetime) => {
    console.log(
      `A copy of the project gets Medusa ${version} in place of ${ownVersion},` +
        " runs suites there, and is removed.\n"
    )
    const folder = join(temporaryFolder(lifetime), "project")
    const changed = await step("copy", async () => {
      copyProject(folder)
      const value = await changeMedusa(lifetime, folder, version)
      return { done: `${value} packages in another version`, value }
    })
    await step("install", async () => {
      await execute(lifetime, {
        program: "npm",
        args: ["install", "--no-audit", "--no-fund"],
        cwd: folder,
      })
      return { done: `Medusa ${version}`, value: changed }
    })
    const test = ["-r", "ts-node/register", "scripts/test.ts"]
    const kinds = args.length ? args : ["unit", "http"]
    return run(process.execPath, [...test, ...kinds], {}, folder)
  })
)
