/**
 * `npm run test:package`: packs the plugin as it would be published, installs it
 * into a fresh shop without flags, builds and starts that shop as in production,
 * and plays the three checkouts of the demo there.
 *
 * --medusa VERSION   the shop's Medusa; by default the project's own
 * --browser          look at the shop's admin too, in a Chromium
 */
import { join } from "node:path"
import { parseArgs } from "node:util"

import { startEngage } from "../../demo/engage"
import { Ledger } from "../../demo/ledger"
import { withLifetime, type Lifetime } from "../../demo/lifetime"
import { away } from "../../demo/scenes/away"
import { redeemed } from "../../demo/scenes/redeemed"
import { refused } from "../../demo/scenes/refused"
import { createDatabase } from "../../demo/shop/database"
import { StoreApi } from "../../demo/storefront/store-api"
import { step } from "../../demo/terminal/progress"
import { SceneReport } from "../../demo/terminal/scene-report"
import { main } from "../../scripts/run"
import { version as medusaVersion } from "@medusajs/medusa/package.json"
import { findChromium } from "../browser/support/chromium"
import { inTheAdmin } from "./browser/in-the-admin"
import { checkOneCopy } from "./check-one-copy"
import { shopEnvironment } from "./environment"
import { buildShop, installShop, layOutShop } from "./fresh-shop"
import { startMailProvider } from "./letters"
import { packPlugin } from "./pack-plugin"
import { fillShop, startBuiltShop } from "./run-shop"
import { temporaryFolder } from "./temporary-folder"

const SCENES = [redeemed, refused, away]

const { values } = parseArgs({
  options: {
    medusa: { type: "string", default: medusaVersion },
    browser: { type: "boolean", default: false },
  },
})

async function prepare(lifetime: Lifetime) {
  const folder = temporaryFolder(lifetime)
  const plugin = await step("package", async () => {
    const { file, kilobytes } = await packPlugin(lifetime, folder)
    return { done: `packed, ${kilobytes} kB`, value: file }
  })
  const shop = layOutShop({
    folder: join(folder, "shop"),
    plugin,
    medusa: values.medusa,
  })
  await step("install", async () => {
    await installShop(lifetime, shop.folder)
    const copies = await checkOneCopy(lifetime, shop.folder)
    return { done: `Medusa ${values.medusa}; ${copies}`, value: undefined }
  })
  await step("build", async () => {
    await buildShop(lifetime, shop)
    return { done: "the shop and its admin, for production", value: undefined }
  })
  return shop
}

async function open(lifetime: Lifetime) {
  const shop = await prepare(lifetime)
  const database = await createDatabase(lifetime)
  const engage = await startEngage()
  lifetime.onEnd(() => engage.close())
  const { url: mailUrl, mailbox } = await startMailProvider(lifetime)
  const env = shopEnvironment({ databaseUrl: database.url, engage, mailUrl })
  const publishableKey = await step("tables", async () => ({
    value: await fillShop(lifetime, shop, env),
    done: "made and filled",
  }))
  const { url, log } = await step("shop", async () => {
    const value = await startBuiltShop(lifetime, shop, env)
    return { done: `in production, at ${value.url}`, value }
  })
  const ledger = new Ledger(database.url)
  lifetime.onEnd(() => ledger.close())
  return {
    url,
    api: new StoreApi(url, publishableKey),
    mailbox,
    engage,
    ledger,
    log,
  }
}

main(() =>
  withLifetime(async (lifetime) => {
    if (values.browser) {
      findChromium()
    }
    const { log, url, ...stage } = await open(lifetime)
    const scenes = values.browser ? [...SCENES, inTheAdmin(url)] : SCENES
    let passed = 0
    for (const [index, { title, play }] of scenes.entries()) {
      const report = new SceneReport(index + 1, title)
      await play({ ...stage, report }).catch((error) => report.fail(error))
      stage.engage.clearFaults()
      passed += report.close() ? 1 : 0
    }
    if (passed < scenes.length) {
      console.log(`\nThe last that the shop printed:\n\n${log}`)
    }
    console.log(`\n${passed} passed, ${scenes.length - passed} failed`)
    return passed === scenes.length ? 0 : 1
  })
)
