import type { EventName } from "../../ledger/events"
import type { EventCase, Seen } from "./play-event"
import type { RedemptionInput } from "./test-ledger"

const before = new Date("2026-01-01T00:00:00Z")

/** Another run has the row: what this run found out is out of date. */
const ANOTHER_RUN: RedemptionInput = { run_id: "another" }

/** Of no checkout and no order that is undone. */
const UNRELATED: RedemptionInput = { ...ANOTHER_RUN, order_id: "another" }

const NOT_AS_TAKEN: RedemptionInput[] = [ANOTHER_RUN, { order_id: "another" }]

/** Nobody works on the row. */
const FREE: RedemptionInput = { lease_expires_at: null, run_id: null }

/** Another run works on it. */
const HELD: RedemptionInput = { run_id: "another", lease_expires_at: later() }

function later(): Date {
  return new Date(Date.now() + 60 * 60 * 1000)
}

const GIVEN_UP: Seen = { run_id: null, lease_expires_at: null }

/** What the job finds out, and gives the row up with. */
const taken = (
  from: EventCase["from"],
  to: EventCase["to"],
  { writes, ...rest }: Omit<EventCase, "from" | "to">
): EventCase => ({
  ...{ from, to, not: NOT_AS_TAKEN, ...rest },
  writes: { ...GIVEN_UP, ...writes },
})

const UNSETTLED: EventCase["from"] = ["redeeming", "pending", "attention"]

const DISCOUNT: Seen = { discount_amount: 10, currency_code: "sek" }

/** What was heard and settled of an order that the row has no longer. */
const OF_EARLIER_ORDER: RedemptionInput = {
  resolution: "redeemed",
  order_outcome: "canceled",
  order_outcome_at: before,
}

const OF_ANOTHER_ORDER: Seen = {
  resolution: null,
  order_outcome: null,
  order_outcome_at: null,
}

/**
 * The ledger's events once more, by what becomes of rows and not by how it is
 * written: the machine's rows are held against these.
 */
export const EVENT_CASES: Record<EventName, EventCase> = {
  link: { from: "new", to: "linked", writes: { next_attempt_at: "+3600 s" } },
  move_to_cart: {
    from: ["redeemed", "attention"],
    to: "same",
    row: { run_id: null, order_id: null, ...OF_EARLIER_ORDER },
    writes: {
      cart_id: "another_than_<id>",
      customer_id: "cus_1",
      promotion_code: "NEW",
      promotion_id: "promo_of_<id>",
      ...OF_ANOTHER_ORDER,
    },
    not: [
      { status: "attention" },
      { order_id: "order" },
      { run_id: "completion" },
    ],
  },
  unlink: {
    from: ["linked"],
    to: "released",
    writes: { reason: "promotion_refused", next_attempt_at: null },
  },
  change_promotion: {
    from: ["linked"],
    to: "same",
    writes: { promotion_id: "promo_of_<id>", promotion_code: "NEW" },
  },
  refuse_linked: {
    from: ["linked"],
    to: "rejected",
    writes: {
      reason: "promotion_refused",
      rejected_at: "now",
      next_attempt_at: null,
    },
  },

  claim: {
    from: ["claimed", "linked"],
    to: "claimed",
    row: FREE,
    writes: {
      ...DISCOUNT,
      run_id: "run",
      lease_expires_at: "+20 s",
      next_attempt_at: "+20 s",
    },
    not: [{ status: "linked" }, HELD],
  },
  claim_only: {
    from: ["linked"],
    to: "claimed",
    row: { ...FREE, customer_id: "cus_1" },
    writes: {
      ...DISCOUNT,
      run_id: "run",
      lease_expires_at: "+20 s",
      next_attempt_at: "+20 s",
    },
    not: [{ customer_id: "cus_2" }, { status_changed_by: "checkout" }],
    notBeside: { status: "rejected" },
  },
  resume: {
    from: ["pending", "redeemed", "attention"],
    to: "same",
    row: { ...FREE, order_id: null },
    writes: {
      ...DISCOUNT,
      run_id: "run",
      lease_expires_at: "+20 s",
      next_attempt_at: "+20 s",
    },
    not: [{ status: "redeemed" }, { order_id: "order" }, HELD],
  },
  refuse_reserved_elsewhere: {
    from: ["linked"],
    to: "rejected",
    row: { run_id: null },
    writes: {
      run_id: "run",
      reason: "promotion_refused",
      rejected_at: "now",
      next_attempt_at: "+120 s",
    },
  },
  release_unusable: {
    from: ["linked", "claimed"],
    to: "released",
    row: { run_id: "dead", lease_expires_at: before },
    writes: {
      ...GIVEN_UP,
      reason: "promotion_refused",
      next_attempt_at: null,
    },
    not: [{ status: "claimed", ...HELD }],
  },
  note_without_discount: {
    from: ["linked"],
    to: "same",
    writes: { next_attempt_at: "+120 s" },
  },
  note_missing_assignment: {
    from: "new",
    to: "rejected",
    writes: {
      ...DISCOUNT,
      run_id: "run",
      customer_id: "cus_1",
      reason: "promotion_requires_assignment",
      rejected_at: "now",
      next_attempt_at: "+120 s",
    },
  },
  note_missing_again: {
    from: ["rejected"],
    to: "same",
    row: { assignment_id: null, run_id: null, rejected_at: before },
    writes: {
      ...DISCOUNT,
      run_id: "run",
      customer_id: "cus_1",
      rejected_at: "now",
      next_attempt_at: "+120 s",
    },
    not: [
      { assignment_id: "one" },
      { payment_collection_id: "paycol_2" },
      { run_id: "another", rejected_at: later() },
    ],
  },
  renew_claim: {
    from: ["claimed", "pending", "redeemed", "attention"],
    to: "same",
    row: { order_id: null, lease_expires_at: before },
    writes: { lease_expires_at: "+20 s", next_attempt_at: "+20 s" },
    not: [
      ANOTHER_RUN,
      { status: "pending", order_id: "order" },
      { status: "pending", lease_expires_at: null },
    ],
  },

  note_refused_order: {
    from: ["rejected"],
    to: "same",
    writes: { order_id: "order_2", next_attempt_at: "+120 s" },
    not: [ANOTHER_RUN],
  },
  refuse_unsent: {
    from: ["claimed", "pending", "attention"],
    to: "rejected",
    writes: {
      lease_expires_at: null,
      order_id: "order_2",
      reason: "promotion_refused",
      rejected_at: "now",
      next_attempt_at: "+120 s",
    },
    not: [ANOTHER_RUN],
  },
  refuse_unsent_kept: {
    from: ["claimed", "pending", "attention"],
    to: "attention",
    writes: {
      lease_expires_at: null,
      order_id: "order_2",
      reason: "promotion_refused",
      next_attempt_at: "+3600 s",
    },
    not: [ANOTHER_RUN],
  },
  bind_order: {
    from: ["redeemed", "attention"],
    to: "redeemed",
    row: { order_id: null, redeemed_at: before, ...OF_EARLIER_ORDER },
    writes: {
      lease_expires_at: null,
      order_id: "order_2",
      reason: null,
      next_attempt_at: "+3600 s",
      ...OF_ANOTHER_ORDER,
    },
    not: [ANOTHER_RUN, { order_id: "order" }, { redeemed_at: null }],
  },
  send: {
    from: ["claimed", "redeeming", "pending", "attention"],
    to: "redeeming",
    row: { reason: "payment_pending", deferred_at: before },
    writes: {
      lease_expires_at: "+90 s",
      order_id: "order_2",
      attempt_count: 3,
      deferred_at: "now",
      next_attempt_at: "+90 s",
    },
    not: [ANOTHER_RUN],
    opens: "redeem",
  },
  defer_unsent: {
    from: ["claimed", "pending", "attention"],
    to: "pending",
    writes: {
      lease_expires_at: null,
      order_id: "order_2",
      reason: "promotion_refused",
      deferred_at: "now",
      next_attempt_at: "+25 s",
    },
    not: [ANOTHER_RUN],
  },
  defer_sent: {
    from: ["redeeming"],
    to: "pending",
    writes: {
      order_id: "order_2",
      reason: "promotion_refused",
      deferred_at: "now",
      next_attempt_at: "+45 s",
    },
    not: [ANOTHER_RUN],
  },

  answer_redeemed: {
    from: ["redeeming", "pending"],
    to: "redeemed",
    writes: {
      lease_expires_at: null,
      reason: null,
      inferred: true,
      redeemed_at: "now",
      next_attempt_at: "+3600 s",
    },
    not: [ANOTHER_RUN],
  },
  answer_refused: {
    from: ["redeeming", "pending"],
    to: "rejected",
    row: { inferred: true },
    writes: {
      lease_expires_at: null,
      reason: "promotion_refused",
      inferred: false,
      rejected_at: "now",
      next_attempt_at: "+120 s",
    },
    not: [ANOTHER_RUN],
  },
  answer_refused_late: {
    from: ["redeeming", "pending"],
    to: "attention",
    row: { inferred: true },
    writes: {
      lease_expires_at: null,
      reason: "promotion_refused",
      inferred: false,
      next_attempt_at: "+3600 s",
    },
    not: [ANOTHER_RUN],
  },
  answer_without_verdict: {
    from: ["redeeming", "pending"],
    to: "pending",
    row: { inferred: true },
    writes: {
      lease_expires_at: null,
      reason: "promotion_refused",
      inferred: false,
      deferred_at: "now",
      next_attempt_at: "+9 s",
    },
    not: [ANOTHER_RUN],
  },
  forget_refused_order: {
    from: ["rejected"],
    to: "same",
    writes: { order_id: null, next_attempt_at: null },
    not: [ANOTHER_RUN],
  },

  note_refused_payment: {
    from: ["rejected"],
    to: "same",
    writes: { payment_collection_id: "paycol_1" },
    not: [UNRELATED],
  },
  note_payment: {
    from: ["linked", "claimed", "redeeming", "pending", "redeemed"],
    to: "same",
    writes: { payment_collection_id: "paycol_1" },
    not: [UNRELATED],
  },
  undo_claimed: {
    from: ["claimed"],
    to: "linked",
    row: { deferred_at: before },
    writes: {
      ...GIVEN_UP,
      order_id: null,
      deferred_at: null,
      next_attempt_at: "+3600 s",
    },
    not: [UNRELATED],
  },
  undo_unsent: {
    from: ["pending"],
    to: "linked",
    row: { deferred_at: before },
    writes: {
      ...GIVEN_UP,
      order_id: null,
      reason: null,
      deferred_at: null,
      next_attempt_at: "+3600 s",
    },
    not: [UNRELATED],
    notAfter: { outcome: "unknown", finished_at: before },
  },
  undo_sent: {
    from: ["redeeming", "pending"],
    to: "same",
    writes: { lease_expires_at: null, order_id: null },
    not: [UNRELATED],
  },
  undo_kept_refusal: {
    from: ["attention"],
    to: "rejected",
    row: { reason: "promotion_refused" },
    writes: {
      ...GIVEN_UP,
      order_id: null,
      rejected_at: "now",
      next_attempt_at: null,
    },
    not: [
      { ...UNRELATED, reason: "promotion_refused" },
      { order_id: null },
      { redeemed_at: before },
      { reason: "retries_exhausted" },
    ],
  },
  undo_attention: {
    from: ["attention"],
    to: "same",
    writes: { ...GIVEN_UP, order_id: null, next_attempt_at: null },
    not: [UNRELATED],
  },
  undo_rejected: {
    from: ["rejected"],
    to: "same",
    row: { payment_collection_id: "paycol_1" },
    writes: { ...GIVEN_UP, order_id: null, next_attempt_at: "+120 s" },
    not: [UNRELATED],
  },
  undo_redeemed: {
    from: ["redeemed"],
    to: "same",
    writes: { ...GIVEN_UP, order_id: null, next_attempt_at: "+86400 s" },
    not: [UNRELATED],
  },
  show_payment: {
    from: ["rejected"],
    to: "attention",
    row: { order_id: null },
    writes: {
      ...GIVEN_UP,
      reason: "payment_not_returned",
      next_attempt_at: "+86400 s",
    },
    not: [{ reason: "written_off" }, { order_id: "order" }],
  },
  look_at_payment: {
    from: ["rejected"],
    to: "same",
    row: { next_attempt_at: null },
    writes: { next_attempt_at: "+7 s" },
    not: [{ reason: "written_off" }, { next_attempt_at: later() }],
  },
  forget_payment: {
    from: "any",
    to: "same",
    row: { payment_collection_id: "paycol_1" },
    writes: { payment_collection_id: null },
  },
  show_undone_payment: {
    from: "new",
    to: "attention",
    writes: {
      reason: "payment_not_returned",
      rejected_at: "now",
      next_attempt_at: "+86400 s",
    },
  },

  take: {
    from: "any",
    to: "same",
    row: FREE,
    writes: { run_id: "run", lease_expires_at: "+90 s" },
    not: [{ next_attempt_at: later() }, HELD],
  },
  release_lease: {
    from: "any",
    to: "same",
    writes: { lease_expires_at: null },
    not: [ANOTHER_RUN],
  },
  look_at_canceled: {
    from: ["pending", "attention"],
    to: "same",
    row: { next_attempt_at: later() },
    writes: { next_attempt_at: "now" },
    not: [
      { redeemed_at: before },
      { rejected_at: before },
      { reason: "order_canceled" },
    ],
  },
  look_at_paid: {
    from: ["pending", "attention", "released"],
    to: "same",
    row: { reason: "payment_pending", next_attempt_at: later() },
    writes: { next_attempt_at: "now" },
    not: [{ reason: "engage_unavailable" }, { next_attempt_at: null }],
  },
  look: {
    from: ["redeeming", "pending", "redeemed", "attention"],
    to: "same",
    writes: {},
    not: [{ status: "pending" }, ANOTHER_RUN],
    opens: "verify",
  },
  cart_busy: taken(
    ["linked", "claimed", "redeeming", "pending", "redeemed", "attention"],
    "same",
    { writes: { next_attempt_at: "+10 s" } }
  ),
  wait_on_cart: taken(["linked", "claimed", "redeeming", "pending"], "linked", {
    row: { deferred_at: before },
    writes: {
      order_id: null,
      reason: null,
      deferred_at: null,
      next_attempt_at: "+3600 s",
    },
  }),
  find_order: taken(
    ["linked", "claimed", "redeeming", "pending", "attention"],
    "pending",
    {
      row: { reason: null },
      writes: {
        order_id: "order_2",
        reason: "engage_unavailable",
        deferred_at: "now",
        next_attempt_at: "now",
      },
    }
  ),
  find_order_reserved_elsewhere: taken(
    ["linked", "claimed", "redeeming", "pending", "attention"],
    "attention",
    {
      writes: {
        order_id: "order_2",
        reason: "promotion_already_redeemed",
        rejected_at: "now",
        next_attempt_at: null,
      },
    }
  ),
  find_order_undiscounted: taken(["linked", "claimed"], "attention", {
    writes: {
      order_id: "order_2",
      reason: "no_discount",
      next_attempt_at: null,
    },
  }),
  show_undiscounted: taken(UNSETTLED, "attention", {
    writes: { reason: "no_discount", next_attempt_at: null },
  }),
  release_without_discount: taken(["linked", "claimed"], "released", {
    writes: { reason: "no_discount", next_attempt_at: null },
  }),
  wait_for_payment: taken(UNSETTLED, "pending", {
    writes: {
      reason: "payment_pending",
      deferred_at: "now",
      next_attempt_at: "+60 s",
    },
  }),
  payment_overdue: taken(UNSETTLED, "attention", {
    writes: { reason: "payment_overdue", next_attempt_at: "+60 s" },
  }),
  try_later: taken(UNSETTLED, "pending", {
    row: { reason: null },
    writes: {
      reason: "outcome_unknown",
      attempt_count: 3,
      deferred_at: "now",
      next_attempt_at: "+60 s",
    },
  }),
  try_later_order_gone: taken(UNSETTLED, "pending", {
    row: { reason: null },
    writes: {
      order_id: null,
      reason: "outcome_unknown",
      attempt_count: 3,
      deferred_at: "now",
      next_attempt_at: "+60 s",
    },
  }),
  try_later_order_canceled: taken(UNSETTLED, "pending", {
    writes: {
      reason: "order_canceled",
      attempt_count: 3,
      deferred_at: "now",
      next_attempt_at: "+60 s",
    },
  }),
  give_up: {
    from: ["pending"],
    to: "attention",
    row: { deferred_at: before },
    writes: { reason: "retries_exhausted", next_attempt_at: "+3600 s" },
    not: [{ deferred_at: later() }],
  },
  find_redeemed: taken(UNSETTLED, "redeemed", {
    writes: {
      reason: null,
      inferred: true,
      redeemed_at: "now",
      next_attempt_at: null,
    },
  }),
  find_redeemed_without_order: taken(UNSETTLED, "redeemed", {
    writes: {
      order_id: null,
      reason: null,
      inferred: true,
      redeemed_at: "now",
      next_attempt_at: "+86400 s",
    },
  }),
  release_without_order: taken(UNSETTLED, "released", {
    writes: { reason: "promotion_refused", next_attempt_at: null },
  }),
  wait_for_landing: taken(UNSETTLED, "pending", {
    writes: {
      reason: "order_canceled",
      deferred_at: "now",
      next_attempt_at: "+8 s",
    },
  }),
  show_order_gone: taken(UNSETTLED, "attention", {
    writes: { order_id: null, reason: "order_gone", next_attempt_at: null },
  }),
  show_order_canceled: taken(UNSETTLED, "attention", {
    writes: { reason: "order_canceled", next_attempt_at: null },
  }),
  see_order: taken(["redeemed"], "same", {
    writes: { next_attempt_at: null },
  }),
  miss_order: taken(["redeemed"], "same", {
    writes: { order_id: null, next_attempt_at: "+86400 s" },
  }),
  take_order: taken(["redeemed", "attention"], "redeemed", {
    row: OF_EARLIER_ORDER,
    writes: {
      order_id: "order_2",
      reason: null,
      next_attempt_at: null,
      ...OF_ANOTHER_ORDER,
    },
  }),
  wait_for_order: taken(["redeemed"], "same", {
    writes: { reason: null, next_attempt_at: "+86400 s" },
  }),
  miss_order_for_long: taken(["redeemed"], "attention", {
    writes: { reason: "redeemed_without_order", next_attempt_at: null },
  }),
  see_nothing_new: taken(["attention"], "same", {
    writes: { next_attempt_at: null },
  }),
  note_order_of_cart: taken(["attention"], "same", {
    writes: { order_id: "order_2", next_attempt_at: null },
  }),

  refused_order_stands: {
    from: ["rejected"],
    to: "attention",
    writes: {
      lease_expires_at: null,
      order_id: "order_2",
      next_attempt_at: "+3600 s",
    },
    not: NOT_AS_TAKEN,
  },
  refused_order_undone: {
    from: ["rejected"],
    to: "same",
    writes: { lease_expires_at: null, order_id: null, next_attempt_at: null },
    not: NOT_AS_TAKEN,
  },
  payment_not_returned: taken(["rejected", "attention"], "attention", {
    writes: {
      order_id: null,
      reason: "payment_not_returned",
      next_attempt_at: "+86400 s",
    },
  }),
  shown_refusal_stands: taken(["attention"], "same", {
    writes: {
      order_id: "order_2",
      reason: "promotion_refused",
      next_attempt_at: null,
    },
  }),
  shown_refusal_over: taken(["attention"], "rejected", {
    writes: {
      order_id: null,
      reason: "promotion_refused",
      next_attempt_at: null,
    },
  }),
  shown_order_undone: taken(["attention"], "rejected", {
    writes: { order_id: null, rejected_at: "now", next_attempt_at: null },
  }),
  shown_order_missed: taken(["attention"], "same", {
    writes: { order_id: null, next_attempt_at: null },
  }),

  take_for_retry: {
    from: ["pending", "attention"],
    to: "same",
    row: FREE,
    writes: { run_id: "run", lease_expires_at: "+90 s" },
    not: [
      { assignment_id: null },
      HELD,
      { run_id: "completion", rejected_at: before },
    ],
  },
  reserve_again: {
    from: ["attention"],
    to: "same",
    row: { rejected_at: before },
    writes: { order_id: "order_2", rejected_at: null },
    not: [ANOTHER_RUN],
  },
  resolve_redeemed: {
    from: ["attention"],
    to: "redeemed",
    row: { lease_expires_at: before, run_id: null, rejected_at: before },
    writes: {
      lease_expires_at: null,
      reason: null,
      inferred: true,
      redeemed_at: "now",
      rejected_at: null,
      next_attempt_at: null,
      note: "a note",
      resolution: "redeemed",
    },
    not: [HELD, { run_id: "completion" }, { assignment_id: null }],
  },
  write_off: {
    from: ["attention"],
    to: "rejected",
    row: { lease_expires_at: before },
    writes: {
      ...GIVEN_UP,
      reason: "written_off",
      rejected_at: "now",
      next_attempt_at: null,
      note: "a note",
      resolution: "written_off",
    },
    not: [HELD, { rejected_at: before }],
  },
  write_off_reserved_elsewhere: {
    from: ["attention"],
    to: "rejected",
    row: { lease_expires_at: before },
    writes: {
      ...GIVEN_UP,
      rejected_at: "now",
      next_attempt_at: null,
      note: "a note",
      resolution: "written_off",
    },
    not: [HELD, { rejected_at: before }],
  },
  write_off_canceled: {
    from: ["attention"],
    to: "released",
    row: { lease_expires_at: before },
    writes: {
      ...GIVEN_UP,
      reason: "order_canceled",
      next_attempt_at: null,
      note: "a note",
      resolution: "written_off",
    },
    not: [HELD, { rejected_at: before }, { assignment_id: null }],
  },
  resolve_not_redeemed: {
    from: ["pending", "attention"],
    to: "released",
    row: { lease_expires_at: before, reason: "payment_pending" },
    writes: {
      ...GIVEN_UP,
      reason: "not_redeemed",
      next_attempt_at: "+3600 s",
      note: "a note",
      resolution: "not_redeemed",
    },
    not: [
      { status: "attention" },
      HELD,
      { assignment_id: null },
      { redeemed_at: before },
      { reason: "engage_unavailable" },
    ],
  },
  watch_payment: taken(["released"], "same", {
    writes: { next_attempt_at: "+60 s" },
  }),
  end_payment_watch: taken(["released"], "same", {
    writes: { next_attempt_at: null },
  }),
  show_paid_after_release: taken(["released"], "attention", {
    row: { resolution: "not_redeemed" },
    writes: {
      reason: "paid_after_release",
      resolution: null,
      next_attempt_at: null,
    },
  }),
  show_paid_reserved_elsewhere: taken(["released"], "attention", {
    row: { resolution: "not_redeemed" },
    writes: {
      reason: "paid_after_release",
      resolution: null,
      rejected_at: "now",
      next_attempt_at: null,
    },
  }),
  release_written_off: {
    from: ["rejected"],
    to: "released",
    row: { reason: "written_off" },
    writes: { reason: "order_canceled", next_attempt_at: null },
    not: [{ reason: "promotion_refused" }, { assignment_id: null }],
  },

  order_ended: {
    from: "any",
    to: "same",
    row: { order_outcome: "partly_returned" },
    writes: { order_outcome: "returned", order_outcome_at: "now" },
    not: [{ order_outcome: "returned" }, { order_outcome: "canceled" }],
  },
  decline_reassigning: {
    from: ["redeemed"],
    to: "same",
    row: { ...FREE, order_outcome: "canceled", reassign_reason: "unlinked" },
    writes: {
      reassign_status: "declined",
      reassign_reason: null,
      resolution: "not_given_back",
      note: "a note",
    },
    not: [
      { order_outcome: null },
      { order_outcome: "partly_returned" },
      { order_id: null },
      { reassign_status: "sending" },
      { reassign_status: "reassigned" },
      { reassign_status: "declined" },
      HELD,
    ],
  },
  take_for_reassigning: {
    from: ["redeemed"],
    to: "same",
    row: FREE,
    writes: { run_id: "run", lease_expires_at: "+90 s" },
    not: [{ reassign_status: "reassigned" }, HELD],
  },
  reassign: {
    from: ["redeemed"],
    to: "same",
    row: { reassign_reason: "engage_unavailable" },
    writes: {
      lease_expires_at: "+90 s",
      reassign_status: "sending",
      reassign_reason: null,
      reassign_known_ids: ["one"],
    },
    not: [ANOTHER_RUN],
    opens: "reassign",
  },
  reassigned: {
    from: ["redeemed"],
    to: "same",
    row: { reassign_reason: "engage_unavailable" },
    writes: {
      ...GIVEN_UP,
      reassign_status: "reassigned",
      reassign_reason: null,
      reassigned_by: "olga",
      reassigned_at: "now",
    },
    not: [ANOTHER_RUN],
  },
  not_reassigned: {
    from: ["redeemed"],
    to: "same",
    writes: {
      ...GIVEN_UP,
      reassign_status: "unknown",
      reassign_reason: "engage_unavailable",
    },
    not: [ANOTHER_RUN],
  },
}
