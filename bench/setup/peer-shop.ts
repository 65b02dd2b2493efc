import { writeFileSync } from "node:fs"
import { join, resolve } from "node:path"

import { build } from "esbuild"

import { execute } from "../../testkit/command"
import { temporaryFolder, type Lifetime } from "../../testkit/lifetime"
import type { Elsewhere } from "./shop"

/** The plugin that we compare ourselves with. */
export const LOYALTY = "@medusajs/loyalty-plugin"

/** It wants exactly this Medusa beside it. */
const VERSION = "2.21.1"

const DEPENDENCIES = {
  [LOYALTY]: VERSION,
  "@medusajs/admin-sdk": VERSION,
  "@medusajs/cli": VERSION,
  "@medusajs/dashboard": VERSION,
  "@medusajs/framework": VERSION,
  "@medusajs/icons": VERSION,
  "@medusajs/medusa": VERSION,
  "@medusajs/test-utils": VERSION,
  "@medusajs/ui": "4.2.5",
  react: "18.3.1",
  "react-dom": "18.3.1",
  "react-router-dom": "7.18.2",
}

/** A shop outside of this repository, or why there is none. */
export type PeerShop = (Elsewhere & { versions: string }) | { why: string }

/**
 * Installs a shop of its own, as that plugin needs another Medusa than ours,
 * with the programs that run and measure the bench's other shops.
 */
export async function makePeerShop(lifetime: Lifetime): Promise<PeerShop> {
  const directory = temporaryFolder(lifetime)
  const shop = { name: "peer-shop", private: true, dependencies: DEPENDENCIES }
  writeFileSync(join(directory, "package.json"), JSON.stringify(shop))
  try {
    const install = ["install", "--no-audit", "--no-fund", "--ignore-scripts"]
    await execute(lifetime, { cwd: directory }, "npm", ...install)
  } catch (error) {
    const [line = ""] = (error as Error).message.split("\n").slice(-1)
    return { why: `its shop could not be installed: ${line}` }
  }
  // Packages stay outside: they are to be those of the shop.
  await build({
    entryPoints: {
      "run-shop": resolve(__dirname, "../../testkit/shop/run-shop.ts"),
      "medusa-config": resolve(__dirname, "../shop/medusa-config.ts"),
      probe: resolve(__dirname, "../../testkit/shop/probe.ts"),
    },
    outdir: directory,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "cjs",
    target: "es2022",
  })
  return {
    directory,
    program: join(directory, "run-shop.js"),
    nodeOptions: `-r ${join(directory, "probe.js")}`,
    versions: `${LOYALTY} and Medusa ${VERSION}`,
  }
}
