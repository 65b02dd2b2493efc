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
import { playScenes } from "./scenes/stage"
import { createDatabase } from "../testkit/shop/database"
import { migrate } from "../testkit/shop/migrate"
import { startShop } from "../testkit/shop/start-shop"
import { Storefront } from "../testkit/storefront/storefront"
import { step } from "../testkit/progress"

const SCENES = [redeemed, refused, away]

async function openShop(lifetime: Lifetime) {
  const database = await step(
    "Postgres",
    () => createDatabase(lifetime),
    ({ where }) => where
  )
  const engage = await step(
    "Engage",
    () => startEngage(),
    ({ baseUrl }) => `a sandbox, at ${baseUrl}`
  )
  lifetime.onEnd(() => engage.close())
  const settings = { databaseUrl: database.url, engage, port: 0, admin: false }
  const made = "made, with the plugin's own"
  await step("tables", () => migrate(lifetime, settings), made)
  const shop = await step(
    "shop",
    () => startShop(lifetime, settings),
    ({ url }) => `a Medusa server, at ${url}`
  )
  const ledger = new ShopLedger(database.url)
  lifetime.onEnd(() => ledger.close())
  return { shop, engage, ledger }
}

main(() =>
  withLifetime(async (lifetime) => {
    const started = Date.now()
    console.log(`\n${SHOP_NAME}, a Medusa shop with personal offers\n`)
    const { shop, ...stage } = await openShop(lifetime)
    const { mailbox, log } = shop
    const all = { ...stage, visitor: Storefront.at(shop), mailbox }
    const asExpected = await playScenes(lifetime, SCENES, all, log)
    const seconds = Math.round((Date.now() - started) / 1000)
    console.log(
      `\n${SCENES.length} scenes, ${asExpected} as expected (${seconds} s)`
    )
    return asExpected === SCENES.length ? 0 : 1
  })
)
