import {
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"

import type { Scene } from "../../../demo/scenes/stage"
import { toAssignment } from "../../../testkit/engage"
import { ADMIN, OFFERS } from "../../../testkit/seed/norrsken"
import { signIn } from "../../../testkit/storefront/account"
import { expectOk } from "../../../testkit/storefront/send"
import type { Storefront } from "../../../testkit/storefront/storefront"
import * as scenes from "./scenes"

/** The newest of @medusajs/loyalty-plugin, which asks for Medusa in this version. */
export const NEWEST_LOYALTY = "2.21.1"

export const PLUGINS = ["engage", "loyalty"] as const

/** Which of the two plugins the shop's configuration names first. */
export type FirstPlugin = (typeof PLUGINS)[number]

const SCENES = {
  "an offer and a gift card pay for one order": scenes.together,
  "Engage refuses, and both are undone": scenes.undoneTogether,
  "a stranger enters the code of an offer": scenes.guarded,
  "an offer comes after the gift card": scenes.offerSecond,
  "an offer is taken off beside it": scenes.offerTakenOff,
  "an offer is refused beside it": scenes.offerRefused,
}

/**
 * Puts Medusa's loyalty plugin, which takes hooks of the same workflows, and
 * handlers of the shop's own into a shop. The shop's configuration has the loyalty
 * plugin when it is told which plugin comes first ({@link inOrder}).
 */
export function furnishWithLoyalty(folder: string, version: string): void {
  renameSync(
    join(folder, "medusa-config.ts"),
    join(folder, "medusa-config.alone.ts")
  )
  cpSync(join(__dirname, "shop"), folder, { recursive: true })
  const file = join(folder, "package.json")
  const manifest = JSON.parse(readFileSync(file, "utf8")) as {
    dependencies: Record<string, string>
  }
  manifest.dependencies["@medusajs/loyalty-plugin"] = version
  writeFileSync(file, JSON.stringify(manifest, null, 2))
}

/** The environment of a shop with both plugins in the order that is wanted. */
export function inOrder(first: FirstPlugin, folder: string): NodeJS.ProcessEnv {
  return { FIRST_PLUGIN: first, OWN_HANDLERS_FILE: notesIn(folder) }
}

/** Where the shop's own handlers write down what they do. */
function notesIn(folder: string): string {
  return join(folder, "own-handlers.txt")
}

/**
 * The scenes for the shop in a folder, with the plugins in this order. In each,
 * somebody else has 300 SEK off and a gift card over 500 SEK.
 */
export function loyaltyScenes(first: FirstPlugin, folder: string): Scene[] {
  return Object.entries(SCENES).map(([title, play], index) => ({
    title: `${title} (${first} first)`,
    play: async (stage) => {
      const person = {
        first_name: "Siri",
        last_name: "Ek",
        email: `siri.${first}.${index}@example.com`,
        password: "norrsken",
      }
      const promotions = [toAssignment(OFFERS.threeHundred)]
      stage.engage.addContact({ email: person.email, promotions })
      const card = await makeGiftCard(
        stage.visitor,
        `GIFT-${first}-${index}`.toUpperCase()
      )
      await play({ ...stage, card, person, own: readHandlers(folder) })
    },
  }))
}

/** Reads what the handlers in `shop/src/workflows/hooks` have written down. */
function readHandlers(folder: string): scenes.LoyaltyStage["own"] {
  const file = notesIn(folder)
  return (hook, cart) =>
    (existsSync(file) ? readFileSync(file, "utf8").split("\n") : [])
      .map((line) => line.split(" "))
      .filter(([hooked, , cartId]) => hooked === hook && cartId === cart)
      .map(([, did]) => did ?? "")
}

/** What the loyalty plugin answers of a gift card. */
type Answered = {
  gift_card: {
    id: string
    store_credit_account: { balance: number }
    carts?: { id: string }[]
    orders?: { id: string }[]
  }
}

/** Makes a gift card over 500 SEK, as the shop's staff. */
async function makeGiftCard(visitor: Storefront, code: string) {
  const staff = visitor.as(await signIn(visitor, ADMIN, "user"))
  const { gift_card } = await expectOk(
    staff.request<Answered>("POST", "/admin/gift-cards", {
      ...{ code, reference_id: code, line_item_id: code, reference: "test" },
      ...{ value: 500, currency_code: "sek" },
    })
  )
  const fields = "store_credit_account.balance,carts.id,orders.id"
  const path = `/admin/gift-cards/${gift_card.id}?fields=${fields}`
  return {
    code,
    state: async () => {
      const {
        gift_card: { store_credit_account, carts = [], orders = [] },
      } = await expectOk(staff.request<Answered>("GET", path))
      return {
        balance: store_credit_account.balance,
        carts: carts.map(({ id }) => id),
        orders: orders.map(({ id }) => id),
      }
    },
  }
}
