import type { RedemptionReason } from "../../src/errors/reasons"
import type { EngageApi } from "../../src/modules/promotion-redemption/engage/endpoints"
import type { PluginOptions } from "../../src/modules/promotion-redemption/options"
import type { RedemptionStatus } from "../../src/types/promotion-redemption"

/** Where calls are made from. */
export const PLACES = ["checkout", "background"] as const

export type Place = (typeof PLACES)[number]

/** What a shop chooses. */
export type Choice = Pick<PluginOptions, "onRejected" | "onUnavailable">

/**
 * Whose addresses a column is played with: each case at each place with those of
 * v2 and with those of v3, and a sample has both too.
 */
export function apiOf(place: Place, { onUnavailable }: Choice): EngageApi {
  return (place === "checkout") === (onUnavailable === "defer") ? "v2" : "v3"
}

export const CHOICES: Choice[] = [
  { onRejected: "reverse", onUnavailable: "defer" },
  { onRejected: "reverse", onUnavailable: "abort" },
  { onRejected: "keep", onUnavailable: "defer" },
  { onRejected: "keep", onUnavailable: "abort" },
]

/** What a customer has. */
export type Purchase =
  | "order with the discount"
  | "order at the full price"
  | "cart with the discount"
  | "cart at the full price"

/** What the ledger says of the assignment. */
export type LedgerState = {
  status: RedemptionStatus
  reason: RedemptionReason | null
  inferred: boolean
  with_order: boolean
}

/** What there is, of everything that matters, at one moment. */
export type State = {
  purchase: Purchase
  /** What became of the money of the latest payment. */
  payment: "stands" | "given back"
  ledger: LedgerState
  /** The calls that the ledger knows, such as "POST 503". */
  calls: string[]
  redeemed_by: "shop" | "store" | "nobody"
}

/** What one run of a case ends with. */
export type Observation = {
  /** "order", or the status and code of what the customer is answered. */
  answer: string
  /** When the customer has the answer, or the job's turn has ended. */
  at_once: State
  /** Seconds until the job's next try; null when it has none planned. */
  next_try_s: number | null
  /** When the fault is over and time has passed. */
  end: State
  /** When Engage gave no verdict and there is no order: the customer pays again. */
  again: { answer: string; state: State } | null
}
