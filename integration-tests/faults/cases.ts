import {
  createRedemptionChannel,
  type SandboxAssignment,
  type SandboxFault,
} from "../../packages/engage-sandbox/src"
import { answered, type FaultCase, type Meaning } from "./fault-case"
import { REFUSALS } from "./refusals"
import { DELAYS } from "./timing"

/** An answer with a status and without a code of Engage's. */
function status(
  code: number,
  means: Meaning,
  {
    saved = false,
    name = `${code}${saved ? ", but it is saved" : ""}`,
    ...more
  }: Partial<FaultCase> & { saved?: boolean } = {}
): FaultCase {
  const fault = { type: "status" as const, status: code, saved }
  return answered(name, code, means, fault, { saved, ...more })
}

function retryAfter(code: number, means: Meaning): FaultCase {
  const headers = { "retry-after": "120" }
  return status(code, means, {
    name: `${code} with Retry-After: 120`,
    faults: [{ type: "status", status: code, headers }],
    retryAfterS: 120,
  })
}

/** The suite puts the address of a server there that nobody may call. */
function redirect(status: 302 | 307): FaultCase {
  const fault = { type: "redirect", status, location: "elsewhere" } as const
  return answered(`${status}, a redirect`, status, "misconfigured", fault)
}

/** No answer, or only half of one with a status. */
function lost(name: string, fault: SandboxFault, more?: Partial<FaultCase>) {
  return answered(name, null, "unknown", fault, more)
}

/** Staff change the assignment in Engage before the call. */
const changed = (change: Partial<SandboxAssignment>): Partial<FaultCase> => ({
  before: ({ engage, customer, offer }) =>
    engage.giveOffer(customer, { ...offer, ...change }),
})

const delayBefore = (ms: number) => ({ type: "delay_before_save", ms }) as const
const delayAfter = (ms: number) => ({ type: "delay_after_save", ms }) as const
const HALF_ANSWER = { type: "half_answer" } as const
const RESET_BEFORE_SAVE: SandboxFault = { type: "reset_before_save" }
const RESET_AFTER_SAVE: SandboxFault = { type: "reset_after_save" }

/** Every fault of the sandbox, in its variants. A new fault has to be added. */
const FAULTS = {
  delay_before_save: [
    answered("slow", 200, "redeemed", delayBefore(DELAYS.withinEngageLimit)),
    answered(
      "too slow for Engage itself: 504",
      504,
      "failed",
      delayBefore(DELAYS.beyondEngageLimit)
    ),
    answered(
      "saved and answered after the customer's wait",
      200,
      "redeemed",
      delayBefore(DELAYS.beyondCustomersWait),
      { saved: "later", late: true, world: "patient" }
    ),
    answered(
      "refused after the customer's wait",
      409,
      { refused: "promotion_already_redeemed" },
      [
        delayBefore(DELAYS.beyondCustomersWait),
        { type: "refuse", code: "PromotionAlreadyRedeemed" },
      ],
      { late: true, world: "patient" }
    ),
  ],
  delay_after_save: [
    answered(
      "saved, slow to answer",
      200,
      "redeemed",
      delayAfter(DELAYS.beyondEngageLimit)
    ),
    answered(
      "saved, answered after the customer's wait",
      200,
      "redeemed",
      delayAfter(DELAYS.beyondCustomersWait),
      { late: true }
    ),
    lost(
      "saved, answered after the longest call",
      delayAfter(DELAYS.beyondLongestCall),
      { saved: true, late: true }
    ),
  ],
  reset_before_save: [
    lost("connection lost, not saved", RESET_BEFORE_SAVE),
    lost(
      "connection lost, not saved; then a store redeems it",
      RESET_BEFORE_SAVE,
      { store: "after" }
    ),
  ],
  reset_after_save: [
    lost("connection lost, but it is saved", RESET_AFTER_SAVE, { saved: true }),
    lost(
      "connection lost, but it is saved and no longer listed",
      RESET_AFTER_SAVE,
      { saved: true, world: "unlisted" }
    ),
    lost(
      "connection lost, but it is saved, no longer listed, and refused in words that nobody knows",
      RESET_AFTER_SAVE,
      {
        saved: true,
        world: "unlisted",
        then: {
          event: ({ engage, offer }) =>
            engage.sandbox.setFault({
              type: "status",
              status: 409,
              body: { message: "Conflict" },
              operation: "redeem",
              assignmentId: offer.id,
            }),
          http: 409,
        },
      }
    ),
    lost(
      "connection lost, but it is saved; then it expires and Engage knows it no more",
      RESET_AFTER_SAVE,
      {
        saved: true,
        world: "unlisted",
        then: {
          event: ({ engage, offer }) =>
            engage.sandbox.removeAssignment(offer.id),
          http: 404,
          forgotten: true,
        },
      }
    ),
  ],
  half_answer: [
    lost("half a 200, and it is saved", HALF_ANSWER, {
      http: 200,
      saved: true,
    }),
    lost(
      "half a 200, not saved",
      { ...HALF_ANSWER, saved: false },
      { http: 200 }
    ),
  ],
  html: [
    answered("502, a proxy's page", 502, "failed", { type: "html" }),
    answered(
      "502, a proxy's page, but it is saved",
      502,
      "failed",
      { type: "html", saved: true },
      { saved: true }
    ),
    answered("404, a page at a wrong address", 404, "misconfigured", {
      type: "html",
      status: 404,
    }),
  ],
  status: [
    ...[400, 404, 406, 410, 422].map((code) =>
      status(code, "misconfigured", { name: `${code} without a code` })
    ),
    status(401, "misconfigured"),
    status(403, "misconfigured"),
    status(408, "turned_away"),
    status(429, "turned_away"),
    retryAfter(429, "turned_away"),
    status(429, "turned_away", {
      name: "429; then a store redeems it",
      store: "after",
    }),
    status(500, "failed"),
    status(500, "failed", { saved: true }),
    status(503, "failed"),
    retryAfter(503, "failed"),
    status(504, "failed"),
    status(504, "failed", { saved: true }),
    status(504, "failed", {
      saved: true,
      name: "504, but it is saved and no longer listed",
      world: "unlisted",
    }),
  ],
  wrong_key: [
    answered("401, the key is wrong", 401, "misconfigured", {
      type: "wrong_key",
    }),
  ],
  redirect: [redirect(302), redirect(307)],
  refuse: REFUSALS,
  hang: [
    lost("no answer, not saved", { type: "hang" }, { late: true }),
    lost(
      "no answer, but it is saved",
      { type: "hang", saved: true },
      { saved: true, late: true }
    ),
  ],
  big_body: [
    answered("200 with a body of 1 MB", 200, "redeemed", {
      type: "big_body",
      bytes: 1_000_000,
    }),
  ],
} satisfies Record<SandboxFault["type"], FaultCase[]>

/** What goes wrong without a fault of the sandbox. */
const CIRCUMSTANCES: FaultCase[] = [
  answered("nothing goes wrong", 200, "redeemed", []),
  answered("nothing listens at its address", null, "turned_away", [], {
    world: "away",
  }),
  answered(
    "a store has redeemed it",
    409,
    { refused: "promotion_already_redeemed" },
    [],
    { store: "before" }
  ),
  answered(
    "it has expired",
    404,
    { refused: "promotion_not_found" },
    [],
    changed({ expiresOn: "2020-01-01T00:00:00Z" })
  ),
  answered(
    "it has become valid in stores only",
    409,
    { refused: "promotion_not_valid_for_redemption_channel" },
    [],
    changed({ redemptionChannels: [createRedemptionChannel({ type: "POS" })] })
  ),
  answered(
    "it has been taken away",
    404,
    { refused: "promotion_not_found" },
    [],
    {
      before: ({ engage, offer }) => engage.sandbox.removeAssignment(offer.id),
    }
  ),
]

/** Every case of the matrix, in the order of the table. */
export const CASES: FaultCase[] = [
  ...CIRCUMSTANCES,
  ...Object.values(FAULTS).flat(),
]
