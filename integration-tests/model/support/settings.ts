import fc from "fast-check"

/** How one run's shop, servers and Engage are set up. */
export type ModelSettings = {
  onRejected: "reverse" | "keep"
  onUnavailable: "defer" | "abort"
  /** Whether the servers share Medusa's lock on a cart. */
  sharedLock: boolean
  /** Whether Engage goes on listing a redeemed assignment. */
  listRedeemed: "keep" | "drop"
}

/** Any set-up. The one that most shops have is tried first by shrinking. */
export const anySettings: fc.Arbitrary<ModelSettings> = fc.record({
  onRejected: fc.constantFrom("reverse", "keep"),
  onUnavailable: fc.constantFrom("defer", "abort"),
  sharedLock: fc.constantFrom(true, false),
  listRedeemed: fc.constantFrom("keep", "drop"),
})

/** Times of a run, in milliseconds: as in a shop, many times faster, and long
 * enough for a busy machine to answer in time what is not meant to be late. */
export const TIMES = {
  /** What a customer waits. A shop's is 6 s. */
  checkoutWaitMs: 200,
  /** What a call gets. A shop's is 60 s. */
  timeoutMs: 400,
  /** After it Engage gives up what is not saved. Its own is 4.5 s. */
  engageLimitMs: 60,
  /** Engage answers after the customer left. */
  late: 260,
  /** Engage answers after the call was given up. */
  tooLate: 450,
} as const
