import type {
  CheckoutDecision,
  CheckoutFacts,
  Decision,
  Facts,
} from "../../decide"
import type { DueRedemption } from "../../due"

export type Row = Partial<DueRedemption>

export const SOME_TIME = new Date("2026-01-01T00:00:00Z")

export const rowOf = (row: Row): DueRedemption =>
  ({
    status: "pending",
    reason: null,
    order_id: "order",
    redeemed_at: null,
    rejected_at: null,
    payment_collection_id: null,
    may_have_arrived: false,
    status_changed_at: SOME_TIME,
    waited_long: false,
    waited_ms: 0,
    ...row,
  }) as DueRedemption

export const PAID = { canceled: false, paid: true, changed: false }
export const UNPAID = { canceled: false, paid: false, changed: false }
export const CANCELED = { canceled: true, paid: true, changed: false }
export const CHANGED = { canceled: false, paid: true, changed: true }

export const factsOf = (facts: Partial<Facts>): Facts => ({
  order: PAID,
  cart_is_ordered: false,
  standing_order_id: null,
  unpaid_order_days: 7,
  ...facts,
})

export const cartWith = (...order_ids: string[]): Partial<Facts> => ({
  cart: { order_id: order_ids[0] ?? null, order_ids },
})

const WITHOUT_ORDER: Row = { order_id: null }
const SENT: Row = { may_have_arrived: true }
const LINKED: Row = { status: "linked", order_id: null }
const CLAIMED: Row = { status: "claimed", order_id: null }
const REDEEMED: Row = { status: "redeemed", redeemed_at: SOME_TIME }
const ATTENTION: Row = { status: "attention", reason: "retries_exhausted" }
const REFUSED: Row = {
  status: "rejected",
  reason: "promotion_not_found",
  rejected_at: SOME_TIME,
}
const SHOWN_REFUSAL: Row = { ...REFUSED, status: "attention" }
const FREED: Row = { status: "released", reason: "not_redeemed" }
const OVERDUE: Row = { status: "attention", reason: "payment_overdue" }

const look: Decision = { call: "look" }
const redeem: Decision = { call: "redeem" }

export type Case = [
  when: string,
  row: Row,
  facts: Partial<Facts>,
  then: Decision,
]

/** What the job decides, by what the row is. */
export const JOB_CASES: [on: string, cases: Case[]][] = [
  [
    "on a row that was not sent",
    [
      ["linked, cart open", LINKED, {}, { event: "wait_on_cart" }],
      [
        "linked, cart ordered",
        LINKED,
        { cart_is_ordered: true },
        { find: "cart" },
      ],
      ["claimed by a dead server", CLAIMED, {}, { find: "cart" }],
      ["no order", CLAIMED, cartWith(), { event: "wait_on_cart" }],
      ["one order", CLAIMED, cartWith("o1"), { find: "discounted_order_id" }],
      [
        "one order with its discount",
        CLAIMED,
        { ...cartWith("o1"), discounted_order_id: "o1" },
        { event: "find_order", order_id: "o1" },
      ],
      [
        "several orders, the second with its discount",
        CLAIMED,
        { cart: { order_id: "o2", order_ids: ["o1", "o2"] } },
        { event: "find_order", order_id: "o2" },
      ],
      [
        "an order without its discount",
        CLAIMED,
        { ...cartWith("o1"), discounted_order_id: null },
        { find: "cart_is_discounted" },
      ],
      [
        "an order without the discount that its cart has",
        CLAIMED,
        {
          ...cartWith("o1"),
          discounted_order_id: null,
          cart_is_discounted: true,
        },
        { event: "find_order_undiscounted", order_id: "o1" },
      ],
      [
        "an order and a cart without its discount",
        CLAIMED,
        {
          ...cartWith("o1"),
          discounted_order_id: null,
          cart_is_discounted: false,
        },
        { event: "release_without_discount" },
      ],
    ],
  ],
  [
    "on a row with an order",
    [
      ["paid", {}, {}, redeem],
      [
        "unpaid for 6 days",
        { waited_ms: 6 * 86_400_000 },
        { order: UNPAID },
        { event: "wait_for_payment" },
      ],
      [
        "unpaid for 7 days",
        { waited_ms: 7 * 86_400_000 },
        { order: UNPAID },
        { event: "payment_overdue" },
      ],
      ["overdue, and paid now", OVERDUE, {}, redeem],
      ["changed since", {}, { order: CHANGED }, { find: "order_keeps" }],
      [
        "changed, and discounted",
        {},
        { order: CHANGED, order_keeps: "discount" },
        redeem,
      ],
      ...[{}, SENT].map((sent): Case => [
        "changed, and not discounted any more",
        sent,
        {
          order: CHANGED,
          order_keeps: "no_discount",
          verification: "not_redeemed",
        },
        { event: "show_undiscounted" },
      ]),
      [
        "wholly returned, and never sent",
        {},
        { order: CHANGED, order_keeps: "nothing" },
        { event: "release_without_order", reason: "order_returned" },
      ],
      [
        "wholly returned, and sent before",
        SENT,
        {
          order: CHANGED,
          order_keeps: "nothing",
          verification: "not_redeemed",
        },
        redeem,
      ],
      ["sent before", SENT, {}, look],
      ["sent before, unpaid", SENT, { order: UNPAID }, look],
      [
        "sent before, and Engage has it",
        SENT,
        { verification: "redeemed" },
        { event: "find_redeemed" },
      ],
      [
        "sent before, and Engage says nothing",
        SENT,
        { verification: "no_answer" },
        { event: "try_later" },
      ],
      [
        "sent before, and Engage does not have it",
        SENT,
        { verification: "not_redeemed" },
        redeem,
      ],
      [
        "sent before, and not in Engage's list",
        SENT,
        { verification: "absent" },
        redeem,
      ],
      ...(["not_redeemed", "absent"] as const).map((verification): Case => [
        `sent before, ${verification}, and the payment is cancelled since`,
        SENT,
        { order: UNPAID, verification },
        { event: "wait_for_payment" },
      ]),
      ["sent by a dead server", { status: "redeeming", ...SENT }, {}, look],
    ],
  ],
  [
    "on a row that an operator has released unpaid",
    [
      ["unpaid", FREED, { order: UNPAID }, { event: "watch_payment" }],
      ["paid", FREED, {}, { event: "show_paid_after_release" }],
      [
        "paid and cancelled",
        FREED,
        { order: CANCELED },
        { event: "end_payment_watch" },
      ],
      ["deleted", FREED, { order: null }, { event: "end_payment_watch" }],
    ],
  ],
  [
    "on a row whose order is deleted",
    [
      [
        "not sent",
        {},
        { order: null },
        { event: "release_without_order", reason: "order_gone" },
      ],
      [
        "not sent, shown as unpaid",
        OVERDUE,
        { order: null },
        { event: "release_without_order", reason: "order_gone" },
      ],
      ["sent", SENT, { order: null }, look],
      [
        "and Engage has it",
        SENT,
        { order: null, verification: "redeemed" },
        { event: "find_redeemed_without_order" },
      ],
      [
        "and Engage says nothing",
        SENT,
        { order: null, verification: "no_answer" },
        { event: "try_later_order_gone" },
      ],
      [
        "and Engage does not have it, now",
        SENT,
        { order: null, verification: "not_redeemed" },
        { event: "show_order_gone" },
      ],
    ],
  ],
  [
    "on a row whose order is cancelled",
    [
      [
        "not sent",
        {},
        { order: CANCELED },
        { event: "release_without_order", reason: "order_canceled" },
      ],
      [
        "not sent, for an operator",
        ATTENTION,
        { order: CANCELED },
        { event: "release_without_order", reason: "order_canceled" },
      ],
      ["sent", SENT, { order: CANCELED }, { find: "landing_ms" }],
      [
        "sent lately",
        SENT,
        { order: CANCELED, landing_ms: 1 },
        { event: "wait_for_landing", landing_ms: 1 },
      ],
      ["landed", SENT, { order: CANCELED, landing_ms: 0 }, look],
      [
        "and Engage has it",
        SENT,
        { order: CANCELED, landing_ms: 0, verification: "redeemed" },
        { event: "find_redeemed" },
      ],
      [
        "and Engage does not have it",
        SENT,
        { order: CANCELED, landing_ms: 0, verification: "not_redeemed" },
        { event: "release_without_order", reason: "order_canceled" },
      ],
      [
        "and Engage says nothing",
        SENT,
        { order: CANCELED, landing_ms: 0, verification: "no_answer" },
        { event: "try_later_order_canceled" },
      ],
      [
        "and not in Engage's list",
        SENT,
        { order: CANCELED, landing_ms: 0, verification: "absent" },
        { event: "show_order_canceled" },
      ],
    ],
  ],
  [
    "on a row without an order",
    [
      ["not sent", WITHOUT_ORDER, {}, { find: "cart" }],
      [
        "not sent, and there is none",
        WITHOUT_ORDER,
        cartWith(),
        { event: "wait_on_cart" },
      ],
      ["redeemed", { ...REDEEMED, ...WITHOUT_ORDER }, {}, { find: "cart" }],
      [
        "shown as redeemed, and there is none",
        { ...ATTENTION, ...WITHOUT_ORDER, redeemed_at: SOME_TIME },
        cartWith(),
        { event: "note_order_of_cart", order_id: null },
      ],
      ["sent", { ...SENT, ...WITHOUT_ORDER }, {}, look],
      [
        "sent, and its cart is ordered",
        { ...SENT, ...WITHOUT_ORDER },
        { cart_is_ordered: true },
        { find: "cart" },
      ],
      [
        "and there is one, whatever Engage has",
        { ...SENT, ...WITHOUT_ORDER },
        { verification: "redeemed", ...cartWith("o1") },
        { event: "find_order", order_id: "o1" },
      ],
      [
        "and Engage has it",
        { ...SENT, ...WITHOUT_ORDER },
        { verification: "redeemed", ...cartWith() },
        { event: "find_redeemed_without_order" },
      ],
      [
        "and Engage does not have it",
        { ...SENT, ...WITHOUT_ORDER },
        { verification: "not_redeemed", ...cartWith() },
        { event: "wait_on_cart" },
      ],
      [
        "and not in Engage's list",
        { ...SENT, ...WITHOUT_ORDER },
        { verification: "absent", ...cartWith() },
        { event: "try_later" },
      ],
      [
        "redeemed, and there is one",
        { ...REDEEMED, ...WITHOUT_ORDER },
        cartWith("o1"),
        { event: "take_order", order_id: "o1" },
      ],
      [
        "redeemed lately",
        { ...REDEEMED, ...WITHOUT_ORDER },
        cartWith(),
        { event: "wait_for_order" },
      ],
      [
        "redeemed long ago",
        { ...REDEEMED, ...WITHOUT_ORDER, waited_long: true },
        cartWith(),
        { event: "miss_order_for_long" },
      ],
      [
        "shown as redeemed, and there is one",
        { ...ATTENTION, ...WITHOUT_ORDER, redeemed_at: SOME_TIME },
        cartWith("o1"),
        { event: "take_order", order_id: "o1" },
      ],
      [
        "shown, and there is one",
        { ...ATTENTION, ...WITHOUT_ORDER },
        cartWith("o1"),
        { event: "note_order_of_cart", order_id: "o1" },
      ],
      [
        "shown, and there is none",
        { ...ATTENTION, ...WITHOUT_ORDER },
        cartWith(),
        { event: "note_order_of_cart", order_id: null },
      ],
    ],
  ],
  [
    "on a row that nothing is left to do for",
    [
      ["redeemed, its order stands", REDEEMED, {}, { event: "see_order" }],
      [
        "redeemed, its order is gone",
        REDEEMED,
        { order: null },
        { event: "miss_order" },
      ],
      [
        "shown, its order stands",
        ATTENTION,
        { standing_order_id: "order" },
        { event: "see_nothing_new" },
      ],
      [
        "shown as redeemed, its order is cancelled",
        { ...ATTENTION, redeemed_at: SOME_TIME },
        { order: CANCELED },
        { event: "see_nothing_new" },
      ],
      [
        "shown, its order is undone",
        ATTENTION,
        { order: null },
        { event: "shown_order_missed" },
      ],
      [
        "shown as refused, its order is undone",
        { ...ATTENTION, reason: "promotion_not_found" },
        { order: null },
        { event: "shown_order_undone" },
      ],
    ],
  ],
  [
    "on a refused row",
    [
      [
        "its order stands",
        REFUSED,
        { standing_order_id: "o1" },
        { event: "refused_order_stands", order_id: "o1" },
      ],
      ["its order is undone", REFUSED, {}, { event: "refused_order_undone" }],
      [
        "with a payment, its order stands",
        { ...REFUSED, payment_collection_id: "p" },
        { standing_order_id: "o1" },
        { event: "refused_order_stands", order_id: "o1" },
      ],
      [
        "with a payment",
        { ...REFUSED, payment_collection_id: "p" },
        {},
        { find: "kept_payments" },
      ],
      [
        "whose payment was kept",
        { ...REFUSED, payment_collection_id: "p" },
        { kept_payments: ["pay"] },
        { event: "payment_not_returned" },
      ],
      [
        "whose payment was given back",
        { ...REFUSED, payment_collection_id: "p" },
        { kept_payments: [] },
        { event: "refused_order_undone" },
      ],
      [
        "shown, its order stands",
        SHOWN_REFUSAL,
        { standing_order_id: "o1" },
        {
          event: "shown_refusal_stands",
          order_id: "o1",
          reason: "promotion_not_found",
        },
      ],
      [
        "shown, its order is undone",
        SHOWN_REFUSAL,
        {},
        { event: "shown_refusal_over", reason: "promotion_not_found" },
      ],
      [
        "shown for its payment, which was given back",
        {
          ...SHOWN_REFUSAL,
          reason: "payment_not_returned",
          payment_collection_id: "p",
        },
        { kept_payments: [] },
        { find: "refusal" },
      ],
      [
        "and why it was refused is known",
        {
          ...SHOWN_REFUSAL,
          reason: "payment_not_returned",
          payment_collection_id: "p",
        },
        { kept_payments: [], refusal: "promotion_expired" },
        { event: "shown_refusal_over", reason: "promotion_expired" },
      ],
    ],
  ],
]

/** What an operator's "try again" decides. */
export const OPERATOR_CASES: Case[] = [
  ["retries what was given up", ATTENTION, {}, redeem],
  [
    "redeems for an order of which they know that it has no discount any more",
    { ...ATTENTION, reason: "no_discount" },
    { order: CHANGED },
    redeem,
  ],
  ["asks first when it was sent", { ...ATTENTION, ...SENT }, {}, look],
  [
    "asks what became of it when its order is deleted",
    ATTENTION,
    { order: null },
    look,
  ],
  [
    "has what is redeemed wait for its order",
    { ...ATTENTION, redeemed_at: SOME_TIME },
    cartWith("o1"),
    { event: "take_order", order_id: "o1" },
  ],
  [
    "puts a refused row without an order right",
    SHOWN_REFUSAL,
    {},
    { event: "shown_refusal_over", reason: "promotion_not_found" },
  ],
  [
    "learns nothing of a row without an order",
    { ...ATTENTION, ...WITHOUT_ORDER },
    cartWith(),
    { event: "see_nothing_new" },
  ],
]

/** Whether the job goes on with the calls of a row. */
export const UNSETTLED_CASES: [
  when: string,
  row: Row,
  facts: Partial<Facts>,
  then: boolean,
][] = [
  ["redeeming", { status: "redeeming" }, {}, true],
  ["pending", {}, {}, true],
  ["claimed", CLAIMED, {}, false],
  ["redeemed", REDEEMED, { order: CANCELED }, false],
  ["shown, its order stands", ATTENTION, {}, false],
  ["shown, its order is cancelled", ATTENTION, { order: CANCELED }, true],
  [
    "shown as refused, its order is cancelled",
    SHOWN_REFUSAL,
    { order: CANCELED },
    false,
  ],
  ["shown as unpaid", OVERDUE, { order: UNPAID }, true],
  [
    "shown as unpaid, without an order",
    { ...OVERDUE, ...WITHOUT_ORDER },
    {},
    false,
  ],
]

export const checkoutFactsOf = (
  facts: Partial<CheckoutFacts>
): CheckoutFacts => ({
  run_id: "run",
  paid: true,
  enabled: true,
  refusal: null,
  time_is_over: false,
  on_unavailable: "defer",
  ...facts,
})

const MINE: Row = { ...CLAIMED, run_id: "run" }

/** What a completion does with a redemption that it has claimed. */
export const CHECKOUT_CASES: [
  when: string,
  row: Row,
  facts: Partial<CheckoutFacts>,
  then: CheckoutDecision,
][] = [
  ["paid", MINE, {}, { call: "redeem" }],
  ["taken by the job", { ...MINE, run_id: "job" }, {}, null],
  [
    "redeemed by an earlier completion, whatever else",
    { ...MINE, status: "pending", redeemed_at: SOME_TIME },
    { paid: false, refusal: "promotion_expired", time_is_over: true },
    { event: "bind_order" },
  ],
  [
    "its own call without a known end, whatever else",
    { ...MINE, status: "redeeming" },
    { paid: false, refusal: "promotion_expired" },
    { event: "defer_sent", reason: "outcome_unknown" },
  ],
  [
    "not paid yet, and switched off",
    MINE,
    { paid: false, enabled: false },
    { event: "defer_unsent", reason: "payment_pending" },
  ],
  [
    "switched off, in a shop that wants no order without a verdict",
    MINE,
    { enabled: false, on_unavailable: "abort", refusal: "promotion_expired" },
    { event: "defer_unsent", reason: "engage_unavailable" },
  ],
  [
    "listed as one that would be refused, and no time is left",
    MINE,
    { refusal: "promotion_expired", time_is_over: true },
    { event: "refuse_unsent", reason: "promotion_expired" },
  ],
  [
    "no time is left",
    MINE,
    { time_is_over: true },
    { event: "defer_unsent", reason: "engage_unavailable" },
  ],
  [
    "no time is left, and the shop wants no order without a verdict",
    MINE,
    { time_is_over: true, on_unavailable: "abort" },
    { stop: "engage_unavailable" },
  ],
]

const UNDONE: Row = { payment_collection_id: "paycol" }

/** A row, the time since its last change in milliseconds, and the answer. */
export const UNDONE_PAYMENT_CASES: [
  name: string,
  row: Row,
  age_ms: number,
  then: boolean,
][] = [
  ["Medusa has had the time to undo it", UNDONE, 96_000, true],
  ["Medusa may still be undoing it", UNDONE, 95_999, false],
  ["the completion noted none", {}, 96_000, false],
  ["the row was refused", { ...REFUSED, ...UNDONE }, 96_000, false],
]
