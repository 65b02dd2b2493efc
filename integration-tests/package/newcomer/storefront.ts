import { cpSync } from "node:fs"
import { basename } from "node:path"

import { manifestOf } from "../../../scripts/packages"
import { execute } from "../../../testkit/command"
import type { Lifetime } from "../../../testkit/lifetime"
import { nextCommand, STOREFRONT } from "../../../testkit/shop/build-storefront"
import { installedByTheDocs } from "../by-the-docs"

const NOT_SOURCES = ["node_modules", ".next", ".next-dev", "next-env.d.ts"]

/**
 * Makes a storefront of its own of the example, whose code `docs/nextjs.md` shows:
 * in a folder outside of the repository, with the packed package in it by the page's
 * command, and built for production.
 */
export async function prepareStorefront(
  lifetime: Lifetime,
  { folder, packed }: { folder: string; packed: string }
): Promise<void> {
  const name = installedByTheDocs("docs/nextjs.md")
  if (name !== manifestOf("storefront").name) {
    throw new Error(`docs/nextjs.md installs ${name}`)
  }
  cpSync(STOREFRONT, folder, {
    recursive: true,
    filter: (path) => !NOT_SOURCES.includes(basename(path)),
  })
  await execute(lifetime, {
    program: "npm",
    args: ["install", "--no-audit", "--no-fund", `file:${packed}`],
    cwd: folder,
  })
  await execute(lifetime, {
    program: process.execPath,
    args: [nextCommand(folder), "build"],
    cwd: folder,
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  })
}
