import type { MedusaContainer } from "@medusajs/framework/types"
import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows"

import {
  createRedemptionChannel,
  type SandboxAssignment,
  type SandboxRedemptionChannel,
} from "../../packages/engage-sandbox/src"
import { createPromotion } from "../../testkit/jest/promotions"

/** What every offer of a race stands for. */
type Kind = {
  channel: Partial<SandboxRedemptionChannel>
  /** What a percentage takes off. */
  percent?: number
}

const external = (value: string, percent?: number): Kind => ({
  channel: { value },
  percent,
})

const OFFERS = {
  /** On every cart from the start. */
  given: external("10056", 10),
  external: external("RACE-3", 3),
  second: external("RACE-4", 4),
  by_admin: external("RACE-6", 6),
  shipping: external("FREE-SHIPPING"),
  percent: { channel: { valueType: "PERCENT", value: 15 }, percent: 15 },
  money: {
    channel: {
      valueType: "MONEY",
      value: { amount: 25, currency: "EUR" },
      localValues: [{ amount: 250, currency: "NOK" }],
    },
  },
  one: external("ONE-1", 1),
  two: external("ONE-2", 1),
  three: external("ONE-3", 1),
  four: external("ONE-4", 1),
  five: external("ONE-5", 1),
  six: external("ONE-6", 1),
} satisfies Record<string, Kind>

const ALL = Object.entries(OFFERS) as [OfferName, Kind][]

/** An offer by what it is in a race. */
export type OfferName = keyof typeof OFFERS

/** Six offers of 1 %, for the shopper who clicks all of them. */
export const SIX = ["one", "two", "three", "four", "five", "six"] as const

/** Public codes, which need no assignment. */
export const PUBLIC = {
  added: "PUBLIC-5",
  there: "PUBLIC-2",
  replaces: "PUBLIC-8",
}

const percentOff = (code: string, value: number) =>
  createPromotion(code, {
    application_method: {
      type: "percentage",
      target_type: "items",
      allocation: "across",
      value,
    },
  })

const PROMOTIONS = [
  ...ALL.flatMap(([name, { channel, percent }]) =>
    [channel.value, plainCodeOf(name)].flatMap((code) =>
      // The store has 10056 from its seed; the plugin makes those without a code.
      percent && typeof code === "string" && code !== "10056"
        ? percentOff(code, percent)
        : []
    )
  ),
  percentOff(PUBLIC.added, 5),
  percentOff(PUBLIC.there, 2),
  percentOff(PUBLIC.replaces, 8),
  createPromotion(plainCodeOf("shipping"), {
    application_method: {
      type: "percentage",
      target_type: "shipping_methods",
      allocation: "each",
      max_quantity: 1,
      value: 100,
    },
  }),
  createPromotion(plainCodeOf("money"), {
    application_method: {
      type: "fixed",
      target_type: "items",
      allocation: "across",
      value: 25,
      currency_code: "eur",
    },
  }),
]

/** Makes Medusa's promotions of all offers, and of their public twins. */
export async function seedRacePromotions(container: MedusaContainer) {
  await createPromotionsWorkflow(container).run({
    input: { promotionsData: PROMOTIONS },
  })
}

/** The assignment of an offer, as Engage has it; a new one each time. */
export function assignmentOf(name: OfferName): Partial<SandboxAssignment> {
  return {
    name,
    // One promotion for everybody, as a campaign is.
    promotionId: `00000000-0000-4000-8000-${String(
      Object.keys(OFFERS).indexOf(name) + 1
    ).padStart(12, "0")}`,
    redemptionChannels: [createRedemptionChannel(OFFERS[name].channel)],
  }
}

/** The public code that gives the same as an offer. */
export function plainCodeOf(name: OfferName): string {
  return `PLAIN-${name.toUpperCase()}`
}

/**
 * The names of promotions in a report, by code. The codes of promotions that the
 * plugin makes differ in every run: a race adds each code when it sees the promotion.
 */
export function promotionNames(): Map<string, string> {
  return new Map(
    ALL.flatMap(([name, { channel }]): [string, string][] => [
      [plainCodeOf(name), name],
      [String(channel.value), name],
    ])
  )
}
