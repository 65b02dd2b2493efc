/**
 * `npm run dev`: the shop of the demo with its admin, an Engage and the example
 * storefront, for as long as you like. The data is kept in `.medusa-dev`, or in
 * DATABASE_URL; what Engage knows is new with every start, but for who is who.
 *
 * PORT                     where the shop listens; 9000 by default
 * STOREFRONT_PORT          where the example storefront listens; 8000 by default
 * ENGAGE_PORT              where the sandbox listens; 4010 by default
 * DATABASE_URL, REDIS_URL  as in `medusa-config.ts`
 */
import { developmentDatabaseUrl } from "../scripts/postgres"
import { main } from "../scripts/run"
import {
  CONTROL_PATH,
  type EngageSandbox,
} from "../packages/engage-sandbox/src"
import { startEngage } from "../testkit/engage"
import { withLifetime, type Lifetime } from "../testkit/lifetime"
import { ADMIN, CUSTOMERS, SHOP_NAME } from "../testkit/seed/norrsken"
import { installStorefront } from "../testkit/shop/build-storefront"
import type { ShopSettings } from "../testkit/shop/environment"
import { migrate } from "../testkit/shop/migrate"
import { requireFreePort } from "../testkit/shop/free-port"
import { startShop, type RunningShop } from "../testkit/shop/start-shop"
import {
  serveStorefront,
  storefrontUrlAt,
  verificationLink,
} from "../testkit/shop/start-storefront"
import { ensureRegistered } from "../testkit/storefront/account"
import { Storefront } from "../testkit/storefront/storefront"
import { step } from "../testkit/progress"

const PORT = Number(process.env.PORT || 9000)
const STOREFRONT_PORT = Number(process.env.STOREFRONT_PORT || 8000)
const ENGAGE_PORT = Number(process.env.ENGAGE_PORT || 4010)

async function openShop(lifetime: Lifetime) {
  await requireFreePort(PORT, "PORT")
  await requireFreePort(STOREFRONT_PORT, "STOREFRONT_PORT")
  await requireFreePort(ENGAGE_PORT, "ENGAGE_PORT")
  const storefrontUrl = storefrontUrlAt(STOREFRONT_PORT)
  const given = process.env.DATABASE_URL
  const databaseUrl = await step(
    "Postgres",
    async () => given ?? openDevelopmentDatabase(lifetime),
    given
      ? `the one in DATABASE_URL, ${new URL(given).host}`
      : "an embedded one, its data in .medusa-dev"
  )
  const settingsOfEngage = { port: ENGAGE_PORT, apiKey: "sandbox" }
  const engage = await step(
    "Engage",
    () => startEngage({ ...settingsOfEngage, storefrontUrl }),
    "a sandbox"
  )
  lifetime.onEnd(() => engage.close())
  const settings: ShopSettings = {
    databaseUrl,
    engage,
    port: PORT,
    admin: true,
    storefrontUrl,
    redisUrl: process.env.REDIS_URL,
  }
  await step("tables", () => migrate(lifetime, settings), "up to date")
  const shop = await step(
    "shop",
    () => startShop(lifetime, settings),
    "a Medusa server with its admin"
  )
  await step(
    "packages",
    () => installStorefront(lifetime),
    "the example storefront's own"
  )
  await step(
    "storefront",
    () => serveStorefront(lifetime, { shop, port: STOREFRONT_PORT }),
    "the example storefront, on Next.js"
  )
  const register = async () => {
    const visitor = Storefront.at(shop)
    for (const customer of Object.values(CUSTOMERS)) {
      await ensureRegistered(visitor, shop.mailbox, customer)
    }
  }
  await step("customers", register, "registered, with offers in Engage")
  return { shop, engage, storefrontUrl }
}

/** Other commands may be using it: it goes when the last of them has gone. */
function openDevelopmentDatabase(lifetime: Lifetime) {
  lifetime.onEnd(() =>
    console.log(
      "Stopped. The embedded Postgres ends by itself in half a minute."
    )
  )
  return developmentDatabaseUrl()
}

function printAddresses(
  shop: RunningShop,
  engage: EngageSandbox,
  storefrontUrl: string
) {
  const control = `${engage.baseUrl}${CONTROL_PATH}`
  const post = `curl -X POST ${control}/faults -H "Content-Type: application/json"`
  const { anna, erik, maja } = CUSTOMERS
  console.log(`
${SHOP_NAME} is open. Ctrl-C closes it.

  storefront        ${storefrontUrl}
  sign-in           ${anna.email}, password ${anna.password}
                    (or ${erik.email}, ${maja.email})
  store API         ${shop.url}/store
  publishable key   ${shop.publishableKey}

  admin             ${shop.url}/app
                    (built when it is first opened: give it a minute)
  sign-in           ${ADMIN.email}, password ${ADMIN.password}

  Engage            ${engage.baseUrl}, API key ${engage.apiKey}
  its page          ${engage.baseUrl}/
  its control       ${control}

Engage refuses the next redemption:

  ${post} \\
    -d '{"type":"refuse","code":"PromotionNotValidForRedemptionChannel","operation":"redeem","times":1}'

Engage is down, and back again:

  ${post} \\
    -d '{"type":"status","status":503}'
  curl -X DELETE ${control}/faults
`)
}

main(() =>
  withLifetime(async (lifetime) => {
    console.log(`\n${SHOP_NAME}, a Medusa shop with personal offers\n`)
    const { shop, engage, storefrontUrl } = await openShop(lifetime)
    printAddresses(shop, engage, storefrontUrl)

    shop.mailbox.onLetter((address, code) =>
      console.log(
        `mail to ${address}: ${verificationLink(storefrontUrl, code)}`
      )
    )
    shop.log.onLine((line) => console.log(line))
    await shop.ended
    if (!lifetime.isOver) {
      console.error("\nThe shop has ended by itself.")
    }
    return 1
  })
)
