import { cpSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import type { Lifetime } from "../../testkit/lifetime"
import { execute } from "../../testkit/command"
import type { PackageManager } from "./package-manager"
import { installByTheDocs } from "./by-the-docs"
import { ROOT, TEMPLATE } from "./paths"

/** A shop of its own in a folder, with the packed plugin. */
export type FreshShop = {
  folder: string
  /** Where `medusa build` has put what `medusa start` runs. */
  built: string
}

/** What a fresh shop is made of. */
export type FreshShopInput = {
  folder: string
  /** The packed plugin. */
  plugin: string
  /** Medusa's version. */
  medusa: string
}

/**
 * Lays out a shop as Medusa's starter does, with the demo's data to seed, and installs
 * the plugin by its docs.
 */
export function layOutShop({
  folder,
  plugin,
  medusa,
}: FreshShopInput): FreshShop {
  cpSync(TEMPLATE, folder, { recursive: true })
  const manifest = join(folder, "package.json")
  writeFileSync(
    manifest,
    readFileSync(manifest, "utf8")
      .replaceAll('"MEDUSA"', JSON.stringify(medusa))
      .replace('"PLUGIN"', JSON.stringify(`file:${plugin}`))
  )
  cpSync(join(ROOT, "testkit/seed"), join(folder, "src/scripts/seed"), {
    recursive: true,
  })
  installByTheDocs(folder)
  return { folder, built: join(folder, ".medusa/server") }
}

/** Builds a shop and its admin for production, and installs what it runs on. */
export async function buildShop(
  lifetime: Lifetime,
  { folder, built }: FreshShop,
  manager: PackageManager
): Promise<void> {
  await execute(lifetime, {
    program: "npm",
    args: ["run", "build"],
    cwd: folder,
  })
  await manager.installForProduction(lifetime, built)
}
