/**
 * `npm run test:package:loyalty`: the packed plugin in a fresh shop beside
 * Medusa's own loyalty plugin, which takes hooks of the same workflows, and
 * beside handlers of the shop's own. A gift card and an offer on one cart, in
 * either order of the two plugins.
 *
 * --loyalty VERSION   of @medusajs/loyalty-plugin, whose Medusa is the shop's
 */
import { cpSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"

import { startEngage } from "../../../demo/engage"
import { Ledger } from "../../../demo/ledger"
import { Lifetime, withLifetime } from "../../../demo/lifetime"
import { OFFERS, type Person } from "../../../demo/norrsken"
import { createDatabase } from "../../../demo/shop/database"
import { StoreApi } from "../../../demo/storefront/store-api"
import { step } from "../../../demo/terminal/progress"
import { SceneReport } from "../../../demo/terminal/scene-report"
import { main } from "../../../scripts/run"
import {
  createAssignment,
  createRedemptionChannel,
  type EngageSandbox,
} from "../../../packages/engage-sandbox/src"
import { execute } from "../../../demo/command"
import { shopEnvironment } from "../environment"
import { startMailProvider } from "../letters"
import { prepareShop } from "../prepare-shop"
import { fillShop, startBuiltShop } from "../run-shop"
import { GiftCards } from "./gift-cards"
import { OwnHandlers } from "./own-handlers"
import * as scenes from "./scenes"
import type { LoyaltyStage } from "./scenes"

const PLUGINS = ["engage", "loyalty"] as const

const SCENES = [
  {
    title: "an offer and a gift card pay for one order",
    play: scenes.together,
  },
  { title: "Engage refuses, and both are undone", play: scenes.undoneTogether },
  { title: "a stranger enters the code of an offer", play: scenes.guarded },
  { title: "an offer comes after the gift card", play: scenes.offerSecond },
  { title: "an offer is taken off beside it", play: scenes.offerTakenOff },
  { title: "an offer is refused beside it", play: scenes.offerRefused },
]

const { values } = parseArgs({
  options: { loyalty: { type: "string", default: "2.21.1" } },
})

/** Everybody is somebody else: an offer, and a gift card, are used once. */
const CASTS = PLUGINS.flatMap((first) =>
  SCENES.map((scene, index) => ({
    first,
    scene,
    card: `GIFT-${first}-${index}`.toUpperCase(),
    person: {
      first_name: "Siri",
      last_name: "Ek",
      email: `siri.${first}.${index}@example.com`,
      password: "norrsken",
    } satisfies Person,
  }))
)

/** Puts the loyalty plugin and the shop's own handlers into the shop. */
function furnish(folder: string): void {
  cpSync(join(__dirname, "shop"), folder, { recursive: true })
  addDependency(folder, "@medusajs/loyalty-plugin", values.loyalty)
}

function addDependency(folder: string, name: string, version: string): void {
  const file = join(folder, "package.json")
  const manifest = JSON.parse(readFileSync(file, "utf8")) as {
    dependencies: Record<string, string>
  }
  manifest.dependencies[name] = version
  writeFileSync(file, JSON.stringify(manifest, null, 2))
}

/** An Engage in which everybody of the suite has 300 SEK off. */
async function openEngage(lifetime: Lifetime): Promise<EngageSandbox> {
  const engage = await startEngage()
  lifetime.onEnd(() => engage.close())
  for (const { person } of CASTS) {
    const { code, heading } = OFFERS.threeHundred
    engage.addContact({
      email: person.email,
      promotions: [
        createAssignment({
          heading,
          redemptionChannels: [createRedemptionChannel({ value: code })],
        }),
      ],
    })
  }
  return engage
}

async function open(lifetime: Lifetime) {
  const shop = await prepareShop(lifetime, {
    medusa: values.loyalty,
    packageManager: "npm",
    furnish,
  })
  const { url: databaseUrl } = await createDatabase(lifetime)
  const engage = await openEngage(lifetime)
  const { url: mailUrl, mailbox } = await startMailProvider(lifetime)
  const ownHandlersFile = join(shop.folder, "own-handlers.jsonl")
  const env = {
    ...shopEnvironment({ databaseUrl, engage, mailUrl }),
    OWN_HANDLERS_FILE: ownHandlersFile,
  }
  const publishableKey = await step("tables", async () => {
    const value = await fillShop(lifetime, shop, env)
    await execute(lifetime, {
      program: "npx",
      args: [
        "medusa",
        "exec",
        "./src/scripts/seed-gift-cards.ts",
        ...CASTS.map(({ card }) => card),
      ],
      cwd: shop.folder,
      env,
    })
    return { value, done: "made and filled" }
  })
  const ledger = new Ledger(databaseUrl)
  lifetime.onEnd(() => ledger.close())
  const cards = new GiftCards(databaseUrl)
  lifetime.onEnd(() => cards.close())
  const own = new OwnHandlers(ownHandlersFile)
  return { shop, env, publishableKey, engage, mailbox, ledger, cards, own }
}

main(() =>
  withLifetime(async (lifetime) => {
    const { shop, env, publishableKey, ...stage } = await open(lifetime)
    const total = CASTS.length
    let passed = 0

    for (const first of PLUGINS) {
      const opening = new Lifetime()
      lifetime.onEnd(() => opening.end())
      const { url, log } = await step("shop", async () => {
        const value = await startBuiltShop(opening, shop, {
          ...env,
          FIRST_PLUGIN: first,
        })
        return { done: `with the ${first} plugin first`, value }
      })
      const api = new StoreApi(url, publishableKey)
      for (const cast of CASTS.filter((one) => one.first === first)) {
        const report = new SceneReport(
          CASTS.indexOf(cast) + 1,
          `${cast.scene.title} (${first} first)`
        )
        const { card, person } = cast
        const set: LoyaltyStage = { ...stage, api, report, card, person }
        await cast.scene.play(set).catch((error) => report.fail(error))
        if (report.close()) {
          passed += 1
        } else {
          console.log(`\nThe last that the shop printed:\n\n${log}`)
        }
      }
      await opening.end()
    }
    console.log(`\n${passed} passed, ${total - passed} failed`)
    return passed === total ? 0 : 1
  })
)
