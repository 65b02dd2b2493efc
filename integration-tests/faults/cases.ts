import {
  createRedemptionChannel,
  type SandboxFault,
} from "../../packages/engage-sandbox/src"
import { ELSEWHERE, type FaultCase } from "./fault-case"
import {
  FAILED,
  MISCONFIGURED,
  REDEEMED,
  refused,
  TURNED_AWAY,
  UNKNOWN,
} from "./meaning"
import { REFUSALS } from "./refusals"
import { DELAYS } from "./timing"

/** An answer with a status and without a code of Engage's. */
function status(
  code: number,
  means: FaultCase["means"],
  {
    saved = false,
    name = `${code}${saved ? ", but it is saved" : ""}`,
    ...more
  }: Partial<FaultCase> & { saved?: boolean } = {}
): FaultCase {
  return {
    name,
    faults: [{ type: "status", status: code, saved }],
    means,
    http: code,
    saved,
    ...more,
  }
}

function retryAfter(code: number, means: FaultCase["means"]): FaultCase {
  const headers = { "retry-after": "120" }
  return status(code, means, {
    name: `${code} with Retry-After: 120`,
    faults: [{ type: "status", status: code, headers }],
    retryAfterS: 120,
  })
}

function redirect(code: 302 | 307): FaultCase {
  return {
    name: `${code}, a redirect`,
    faults: [{ type: "redirect", status: code, location: ELSEWHERE }],
    means: MISCONFIGURED,
    http: code,
    saved: false,
  }
}

/** Every fault of the sandbox, in its variants. A new fault has to be added. */
const FAULTS = {
  delay_before_save: [
    {
      name: "slow",
      faults: [{ type: "delay_before_save", ms: DELAYS.withinEngageLimit }],
      means: REDEEMED,
      http: 200,
      saved: true,
    },
    {
      name: "too slow for Engage itself: 504",
      faults: [{ type: "delay_before_save", ms: DELAYS.beyondEngageLimit }],
      means: FAILED,
      http: 504,
      saved: false,
    },
    {
      name: "saved and answered after the customer's wait",
      faults: [{ type: "delay_before_save", ms: DELAYS.beyondCustomersWait }],
      means: REDEEMED,
      http: 200,
      saved: "later",
      late: true,
      world: "patient",
    },
    {
      name: "refused after the customer's wait",
      faults: [
        { type: "delay_before_save", ms: DELAYS.beyondCustomersWait },
        { type: "refuse", code: "PromotionAlreadyRedeemed" },
      ],
      means: refused("promotion_already_redeemed"),
      http: 409,
      saved: false,
      late: true,
      world: "patient",
    },
  ],
  delay_after_save: [
    {
      name: "saved, slow to answer",
      faults: [{ type: "delay_after_save", ms: DELAYS.beyondEngageLimit }],
      means: REDEEMED,
      http: 200,
      saved: true,
    },
    {
      name: "saved, answered after the customer's wait",
      faults: [{ type: "delay_after_save", ms: DELAYS.beyondCustomersWait }],
      means: REDEEMED,
      http: 200,
      saved: true,
      late: true,
    },
    {
      name: "saved, answered after the longest call",
      faults: [{ type: "delay_after_save", ms: DELAYS.beyondLongestCall }],
      means: UNKNOWN,
      http: null,
      saved: true,
      late: true,
    },
  ],
  reset_before_save: [
    {
      name: "connection lost, not saved",
      faults: [{ type: "reset_before_save" }],
      means: UNKNOWN,
      http: null,
      saved: false,
    },
    {
      name: "connection lost, not saved; then a store redeems it",
      faults: [{ type: "reset_before_save" }],
      means: UNKNOWN,
      http: null,
      saved: false,
      store: "after",
    },
  ],
  reset_after_save: [
    {
      name: "connection lost, but it is saved",
      faults: [{ type: "reset_after_save" }],
      means: UNKNOWN,
      http: null,
      saved: true,
    },
    {
      name: "connection lost, but it is saved and no longer listed",
      faults: [{ type: "reset_after_save" }],
      means: UNKNOWN,
      http: null,
      saved: true,
      world: "unlisted",
    },
    {
      name: "connection lost, but it is saved, no longer listed, and refused in words that nobody knows",
      faults: [{ type: "reset_after_save" }],
      means: UNKNOWN,
      http: null,
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
    },
    {
      name: "connection lost, but it is saved; then it expires and Engage knows it no more",
      faults: [{ type: "reset_after_save" }],
      means: UNKNOWN,
      http: null,
      saved: true,
      world: "unlisted",
      then: {
        event: ({ engage, offer }) => engage.sandbox.removeAssignment(offer.id),
        http: 404,
        forgotten: true,
      },
    },
  ],
  half_answer: [
    {
      name: "half a 200, and it is saved",
      faults: [{ type: "half_answer" }],
      means: UNKNOWN,
      http: 200,
      saved: true,
    },
    {
      name: "half a 200, not saved",
      faults: [{ type: "half_answer", saved: false }],
      means: UNKNOWN,
      http: 200,
      saved: false,
    },
  ],
  html: [
    {
      name: "502, a proxy's page",
      faults: [{ type: "html" }],
      means: FAILED,
      http: 502,
      saved: false,
    },
    {
      name: "502, a proxy's page, but it is saved",
      faults: [{ type: "html", saved: true }],
      means: FAILED,
      http: 502,
      saved: true,
    },
    {
      name: "404, a page at a wrong address",
      faults: [{ type: "html", status: 404 }],
      means: MISCONFIGURED,
      http: 404,
      saved: false,
    },
  ],
  status: [
    status(400, MISCONFIGURED, { name: "400 without a code" }),
    status(404, MISCONFIGURED, { name: "404 without a code" }),
    status(406, MISCONFIGURED, { name: "406 without a code" }),
    status(410, MISCONFIGURED, { name: "410 without a code" }),
    status(422, MISCONFIGURED, { name: "422 without a code" }),
    status(401, MISCONFIGURED),
    status(403, MISCONFIGURED),
    status(408, TURNED_AWAY),
    status(429, TURNED_AWAY),
    retryAfter(429, TURNED_AWAY),
    status(429, TURNED_AWAY, {
      name: "429; then a store redeems it",
      store: "after",
    }),
    status(500, FAILED),
    status(500, FAILED, { saved: true }),
    status(503, FAILED),
    retryAfter(503, FAILED),
    status(504, FAILED),
    status(504, FAILED, { saved: true }),
    status(504, FAILED, {
      saved: true,
      name: "504, but it is saved and no longer listed",
      world: "unlisted",
    }),
  ],
  wrong_key: [
    {
      name: "401, the key is wrong",
      faults: [{ type: "wrong_key" }],
      means: MISCONFIGURED,
      http: 401,
      saved: false,
    },
  ],
  redirect: [redirect(302), redirect(307)],
  refuse: REFUSALS,
  hang: [
    {
      name: "no answer, not saved",
      faults: [{ type: "hang" }],
      means: UNKNOWN,
      http: null,
      saved: false,
      late: true,
    },
    {
      name: "no answer, but it is saved",
      faults: [{ type: "hang", saved: true }],
      means: UNKNOWN,
      http: null,
      saved: true,
      late: true,
    },
  ],
  big_body: [
    {
      name: "200 with a body of 1 MB",
      faults: [{ type: "big_body", bytes: 1_000_000 }],
      means: REDEEMED,
      http: 200,
      saved: true,
    },
  ],
} satisfies Record<SandboxFault["type"], FaultCase[]>

/** What goes wrong without a fault of the sandbox. */
const CIRCUMSTANCES: FaultCase[] = [
  {
    name: "nothing goes wrong",
    faults: [],
    means: REDEEMED,
    http: 200,
    saved: true,
  },
  {
    name: "nothing listens at its address",
    faults: [],
    means: TURNED_AWAY,
    http: null,
    saved: false,
    world: "away",
  },
  {
    name: "a store has redeemed it",
    faults: [],
    store: "before",
    means: refused("promotion_already_redeemed"),
    http: 409,
    saved: false,
  },
  {
    name: "it has expired",
    faults: [],
    before: ({ engage, customer, offer }) =>
      engage.giveOffer(customer, {
        ...offer,
        expiresOn: "2020-01-01T00:00:00Z",
      }),
    means: refused("promotion_not_found"),
    http: 404,
    saved: false,
  },
  {
    name: "it has become valid in stores only",
    faults: [],
    before: ({ engage, customer, offer }) =>
      engage.giveOffer(customer, {
        ...offer,
        redemptionChannels: [createRedemptionChannel({ type: "POS" })],
      }),
    means: refused("promotion_not_valid_for_redemption_channel"),
    http: 409,
    saved: false,
  },
  {
    name: "it has been taken away",
    faults: [],
    before: ({ engage, offer }) => engage.sandbox.removeAssignment(offer.id),
    means: refused("promotion_not_found"),
    http: 404,
    saved: false,
  },
]

/** Every case of the matrix, in the order of the table. */
export const CASES: FaultCase[] = [
  ...CIRCUMSTANCES,
  ...Object.values(FAULTS).flat(),
]
