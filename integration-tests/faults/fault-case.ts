import type {
  SandboxAssignment,
  SandboxFault,
} from "../../packages/engage-sandbox/src"
import type { ErrorCode } from "../../src/errors/catalogue"
import type { TestCustomer } from "../../testkit/jest/customers"
import type { TestEngage } from "../../testkit/jest/engage"

/**
 * What comes back from a redeem call, in the classes that the shop acts on.
 *
 * - `redeemed`: Engage says yes.
 * - `refused`: Engage says no, with the code that the customer is answered.
 * - `misconfigured`: it was not Engage that answered, or it does not know us.
 * - `turned_away`: it was not carried out, surely.
 * - `failed`: a 5xx: not carried out, as far as one can tell.
 * - `unknown`: it may have been carried out.
 */
export type Meaning =
  | { refused: ErrorCode }
  | "redeemed"
  | "misconfigured"
  | "turned_away"
  | "failed"
  | "unknown"

/**
 * What Engage is like while a case runs.
 *
 * - `usual`: as documented; what is redeemed stays in the contact's list.
 * - `unlisted`: what is redeemed is gone from the list.
 * - `patient`: it saves later than a customer waits.
 * - `away`: nothing listens at its address.
 */
export const WORLDS = ["usual", "unlisted", "patient", "away"] as const

export type World = (typeof WORLDS)[number]

/** Something that happens in Engage to a customer's assignment. */
export type Event = (at: {
  engage: TestEngage
  customer: TestCustomer
  offer: SandboxAssignment
}) => void

/** One thing that can go wrong, and what it means. */
export type FaultCase = {
  /** What Engage does, in words for a shop's developer. */
  name: string
  /** What the sandbox does to the one call that meets it. */
  faults: SandboxFault[]
  means: Meaning
  /** The status of the answer; null when no status came. */
  http: number | null
  /** Whether Engage carries the call out; `later`: after the customer's wait. */
  saved: boolean | "later"
  /** Default `usual`. */
  world?: World
  /** The answer comes when the customer has stopped waiting. */
  late?: boolean
  /** What the answer's `Retry-After` asks for, in seconds. */
  retryAfterS?: number
  /** Happens before the call, behind the shop's back. */
  before?: Event
  /** A store redeems the assignment: before the call, or once the fault is over. */
  store?: "before" | "after"
  /** Happens in Engage once the fault is over. */
  then?: {
    event: Event
    /** The status that the next redeem call is answered with. */
    http: number
    /** Engage knows the assignment no more. */
    forgotten?: true
  }
}

/**
 * A case in which an answer comes, if only its status.
 *
 * @param faults what the sandbox does: nothing, one thing or several.
 * @param more what is unusual. By default Engage saves what it answers so, and
 * nothing else.
 */
export function answered(
  name: string,
  http: number | null,
  means: Meaning,
  faults: SandboxFault | SandboxFault[],
  more: Partial<FaultCase> = {}
): FaultCase {
  return {
    ...{ name, http, means },
    faults: [faults].flat(),
    saved: means === "redeemed",
    ...more,
  }
}
