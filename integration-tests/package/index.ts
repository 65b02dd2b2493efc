/**
 * `npm run test:package`: packs the plugin as it would be published, installs it
 * into a fresh shop without flags, builds and starts that shop as in production,
 * and plays the three checkouts of the demo there.
 *
 * --medusa VERSION   the shop's Medusa; by default the project's own
 * --with NAME        what installs its packages: npm, the default, pnpm or yarn
 * --browser          look at the shop's admin too, in a Chromium
 */
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
import { shopEnvironment } from "./environment"
import { startMailProvider } from "./letters"
import { packageManagerOf } from "./package-manager"
import { prepareShop } from "./prepare-shop"
import { fillShop, startBuiltShop } from "./run-shop"

const SCENES = [redeemed, refused, away]

const { values } = parseArgs({
  options: {
    medusa: { type: "string", default: medusaVersion },
    with: { type: "string", default: "npm" },
    browser: { type: "boolean", default: false },
  },
})

async function open(lifetime: Lifetime) {
  const shop = await prepareShop(lifetime, {
    medusa: values.medusa,
    packageManager: packageManagerOf(values.with),
  })
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
