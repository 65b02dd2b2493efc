import { join } from "node:path"

import type { Lifetime } from "../../testkit/lifetime"
import { step } from "../../testkit/progress"
import {
  kilobytes,
  packPackages,
  tarballsIn,
} from "../../scripts/packages/pack"
import { checkOneCopy } from "./check-one-copy"
import { buildShop, layOutShop, type FreshShop } from "./fresh-shop"
import { getPackageManager, type PackageManagerName } from "./package-manager"
import { temporaryFolder } from "./temporary-folder"

/** What a fresh shop is to be like. */
export type ShopWish = {
  /** The version of Medusa. */
  medusa: string
  packageManager: PackageManagerName
  /** A folder of packed packages; by default they are built and packed. */
  packages?: string
  /** Adds to a shop that is laid out, before anything is installed. */
  furnish?: (folder: string) => void
}

/** A built shop with the packed plugin in it, in a folder of its own. */
export async function prepareShop(
  lifetime: Lifetime,
  { medusa, packageManager, packages, furnish }: ShopWish
): Promise<FreshShop> {
  const folder = temporaryFolder(lifetime)
  const plugin = await step("package", async () => {
    const { plugin: value } = packages
      ? tarballsIn(packages)
      : await packPackages(folder)
    return { done: `packed, ${kilobytes(value)} kB`, value }
  })
  const shop = layOutShop({ folder: join(folder, "shop"), plugin, medusa })
  furnish?.(shop.folder)

  const manager = await step("install", async () => {
    const value = await getPackageManager(lifetime, folder, packageManager)
    await value.install(lifetime, shop.folder)
    const copies = checkOneCopy(shop.folder)
    return { done: `Medusa ${medusa} by ${value.title}; ${copies}`, value }
  })
  await step("build", async () => {
    await buildShop(lifetime, shop, manager)
    return { done: "the shop and its admin, for production", value: undefined }
  })
  return shop
}
