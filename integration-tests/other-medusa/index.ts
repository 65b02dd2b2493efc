/**
 * `npm run test:medusa -- [VERSION] [FILE ...]`: runs the units and the HTTP
 * suite of this project on another version of Medusa, in a copy of the project
 * that has it installed. Without a VERSION it is the oldest that package.json
 * claims; with FILEs the HTTP suite is these.
 *
 * --short   of both what touches Medusa's own workflows most
 */
import { cpSync } from "node:fs"
import { join, relative, sep } from "node:path"
import { parseArgs } from "node:util"

import { ROOT } from "../../scripts/packages"
import { main, run } from "../../scripts/run"
import { temporaryFolder, withLifetime } from "../../testkit/lifetime"
import { step } from "../../testkit/progress"
import { version as ownVersion } from "@medusajs/medusa/package.json"
import { peerDependencies } from "../../package.json"
import { execute } from "../../testkit/command"
import { changeMedusa } from "./change-medusa"

/** Of the HTTP suite: completion and its undoing, hooks, the guard, webhooks. */
const SHORT = ["checkout", "hooks.spec", "guard", "webhook"]

/** Of the units: what reads Medusa's own workflows, or Medusa's carts and orders. */
const UNITS = ["src/workflows/hooks", "src/workflows/medusa"]

/** What is made of the sources, or belongs to one place. */
const LEFT_OUT = [
  ...["node_modules", ".git", ".medusa", ".medusa-dev", "artifacts"],
  // Of the versions that are about to change.
  "package-lock.json",
]

const { values, positionals } = parseArgs({
  options: { short: { type: "boolean", default: false } },
  allowPositionals: true,
})

const isVersion = /^\d+\.\d+\.\d+/.test(positionals[0] ?? "")
const version = isVersion ? positionals[0]! : oldestClaimed()
const named = isVersion ? positionals.slice(1) : positionals
const files = values.short ? SHORT : named

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
    console.log(`A copy with Medusa ${version} in place of ${ownVersion}\n`)
    const folder = join(temporaryFolder(lifetime), "project")
    const copy = async () => {
      cpSync(ROOT, folder, {
        recursive: true,
        filter: (path) =>
          !relative(ROOT, path)
            .split(sep)
            .some((part) => LEFT_OUT.includes(part)),
      })
      return changeMedusa(lifetime, folder, version)
    }
    const missing = await step("copy", copy, (names) =>
      ["of the project", ...names].join(", without ")
    )
    const install = ["install", "--no-audit", "--no-fund"]
    // Others of Medusa's packages ask for the missing ones.
    const anyway = missing.length ? ["--legacy-peer-deps"] : []
    await step(
      "install",
      () => execute(lifetime, { cwd: folder }, "npm", ...install, ...anyway),
      `Medusa ${version}`
    )
    const script = ["-r", "ts-node/register", "scripts/test.ts"]
    const test = (...args: string[]) =>
      run(process.execPath, [...script, ...args], {}, folder)
    const units = await test("unit", ...(values.short ? UNITS : []))
    const http = await test(
      "http",
      ...files.map((file) => `integration-tests/http/${file}`)
    )
    return units || http
  })
)
