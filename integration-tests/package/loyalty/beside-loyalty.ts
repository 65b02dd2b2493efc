import { cpSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { execute } from "../../../testkit/command"
import type { Lifetime } from "../../../testkit/lifetime"
import { OFFERS, type Person } from "../../../testkit/seed/norrsken"
import type { Scene } from "../../../demo/scenes/stage"
import {
  createAssignment,
  createRedemptionChannel,
  type EngageSandbox,
} from "../../../packages/engage-sandbox/src"
import type { FreshShop } from "../fresh-shop"
import type { GiftCards } from "./gift-cards"
import type { OwnHandlers } from "./own-handlers"
import * as scenes from "./scenes"

/** The newest of @medusajs/loyalty-plugin, which asks for Medusa in this version. */
export const NEWEST_LOYALTY = "2.21.1"

export const PLUGINS = ["engage", "loyalty"] as const

/** Which of the two plugins the shop's configuration names first. */
export type FirstPlugin = (typeof PLUGINS)[number]

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

/** The shop's environment, with both plugins in the order that is wanted. */
export function inOrder(first: FirstPlugin): NodeJS.ProcessEnv {
  return { FIRST_PLUGIN: first }
}

/** Everybody of these scenes has 300 SEK off. */
export function addContacts(engage: EngageSandbox): void {
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
}

/** Everybody of these scenes has a gift card. */
export async function seedGiftCards(
  lifetime: Lifetime,
  { folder }: FreshShop,
  env: NodeJS.ProcessEnv
): Promise<void> {
  await execute(lifetime, {
    program: "npx",
    args: [
      "medusa",
      "exec",
      "./src/scripts/seed-gift-cards.ts",
      ...CASTS.map(({ card }) => card),
    ],
    cwd: folder,
    env,
  })
}

/** The scenes for a shop with the plugins in this order. */
export function loyaltyScenes(
  first: FirstPlugin,
  its: { cards: GiftCards; own: OwnHandlers }
): Scene[] {
  return CASTS.filter((cast) => cast.first === first).map(
    ({ scene, card, person }) => ({
      title: `${scene.title} (${first} first)`,
      play: (stage) => scene.play({ ...stage, ...its, card, person }),
    })
  )
}
