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
import { prepareStorefront } from "./newcomer/storefront"
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
  /** Whether it is to have a storefront, with the packed package in it. */
  storefront?: boolean
}

/** A shop and its storefront, built, in folders of their own. */
export type Prepared = {
  shop: FreshShop
  /** Folder of the storefront, if it has one. */
  storefront: string | null
  /** When the first package was installed, in milliseconds. */
  startedAt: number
}

/** A built shop with the packed plugin in it. */
export async function prepareShop(
  lifetime: Lifetime,
  { medusa, packageManager, packages, furnish, ...wish }: ShopWish
): Promise<Prepared> {
  const folder = temporaryFolder(lifetime)
  const { plugin, storefront: packed } = await step("package", async () => {
    const value = packages ? tarballsIn(packages) : await packPackages(folder)
    return { done: `packed, ${kilobytes(value.plugin)} kB`, value }
  })
  const startedAt = Date.now()
  const shop = layOutShop({ folder: join(folder, "shop"), plugin, medusa })
  furnish?.(shop.folder)

  const manager = await step("install", async () => {
    const value = await getPackageManager(lifetime, folder, packageManager)
    await value.install(lifetime, shop.folder)
    const copies = checkOneCopy(shop.folder)
    return { done: `Medusa ${medusa} by ${value.title}; ${copies}`, value }
  })
  const storefront = wish.storefront ? join(folder, "storefront") : null
  await step("build", async () => {
    await Promise.all([
      buildShop(lifetime, shop, manager),
      storefront && prepareStorefront(lifetime, { folder: storefront, packed }),
    ])
    const also = storefront ? ", and a Next.js storefront" : ""
    const done = `the shop and its admin, for production${also}`
    return { done, value: undefined }
  })
  return { shop, storefront, startedAt }
}
