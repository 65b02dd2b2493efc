/**
 * `npm run demo`: a shop, an Engage and three checkouts, played over HTTP and
 * checked. Ends with 0 if everything is as expected, and leaves nothing behind.
 */
import { main } from "../scripts/run"
import { startEngage } from "../testkit/engage"
import { ShopLedger } from "../testkit/ledger/shop-ledger"
import { withLifetime, type Lifetime } from "../testkit/lifetime"
import { SHOP_NAME } from "../testkit/seed/norrsken"
import { away } from "./scenes/away"
import { redeemed } from "./scenes/redeemed"
import { refused } from "./scenes/refused"
import type { Scene, Stage } from "./scenes/stage"
import { createDatabase } from "../testkit/shop/database"
import type { ShopSettings } from "../testkit/shop/environment"
import { migrate } from "../testkit/shop/migrate"
import { startShop, type RunningShop } from "../testkit/shop/start-shop"
import { Storefront } from "../testkit/storefront/storefront"
import { step } from "../testkit/progress"
import { SceneReport } from "./terminal/scene-report"

const SCENES = [redeemed, refused, away]

async function openShop(lifetime: Lifetime) {
  const database = await step("Postgres", async () => {
    const database = await createDatabase(lifetime)
    return { done: database.where, value: database }
  })
  const engage = await step("Engage", async () => {
    const engage = await startEngage()
    lifetime.onEnd(() => engage.close())
    return { done: `a sandbox, at ${engage.baseUrl}`, value: engage }
  })
  const settings: ShopSettings = {
    databaseUrl: database.url,
    engage,
    port: 0,
    admin: false,
  }
  await step("tables", async () => {
    await migrate(lifetime, settings)
    return { done: "made, with the plugin's own", value: undefined }
  })
  const shop = await step("shop", async () => {
    const shop = await startShop(lifetime, settings)
    return { done: `a Medusa server, at ${shop.url}`, value: shop }
  })
  const ledger = new ShopLedger(database.url)
  lifetime.onEnd(() => ledger.close())
  return { shop, engage, ledger }
}

/** Plays one scene. @returns whether everything was as expected. */
async function perform(
  lifetime: Lifetime,
  scene: Scene,
  report: SceneReport,
  stage: Omit<Stage, "report">
): Promise<boolean> {
  try {
    await scene.play({ ...stage, report })
  } catch (error) {
    if (lifetime.isOver) {
      throw error
    }
    report.fail(error)
  }
  stage.engage.clearFaults()
  return report.close()
}

function printSummary(asExpected: number, shop: RunningShop, seconds: number) {
  if (asExpected < SCENES.length) {
    console.log(`\nThe last that the shop printed:\n\n${shop.log}`)
  }
  console.log(
    `\n${SCENES.length} scenes, ${asExpected} as expected (${seconds} s)`
  )
}

main(() =>
  withLifetime(async (lifetime) => {
    const started = Date.now()
    console.log(`\n${SHOP_NAME}, a Medusa shop with personal offers\n`)
    const { shop, engage, ledger } = await openShop(lifetime)
    const { mailbox } = shop
    const visitor = Storefront.at(shop)

    let asExpected = 0
    for (const [index, scene] of SCENES.entries()) {
      const report = new SceneReport(index + 1, scene.title)
      const stage = { visitor, mailbox, engage, ledger }
      if (await perform(lifetime, scene, report, stage)) {
        asExpected++
      }
    }
    printSummary(asExpected, shop, Math.round((Date.now() - started) / 1000))
    return asExpected === SCENES.length ? 0 : 1
  })
)
