import type { MedusaContainer } from "@medusajs/framework/types"
import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows"

import {
  createRedemptionChannel,
  type SandboxAssignment,
  type SandboxRedemptionChannel,
} from "../../packages/engage-sandbox/src"
import { createPromotion } from "../../testkit/jest/promotions"

/** What every offer of a race stands for, and what it is called in a report. */
type Kind = {
  channel: Partial<SandboxRedemptionChannel>
  /** A public code that gives the same, for plain Medusa. */
  twin: string
}

const external = (value: string, twin: string): Kind => ({
  channel: { value },
  twin,
})

const OFFERS = {
  /** 10 % off; on every cart from the start. */
  given: external("10056", "PLAIN-10"),
  external: external("RACE-3", "PLAIN-3"),
  second: external("RACE-4", "PLAIN-4"),
  by_admin: external("RACE-6", "PLAIN-6"),
  shipping: external("FREE-SHIPPING", "PLAIN-SHIPPING"),
  percent: {
    channel: { valueType: "PERCENT", value: 15 },
    twin: "PLAIN-15",
  },
  money: {
    channel: {
      valueType: "MONEY",
      value: { amount: 25, currency: "EUR" },
      localValues: [{ amount: 250, currency: "NOK" }],
    },
    twin: "PLAIN-25-OFF",
  },
  one: external("ONE-1", "PLAIN-ONE-1"),
  two: external("ONE-2", "PLAIN-ONE-2"),
  three: external("ONE-3", "PLAIN-ONE-3"),
  four: external("ONE-4", "PLAIN-ONE-4"),
  five: external("ONE-5", "PLAIN-ONE-5"),
  six: external("ONE-6", "PLAIN-ONE-6"),
} satisfies Record<string, Kind>

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
  percentOff("PLAIN-10", 10),
  percentOff("RACE-3", 3),
  percentOff("PLAIN-3", 3),
  percentOff("RACE-4", 4),
  percentOff("PLAIN-4", 4),
  percentOff("RACE-6", 6),
  percentOff("PLAIN-6", 6),
  percentOff("PLAIN-15", 15),
  ...[1, 2, 3, 4, 5, 6].flatMap((each) => [
    percentOff(`ONE-${each}`, 1),
    percentOff(`PLAIN-ONE-${each}`, 1),
  ]),
  percentOff(PUBLIC.added, 5),
  percentOff(PUBLIC.there, 2),
  percentOff(PUBLIC.replaces, 8),
  createPromotion("PLAIN-SHIPPING", {
    application_method: {
      type: "percentage",
      target_type: "shipping_methods",
      allocation: "each",
      max_quantity: 1,
      value: 100,
    },
  }),
  createPromotion("PLAIN-25-OFF", {
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
  return OFFERS[name].twin
}

/**
 * What promotions are called in a report, by their code: those that the plugin
 * makes have codes of their own each time.
 */
export class PromotionNames {
  private readonly names = new Map<string, string>()

  constructor() {
    for (const [name, { channel, twin }] of Object.entries(OFFERS)) {
      this.names.set(twin, name)
      if (typeof channel.value === "string") {
        this.names.set(channel.value, name)
      }
    }
  }

  learn(code: string, name: string): void {
    this.names.set(code, name)
  }

  of(code: string | null | undefined): string {
    return this.names.get(code ?? "") ?? String(code)
  }
}
