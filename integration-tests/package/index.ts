/**
 * `npm run test:package`: installs the packed plugin into a fresh shop without
 * flags and by `docs/install.md`, builds and starts that shop as in production, and
 * plays the three checkouts of the demo there.
 *
 * --packages FOLDER  packed packages, as `npm run pack:all` leaves them; without it
 *                    they are built and packed
 * --medusa VERSION   the shop's Medusa; by default the project's own
 * --with NAME        what installs its packages: npm, the default, pnpm or yarn
 * --browser          put a Next.js storefront before it by `docs/nextjs.md`, and say
 *                    how long it took to the first redeemed order; look at the
 *                    shop's admin. In a Chromium
 * --loyalty          then put @medusajs/loyalty-plugin beside it: a gift card and an
 *                    offer on one cart, in either order of the two plugins. Its
 *                    version is that of the shop's Medusa, by default the newest
 */
import { join } from "node:path"
import { parseArgs } from "node:util"

import { startEngage } from "../../testkit/engage"
import { ShopLedger } from "../../testkit/ledger/shop-ledger"
import { Lifetime, withLifetime } from "../../testkit/lifetime"
import { away } from "../../demo/scenes/away"
import { redeemed } from "../../demo/scenes/redeemed"
import { refused } from "../../demo/scenes/refused"
import type { Scene, Stage } from "../../demo/scenes/stage"
import { freePort } from "../../testkit/shop/free-port"
import { Mailbox } from "../../testkit/shop/mailbox"
import {
  serveBuilt,
  storefrontUrlAt,
} from "../../testkit/shop/start-storefront"
import { createDatabase } from "../../testkit/shop/database"
import { Storefront } from "../../testkit/storefront/storefront"
import { step } from "../../testkit/progress"
import { SceneReport } from "../../demo/terminal/scene-report"
import { main } from "../../scripts/run"
import { version as medusaVersion } from "@medusajs/medusa/package.json"
import { findChromium } from "../browser/support/chromium"
import { inTheAdmin } from "./browser/in-the-admin"
import { shopEnvironment } from "./environment"
import { readLetters } from "./letters"
import {
  addContacts,
  furnishWithLoyalty,
  inOrder,
  loyaltyScenes,
  NEWEST_LOYALTY,
  PLUGINS,
  seedGiftCards,
} from "./loyalty/beside-loyalty"
import { GiftCards } from "./loyalty/gift-cards"
import { OwnHandlers } from "./loyalty/own-handlers"
import { packageManagerOf } from "./package-manager"
import { firstOrder } from "./newcomer/first-order"
import { prepareShop, type Prepared } from "./prepare-shop"
import { fillShop, startBuiltShop } from "./run-shop"

const SCENES = [redeemed, refused, away]

const { values } = parseArgs({
  options: {
    packages: { type: "string" },
    medusa: { type: "string" },
    with: { type: "string", default: "npm" },
    browser: { type: "boolean", default: false },
    loyalty: { type: "boolean", default: false },
  },
})

const medusa =
  values.medusa ?? (values.loyalty ? NEWEST_LOYALTY : medusaVersion)

/** A shop that is built and filled, and what its scenes are played with. */
type Opened = Prepared & {
  env: NodeJS.ProcessEnv
  databaseUrl: string
  publishableKey: string
  storefrontPort: number
  stage: Omit<Stage, "visitor" | "report">
}

async function open(lifetime: Lifetime): Promise<Opened> {
  const prepared = await prepareShop(lifetime, {
    medusa,
    storefront: values.browser,
    packageManager: packageManagerOf(values.with),
    packages: values.packages,
    ...(values.loyalty && {
      furnish: (folder) => furnishWithLoyalty(folder, medusa),
    }),
  })
  const { url: databaseUrl } = await createDatabase(lifetime)
  const engage = await startEngage()
  lifetime.onEnd(() => engage.close())
  const { shop } = prepared
  const storefrontPort = await freePort()
  const storefrontUrl = storefrontUrlAt(storefrontPort)
  const env = shopEnvironment({ databaseUrl, engage, storefrontUrl })
  const publishableKey = await step("tables", async () => {
    const all = { ...env, ...(values.loyalty && inOrder("engage")) }
    const value = await fillShop(lifetime, shop, all)
    if (values.loyalty) {
      addContacts(engage)
      await seedGiftCards(lifetime, shop, all)
    }
    return { value, done: "made and filled" }
  })
  const ledger = new ShopLedger(databaseUrl)
  lifetime.onEnd(() => ledger.close())
  const stage = { mailbox: new Mailbox(), engage, ledger }
  return {
    ...prepared,
    ...{ env, databaseUrl, publishableKey, storefrontPort, stage },
  }
}

/** What is played in one run of the shop. */
type Act = {
  /** Of the shop, as its line of the output says it. */
  title: string
  env: NodeJS.ProcessEnv
  /** Folder of the storefront before it, if there is one. */
  storefront?: string | null
  scenes: (url: string) => Scene[]
}

/** Starts the shop, plays its scenes, and stops it. Answers how many passed. */
async function play(
  lifetime: Lifetime,
  { shop, env, publishableKey, storefrontPort: port, stage }: Opened,
  act: Act
): Promise<{ passed: number; total: number }> {
  const opening = new Lifetime()
  lifetime.onEnd(() => opening.end())
  const { url, log } = await step("shop", async () => {
    const value = await startBuiltShop(opening, shop, { ...env, ...act.env })
    return { done: `${act.title}, at ${value.url}`, value }
  })
  readLetters(log, stage.mailbox)
  const at = act.storefront
  if (at) {
    const backend = { url, publishableKey }
    await serveBuilt(opening, { shop: backend, port, at })
  }
  const visitor = Storefront.at({ url, publishableKey })
  const scenes = act.scenes(url)
  let passed = 0
  for (const [index, { title, play }] of scenes.entries()) {
    const report = new SceneReport(index + 1, title)
    await play({ ...stage, visitor, report }).catch((error) =>
      report.fail(error)
    )
    stage.engage.clearFaults()
    passed += report.close() ? 1 : 0
  }
  if (passed < scenes.length) {
    console.log(`\nThe last that the shop printed:\n\n${log}`)
  }
  await opening.end()
  return { passed, total: scenes.length }
}

/** The shop with the plugin alone, and beside the loyalty plugin if asked for. */
function acts(
  lifetime: Lifetime,
  { shop, databaseUrl, storefront, storefrontPort, startedAt }: Opened
): Act[] {
  const storefrontUrl = storefrontUrlAt(storefrontPort)
  const alone: Act = {
    title: "in production",
    env: {},
    storefront,
    scenes: (url) =>
      values.browser
        ? [firstOrder(storefrontUrl, startedAt), ...SCENES, inTheAdmin(url)]
        : SCENES,
  }
  if (!values.loyalty) {
    return [alone]
  }
  const cards = new GiftCards(databaseUrl)
  lifetime.onEnd(() => cards.close())
  const written = join(shop.folder, "own-handlers.jsonl")
  const own = new OwnHandlers(written)
  return [
    alone,
    ...PLUGINS.map((first) => ({
      title: `with the ${first} plugin first`,
      env: { ...inOrder(first), OWN_HANDLERS_FILE: written },
      scenes: () => loyaltyScenes(first, { cards, own }),
    })),
  ]
}

main(() =>
  withLifetime(async (lifetime) => {
    if (values.browser) {
      findChromium()
    }
    const opened = await open(lifetime)
    let passed = 0
    let total = 0
    for (const act of acts(lifetime, opened)) {
      const played = await play(lifetime, opened, act)
      passed += played.passed
      total += played.total
    }
    console.log(`\n${passed} passed, ${total - passed} failed`)
    return passed === total ? 0 : 1
  })
)
