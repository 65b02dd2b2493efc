/**
 * Answers of the admin API as the tests make them up, typed by the contract:
 * what the real API answers is tested with the real API.
 */
import type {
  AdminCustomerEngagePromotion,
  AdminEngageCheckResponse,
  AdminEngageDraft,
  AdminPromotionEngage,
  AdminPromotionRedemptionAttempt,
  AdminPromotionRedemptionDay,
  AdminPromotionRedemptionDetail,
  AdminPromotionRedemptionHealthResponse,
  AdminPromotionRedemptionListResponse,
  AdminPromotionRedemptionSummaryResponse,
} from "../../../../src/types"
import { REDEMPTION_STATUSES } from "../../../../src/types/promotion-redemption"
import { TODAY } from "./operator"

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** A time so many minutes before the tests' day, ISO 8601. */
export function minutesAgo(minutes: number): string {
  return new Date(TODAY.getTime() - minutes * MINUTE_MS).toISOString()
}

/** A customer, or one of the staff, as the API expands them. */
function person(id: string, first_name: string, last_name: string) {
  const email = `${first_name}.${last_name}@example.com`.toLowerCase()
  return { id, email, first_name, last_name }
}

const CUSTOMER = person("cus_anna", "Anna", "Lind")

/** Who has done something, as the API tells it. */
export const STAFF = {
  admin: {
    actor_id: "user_01",
    user: person("user_01", "Norrsken", "Admin"),
  },
  maria: {
    actor_id: "user_maria",
    user: { ...person("user_maria", "Maria", "Ek"), last_name: null },
  },
}

function order(display_id: number, minutes: number, status = "pending") {
  return {
    id: `order_${display_id}`,
    display_id,
    status,
    currency_code: "sek",
    created_at: minutesAgo(minutes),
  }
}

/** Of a redemption whose cart was not ordered. */
const WITHOUT_ORDER = { order_id: null, order: null, discount_amount: null }

/** Of a redemption that Engage was not asked about. */
const NOT_SENT = { attempt_count: 0, attempts: [], redeemed_at: null }

/** A redemption, by default one that went well, this morning. */
export function redemption(
  overrides: Partial<AdminPromotionRedemptionDetail> = {}
): AdminPromotionRedemptionDetail {
  return {
    id: "promred_01",
    assignment_id: "bb247ef7-80bb-440c-beb7-ab4172e56666",
    cart_id: "cart_01K7D2M9QZ4T0V8R3X5Y6B1N2C",
    order_id: "order_01",
    customer_id: CUSTOMER.id,
    promotion_id: "promo_01",
    promotion_code: "AUTUMN-10",
    // One with another code is of before names were kept.
    promotion_name: overrides.promotion_code
      ? null
      : "Ten per cent off in autumn",
    promotion_heading: null,
    engage_promotion_id: "1a50b7aa-d697-4dc6-3ce7-ab2c00b3a920",
    contact_id: "0e4c276e-53a2-4d0f-9b41-ab2c00b3a111",
    channel: "ECOM",
    status: "redeemed",
    reason: null,
    inferred: false,
    discount_amount: 149,
    currency_code: "sek",
    attempt_count: 1,
    next_attempt_at: null,
    payment_collection_id: null,
    deferred_at: null,
    redeemed_at: minutesAgo(92),
    rejected_at: null,
    status_changed_at: minutesAgo(92),
    status_changed_by: "checkout",
    note: null,
    resolution: null,
    order_outcome: null,
    order_outcome_at: null,
    later_order: null,
    reassign_status: null,
    reassign_reason: null,
    reassigned_by: null,
    reassigned_at: null,
    created_at: minutesAgo(110),
    updated_at: minutesAgo(92),
    customer: CUSTOMER,
    order: order(1042, 92),
    attempts: [attempt()],
    actions: [],
    available_actions: [],
    cart: {
      id: "cart_01K7D2M9QZ4T0V8R3X5Y6B1N2C",
      currency_code: "sek",
      completed_at: minutesAgo(92),
    },
    promotion: { id: "promo_01", code: "AUTUMN-10", status: "active" },
    taken_by: null,
    ...overrides,
  }
}

/** A call to Engage, by default one that redeemed at the checkout. */
export function attempt(
  overrides: Partial<AdminPromotionRedemptionAttempt> = {}
): AdminPromotionRedemptionAttempt {
  return {
    id: "promratt_01",
    operation: "redeem",
    trigger: "checkout",
    started_at: minutesAgo(92),
    finished_at: minutesAgo(92),
    http_status: 200,
    outcome: "redeemed",
    error_code: null,
    duration_ms: 284,
    ...overrides,
  }
}

/** A call that Engage refused. */
function refusal(
  error_code: string,
  overrides: Partial<AdminPromotionRedemptionAttempt> = {}
): AdminPromotionRedemptionAttempt {
  return attempt({
    http_status: 409,
    outcome: "refused",
    error_code,
    ...overrides,
  })
}

/** Engage was away, and refused when it was back: the discount was given. */
export const refusedTooLate = redemption({
  id: "promred_02",
  promotion_code: "WELCOME-300",
  promotion: { id: "promo_02", code: "WELCOME-300", status: "active" },
  status: "attention",
  reason: "promotion_not_valid_for_redemption_channel",
  discount_amount: 300,
  attempt_count: 3,
  redeemed_at: null,
  deferred_at: minutesAgo(300),
  status_changed_at: minutesAgo(284),
  status_changed_by: "job",
  created_at: minutesAgo(318),
  customer: person("cus_erik", "Erik", "Holm"),
  order: order(1039, 300),
  available_actions: ["retry", "resolve"],
  attempts: [
    attempt({
      id: "promratt_02",
      started_at: minutesAgo(300),
      http_status: null,
      outcome: "unknown",
      duration_ms: 60_000,
    }),
    attempt({
      id: "promratt_03",
      operation: "verify",
      trigger: "retry",
      started_at: minutesAgo(285),
      outcome: "not_redeemed",
      duration_ms: 133,
    }),
    refusal("promotion_not_valid_for_redemption_channel", {
      id: "promratt_04",
      trigger: "retry",
      started_at: minutesAgo(284),
    }),
  ],
})

/** Engage is away. */
export const waiting = redemption({
  id: "promred_03",
  promotion_code: "FREE-DELIVERY",
  status: "pending",
  reason: "engage_unavailable",
  discount_amount: 59,
  attempt_count: 4,
  redeemed_at: null,
  next_attempt_at: minutesAgo(-5),
  status_changed_at: minutesAgo(21),
  status_changed_by: "job",
  customer: person("cus_maja", "Maja", "Berg"),
  order: order(1044, 27),
  available_actions: ["retry"],
  attempts: [
    attempt({
      id: "promratt_05",
      started_at: minutesAgo(27),
      http_status: 503,
      outcome: "unavailable",
      error_code: "engage_unavailable",
      duration_ms: 96,
    }),
  ],
})

/** Used up in Engage, without an order. */
export const withoutOrder = redemption({
  id: "promred_04",
  status: "attention",
  reason: "redeemed_without_order",
  ...WITHOUT_ORDER,
  status_changed_at: minutesAgo(60),
  status_changed_by: "job",
  available_actions: ["retry", "resolve"],
})

/** Its order was cancelled after it was used. */
export const canceledAfterwards = redemption({
  id: "promred_05",
  order: order(1031, 2900, "canceled"),
  status_changed_at: minutesAgo(2900),
  available_actions: ["reassign"],
})

/** Closed by somebody of the staff. */
export const closed = redemption({
  id: "promred_06",
  promotion_code: "WELCOME-300",
  status: "rejected",
  reason: "written_off",
  note: "The customer may keep it: our own mistake in Engage. Told her by phone.",
  status_changed_at: minutesAgo(1500),
  status_changed_by: "user_01",
  created_at: minutesAgo(3100),
  actions: [
    {
      id: "promract_01",
      action: "retry",
      resolution: null,
      from_status: "attention",
      to_status: "attention",
      note: null,
      ...STAFF.admin,
      created_at: minutesAgo(1510),
    },
    {
      id: "promract_02",
      action: "resolve",
      resolution: "written_off",
      from_status: "attention",
      to_status: "rejected",
      note: "The customer may keep it: our own mistake in Engage. Told her by phone.",
      ...STAFF.admin,
      created_at: minutesAgo(1500),
    },
  ],
  attempts: [
    refusal("promotion_already_redeemed", {
      id: "promratt_06",
      trigger: "retry",
      started_at: minutesAgo(3000),
    }),
    refusal("promotion_already_redeemed", {
      id: "promratt_07",
      trigger: "manual",
      started_at: minutesAgo(1510),
    }),
  ],
})

/** Refused while the customer waited. */
export const refused = redemption({
  id: "promred_07",
  status: "rejected",
  reason: "promotion_already_redeemed",
  ...WITHOUT_ORDER,
  redeemed_at: null,
  rejected_at: minutesAgo(200),
  status_changed_at: minutesAgo(200),
  attempts: [
    refusal("promotion_already_redeemed", { started_at: minutesAgo(200) }),
  ],
})

/** On a cart. */
export const onCart = redemption({
  id: "promred_08",
  status: "linked",
  ...WITHOUT_ORDER,
  attempt_count: 0,
  redeemed_at: null,
  status_changed_at: minutesAgo(4),
  status_changed_by: "customer",
  created_at: minutesAgo(4),
  customer: null,
  attempts: [],
})

/** An order that waits for a bank transfer. */
export const unpaid = redemption({
  id: "promred_09",
  status: "pending",
  reason: "payment_pending",
  deferred_at: minutesAgo(92),
  next_attempt_at: minutesAgo(-60),
  ...NOT_SENT,
  available_actions: ["retry", "resolve"],
})

/** An order that nobody has paid for weeks. */
export const overdue = redemption({
  id: "promred_10",
  status: "attention",
  reason: "payment_overdue",
  deferred_at: minutesAgo(21_000),
  status_changed_at: minutesAgo(840),
  status_changed_by: "job",
  created_at: minutesAgo(21_010),
  ...NOT_SENT,
  order: order(987, 21_000),
  available_actions: ["retry", "resolve"],
})

/** Refused at the checkout, and the card was charged all the same. */
export const notReturned = redemption({
  id: "promred_11",
  status: "attention",
  reason: "payment_not_returned",
  ...WITHOUT_ORDER,
  redeemed_at: null,
  rejected_at: minutesAgo(92),
  payment_collection_id: "pay_col_01K7D2M9QZ4T0V8R3X5Y6B1N2C",
  attempts: [refusal("promotion_already_redeemed")],
  available_actions: ["resolve"],
})

/** The order was cancelled before Engage had said anything. */
export const lostOrder = redemption({
  id: "promred_12",
  status: "attention",
  reason: "order_canceled",
  redeemed_at: null,
  available_actions: ["retry", "resolve"],
})

/** Settled by somebody of the staff: the customer has the offer again. */
export const freed = redemption({
  id: "promred_13",
  status: "released",
  reason: "not_redeemed",
  note: "She never paid; she wants to use it for the new order.",
  ...NOT_SENT,
  status_changed_by: "user_01",
})

/** Of the limit of the shop's own promotion nothing was left. */
export const usedUp = redemption({
  id: "promred_14",
  status: "rejected",
  reason: "promotion_limit_reached",
  ...WITHOUT_ORDER,
  rejected_at: minutesAgo(92),
  ...NOT_SENT,
})

/** Cancelled in time. */
export const canceledBefore = redemption({
  id: "promred_15",
  status: "released",
  reason: "order_canceled",
  ...NOT_SENT,
})

/** What happens less often. */
export const UNUSUAL: AdminPromotionRedemptionDetail[] = [
  unpaid,
  overdue,
  notReturned,
  lostOrder,
  freed,
  usedUp,
  canceledBefore,
]

/** One of every kind, in the order of the API. */
export const SAMPLE: AdminPromotionRedemptionDetail[] = [
  withoutOrder,
  refusedTooLate,
  waiting,
  onCart,
  redemption(),
  refused,
  closed,
  canceledAfterwards,
]

/** A page of the list. */
export function list(
  rows: AdminPromotionRedemptionDetail[] = SAMPLE,
  count = rows.length
): AdminPromotionRedemptionListResponse {
  return {
    promotion_redemptions: rows,
    count,
    limit: 20,
    offset: 0,
    is_partial: false,
  }
}

const NONE = Object.fromEntries(
  REDEMPTION_STATUSES.map((status) => [status, 0])
) as AdminPromotionEngage["counts"]

/** Thirty days of a shop that Engage was away from for two of them. */
export function summary(): AdminPromotionRedemptionSummaryResponse {
  const days: AdminPromotionRedemptionDay[] = Array.from(
    { length: 30 },
    (_, index) => ({
      date: new Date(TODAY.getTime() - (29 - index) * DAY_MS)
        .toISOString()
        .slice(0, 10),
      redeemed: 22 + ((index * 7) % 19),
      rejected: (index * 5) % 4,
      pending: index === 29 ? 6 : 0,
      attention: [17, 18, 29].includes(index) ? 2 : 0,
    })
  )
  return {
    summary: {
      counts: {
        ...NONE,
        attention: 2,
        pending: 6,
        redeemed: 4318,
        rejected: 129,
        linked: 37,
        released: 512,
      },
      states: {
        needs_decision: 3,
        give_back_undecided: 1,
        given_back: 14,
        settled_by_hand: 9,
      },
      days,
      from: days[0]?.date ?? "",
      to: days[29]?.date ?? "",
      time_zone: "Europe/Stockholm",
    },
  }
}

/** The summary of a shop where nothing has happened yet. */
export function emptySummary(): AdminPromotionRedemptionSummaryResponse {
  const { summary: full } = summary()
  return {
    summary: {
      ...full,
      counts: NONE,
      days: full.days.map(({ date }) => ({
        date,
        redeemed: 0,
        rejected: 0,
        pending: 0,
        attention: 0,
      })),
    },
  }
}

type Health = AdminPromotionRedemptionHealthResponse["health"]

const NOBODY = { count: 0, oldest_at: null, oldest_age_s: null }

/** Each step of a check, with one finding. */
function steps(finding: "ok" | "unreachable", http_status: number | null) {
  return [
    { step: "contact_lookup" as const, finding, http_status },
    { step: "promotions_list" as const, finding, http_status },
  ]
}

/** All is well. */
export function health(overrides: Partial<Health> = {}): {
  health: Health
} {
  return {
    health: {
      engage: {
        status: "ok",
        http_status: null,
        duration_ms: 118,
        steps: steps("ok", null),
      },
      waiting: NOBODY,
      attention: NOBODY,
      give_back: NOBODY,
      unpaid: NOBODY,
      promotions_awaiting_decision: 0,
      not_given: [],
      options: {
        enabled: true,
        baseUrl: "https://norrsken.voyado.com",
        timeoutMs: 60_000,
        checkoutWaitMs: 6_000,
        listWaitMs: 3_000,
        channel: "ECOM",
        onRejected: "reverse",
        onUnavailable: "defer",
        onOrderCanceled: "keep",
        contactLookup: { by: "verified_email", cacheSeconds: 300 },
        guests: "deny",
        salesChannels: null,
        requestsPerSecond: 40,
        retentionDays: null,
      },
      ...overrides,
    },
  }
}

/** Engage is away and two rows wait for somebody. */
export function troubledHealth(): { health: Health } {
  return health({
    engage: {
      status: "unreachable",
      http_status: 503,
      duration_ms: 2_304,
      steps: steps("unreachable", 503),
    },
    waiting: { count: 6, oldest_at: minutesAgo(27), oldest_age_s: 1_620 },
    attention: { count: 2, oldest_at: minutesAgo(284), oldest_age_s: 17_040 },
    unpaid: {
      count: 14,
      oldest_at: minutesAgo(21_000),
      oldest_age_s: 1_260_000,
    },
    promotions_awaiting_decision: 1,
  })
}

/** What Engage offers and the shop cannot give, one of each kind. */
export const NOT_GIVEN: Health["not_given"] = [
  {
    kind: "no_promotion",
    promotion_code: "10057",
    currency_code: null,
    promotion_name: "Coffee on the house",
    count: 212,
    last_seen_at: minutesAgo(3),
  },
  {
    kind: "no_amount",
    promotion_code: null,
    currency_code: "nok",
    promotion_name: "Three hundred kronor off",
    count: 18,
    last_seen_at: minutesAgo(40),
  },
  {
    kind: "contact_ambiguous",
    promotion_code: null,
    currency_code: null,
    promotion_name: null,
    count: 4,
    last_seen_at: minutesAgo(95),
  },
]

/** A customer who is shown nothing: what there is cannot be used. */
export function engageCheck(
  overrides: Partial<AdminEngageCheckResponse["engage_check"]> = {}
): AdminEngageCheckResponse {
  return {
    engage_check: {
      customer_id: CUSTOMER.id,
      contact_id: "contact",
      steps: [
        { step: "customer", finding: "ok", http_status: null },
        ...steps("ok", null),
        { step: "offers", finding: "none_usable", http_status: null },
      ],
      engage_promotions: [
        {
          ...offer(),
          name: "Coffee on the house",
          promotion_code: "10057",
          applicable: false,
          reason: "promotion_not_configured",
          missing_currencies: [],
        },
        {
          ...offer(),
          assignment_id: "2",
          name: "Three hundred kronor off",
          promotion_code: null,
          applicable: false,
          reason: "promotion_currency_mismatch",
          missing_currencies: ["eur", "nok"],
        },
      ],
      ...overrides,
    },
  }
}

/** How a promotion stands to Engage; by default nobody has ever linked it. */
export function promotionEngage(
  promotion_id: string,
  overrides: Partial<AdminPromotionEngage> = {}
): { promotion_engage: AdminPromotionEngage } {
  return {
    promotion_engage: {
      promotion_id,
      promotion_code: "10056",
      is_automatic: false,
      is_known: false,
      require_assignment: false,
      awaiting_decision: false,
      source: null,
      limits: {
        usage_limit: null,
        usage_count: 0,
        budget: null,
        once_per_customer: false,
      },
      decided_by: null,
      decided_at: null,
      engage_promotions: [],
      counts: NONE,
      drafts: [],
      ...overrides,
    },
  }
}

/** A promotion that is in full use. */
export function usedPromotion(promotion_id: string) {
  return promotionEngage(promotion_id, {
    is_known: true,
    require_assignment: true,
    source: "link",
    counts: { ...NONE, redeemed: 418, pending: 3, attention: 1, rejected: 12 },
    engage_promotions: [
      {
        engage_promotion_id: "1a50b7aa-d697-4dc6-3ce7-ab2c00b3a920",
        promotion_name: "Ten per cent off in autumn",
        redemption_count: 431,
        redeemed_count: 418,
        last_seen_at: minutesAgo(21),
      },
    ],
    drafts: [draft({ created_at: minutesAgo(60_000) })],
  })
}

/** A draft that the plugin has made in Engage. */
export function draft(
  overrides: Partial<AdminEngageDraft> = {}
): AdminEngageDraft {
  return {
    id: "engdraft_01",
    status: "created",
    engage_promotion_id: "1a50b7aa-d697-4dc6-3ce7-ab2c00b3a920",
    name: "Autumn 2026",
    http_status: 200,
    created_by: "user_01",
    created_at: minutesAgo(3),
    ...overrides,
  }
}

/** An offer as Engage has it, by default one that can be used. */
export function offer(
  overrides: Partial<AdminCustomerEngagePromotion> = {}
): AdminCustomerEngagePromotion {
  return {
    assignment_id: "bb247ef7-80bb-440c-beb7-ab4172e56666",
    name: "Autumn 2026",
    heading: "10 % off everything",
    description: "A thank-you for a year with us.",
    image_url: null,
    link: null,
    expires_on: "2026-12-31",
    value_type: "EXTERNALOFFER",
    value: "10056",
    currency_code: null,
    instruction: null,
    promotion_code: "10056",
    applicable: true,
    reason: null,
    ...overrides,
  }
}
