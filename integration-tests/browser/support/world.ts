import { mkdir, rm, symlink } from "node:fs/promises"
import { join } from "node:path"
import type { Browser } from "playwright-core"

import type { EngageSandbox } from "../../../packages/engage-sandbox/src"
import { ROOT } from "../../../scripts/packages"
import { execute } from "../../../testkit/command"
import { startEngage } from "../../../testkit/engage"
import { ShopLedger } from "../../../testkit/ledger/shop-ledger"
import { Lifetime } from "../../../testkit/lifetime"
import { buildStorefront } from "../../../testkit/shop/build-storefront"
import { createDatabase } from "../../../testkit/shop/database"
import { freePort } from "../../../testkit/shop/free-port"
import { migrate } from "../../../testkit/shop/migrate"
import { startShop, type RunningShop } from "../../../testkit/shop/start-shop"
import {
  serveBuiltStorefront,
  storefrontUrlAt,
} from "../../../testkit/shop/start-storefront"
import { launchBrowser } from "./launch-browser"

/**
 * What all screens are looked at in: one shop in a process of its own, which serves
 * the built admin; the built example storefront; an Engage; and a Chromium.
 */
export class World {
  browser!: Browser
  engage!: EngageSandbox
  shop!: RunningShop
  ledger!: ShopLedger
  storefrontUrl!: string
  private readonly lifetime = new Lifetime()

  async open(): Promise<void> {
    const { lifetime } = this
    this.browser = await launchBrowser()
    lifetime.onEnd(() => this.browser.close())
    const { url: databaseUrl } = await createDatabase(lifetime)
    this.ledger = new ShopLedger(databaseUrl)
    lifetime.onEnd(() => this.ledger.close())
    const port = await freePort()
    this.storefrontUrl = storefrontUrlAt(port)
    this.engage = await startEngage({ storefrontUrl: this.storefrontUrl })
    lifetime.onEnd(() => this.engage.close())

    const settings = {
      databaseUrl,
      engage: this.engage,
      storefrontUrl: this.storefrontUrl,
      port: 0,
      admin: true,
      // In development the admin would be built piece by piece, on demand.
      environment: { NODE_ENV: "test" },
    }
    await Promise.all([
      migrate(lifetime, settings),
      buildAdmin(lifetime).then(() => buildStorefront(lifetime)),
    ])
    await provideAdmin(lifetime)
    this.shop = await startShop(lifetime, settings)
    await serveBuiltStorefront(lifetime, { shop: this.shop, port })
  }

  close(): Promise<void> {
    return this.lifetime.end()
  }
}

/**
 * Builds the admin with this plugin's screens, unless nothing has changed since the
 * last build. In a process of its own: Medusa's bundler cannot run inside of Jest.
 * @throws Error with the output of the build.
 */
async function buildAdmin(lifetime: Lifetime): Promise<void> {
  const script = join(__dirname, "build-admin.ts")
  const env = { NODE_ENV: "production", NODE_OPTIONS: "" } as const
  const args = ["-r", "ts-node/register", script]
  await execute(lifetime, { cwd: ROOT, env }, process.execPath, ...args)
}

/**
 * Puts the built admin where a shop serves it from, until the lifetime ends: the
 * build of the plugin takes all that is in `public` into the package.
 */
async function provideAdmin(lifetime: Lifetime): Promise<void> {
  const publicFolder = join(ROOT, "public")
  const remove = () => rm(publicFolder, { recursive: true, force: true })
  await remove()
  await mkdir(publicFolder)
  lifetime.onEnd(remove)
  await symlink(
    join(ROOT, "artifacts/admin"),
    join(publicFolder, "admin"),
    "junction"
  )
}
