/**
 * Answers of the admin API as the tests make them up, typed by the contract:
 * what the real API answers is tested with the real API.
 */
import type {
  AdminCheckedOffer,
  AdminCustomerEngagePromotion,
  AdminEngageCheckResponse,
  AdminEngageDraft,
  AdminPromotionEngage,
  AdminPromotionRedemptionAction,
  AdminPromotionRedemptionAttempt,
  AdminPromotionRedemptionDetail,
  AdminPromotionRedemptionHealthResponse,
  AdminPromotionRedemptionListResponse,
  AdminPromotionRedemptionSummaryResponse,
} from "../../../../src/types"
import {
  REDEMPTION_STATUSES,
  type RedemptionStatus,
} from "../../../../src/types/promotion-redemption"
import { TODAY } from "./operator"

/** In minutes. */
const DAY = 24 * 60

/** Makes one thing after another, each with what it overrides of the defaults. */
function factory<T extends object>(defaults: T) {
  return (overrides: Partial<T> = {}): T => ({ ...defaults, ...overrides })
}

/** A time so many minutes before the tests' day, ISO 8601. */
function minutesAgo(minutes: number): string {
  return new Date(TODAY.getTime() - minutes * 60_000).toISOString()
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
  mariaSince: {
    actor_id: "user_maria",
    user: { ...person("user_maria", "Maria", "Ek"), last_name: null },
    since: minutesAgo(60),
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
const NOT_SENT = { attempt_count: 0, attempts: [] }

/** Who brings a redemption there, and what staff can do then, unless told otherwise. */
const BY_STATUS: Partial<
  Record<RedemptionStatus, Partial<AdminPromotionRedemptionDetail>>
> = {
  redeemed: { redeemed_at: minutesAgo(92) },
  pending: { status_changed_by: "job", available_actions: ["retry"] },
  attention: {
    status_changed_by: "job",
    available_actions: ["retry", "resolve"],
  },
}

/** A redemption, by default one that went well, this morning. */
export function redemption(
  overrides: Partial<AdminPromotionRedemptionDetail> = {}
): AdminPromotionRedemptionDetail {
  const { status = "redeemed", promotion_code = "AUTUMN-10" } = overrides
  return {
    id: "promred_01",
    assignment_id: "bb247ef7-80bb-440c-beb7-ab4172e56666",
    cart_id: "cart_01K7D2M9QZ4T0V8R3X5Y6B1N2C",
    order_id: "order_01",
    customer_id: CUSTOMER.id,
    promotion_id: "promo_01",
    promotion_code,
    // One with another code is of before names were kept.
    promotion_name: overrides.promotion_code
      ? null
      : "Ten per cent off in autumn",
    promotion_heading: null,
    engage_promotion_id: "1a50b7aa-d697-4dc6-3ce7-ab2c00b3a920",
    contact_id: "0e4c276e-53a2-4d0f-9b41-ab2c00b3a111",
    channel: "ECOM",
    status,
    reason: null,
    inferred: false,
    discount_amount: 149,
    currency_code: "sek",
    attempt_count: 1,
    next_attempt_at: null,
    payment_collection_id: null,
    deferred_at: null,
    redeemed_at: null,
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
    attempts: [attempt(92)],
    actions: [],
    available_actions: [],
    cart: {
      id: "cart_01K7D2M9QZ4T0V8R3X5Y6B1N2C",
      currency_code: "sek",
      completed_at: minutesAgo(92),
    },
    promotion: { id: "promo_01", code: promotion_code, status: "active" },
    taken_by: null,
    ...BY_STATUS[status],
    ...overrides,
  }
}

/**
 * A call to Engage, by default one that redeemed at the checkout.
 * @param minutes - how long ago
 */
function attempt(
  minutes: number,
  overrides: Partial<AdminPromotionRedemptionAttempt> = {}
): AdminPromotionRedemptionAttempt {
  return {
    id: `promratt_${minutes}`,
    operation: "redeem",
    trigger: "checkout",
    started_at: minutesAgo(minutes),
    finished_at: minutesAgo(minutes),
    http_status: 200,
    outcome: "redeemed",
    error_code: null,
    duration_ms: 284,
    ...overrides,
  }
}

/** A call that Engage refused. */
function refusal(
  minutes: number,
  trigger: AdminPromotionRedemptionAttempt["trigger"] = "checkout",
  error_code = "promotion_already_redeemed"
): AdminPromotionRedemptionAttempt {
  const outcome = "refused"
  return attempt(minutes, { http_status: 409, outcome, trigger, error_code })
}

/** Engage was away, and refused when it was back: the discount was given. */
export const refusedTooLate = redemption({
  id: "promred_02",
  promotion_code: "WELCOME-300",
  status: "attention",
  reason: "promotion_not_valid_for_redemption_channel",
  discount_amount: 300,
  attempt_count: 3,
  deferred_at: minutesAgo(300),
  status_changed_at: minutesAgo(284),
  created_at: minutesAgo(318),
  customer: person("cus_erik", "Erik", "Holm"),
  order: order(1039, 300),
  attempts: [
    attempt(300, {
      http_status: null,
      outcome: "unknown",
      duration_ms: 60_000,
    }),
    attempt(285, {
      operation: "verify",
      trigger: "retry",
      outcome: "not_redeemed",
      duration_ms: 133,
    }),
    refusal(284, "retry", "promotion_not_valid_for_redemption_channel"),
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
  next_attempt_at: minutesAgo(-5),
  status_changed_at: minutesAgo(21),
  customer: person("cus_maja", "Maja", "Berg"),
  order: order(1044, 27),
  attempts: [
    attempt(27, {
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
  redeemed_at: minutesAgo(92),
  status_changed_at: minutesAgo(60),
})

/** Its order was cancelled after it was used. */
export const canceledAfterwards = redemption({
  id: "promred_05",
  order: order(1031, 2900, "canceled"),
  status_changed_at: minutesAgo(2900),
  available_actions: ["reassign"],
})

const TOLD =
  "The customer may keep it: our own mistake in Engage. Told her by phone."

/** What somebody of the staff has done with a redemption. */
const action = factory<AdminPromotionRedemptionAction>({
  id: "promract_01",
  action: "retry",
  resolution: null,
  from_status: "attention",
  to_status: "attention",
  note: null,
  ...STAFF.admin,
  created_at: minutesAgo(1510),
})

/** Closed by somebody of the staff. */
export const closed = redemption({
  id: "promred_06",
  promotion_code: "WELCOME-300",
  status: "rejected",
  reason: "written_off",
  note: TOLD,
  status_changed_at: minutesAgo(1500),
  status_changed_by: "user_01",
  created_at: minutesAgo(3100),
  actions: [
    action(),
    action({
      id: "promract_02",
      action: "resolve",
      resolution: "written_off",
      to_status: "rejected",
      note: TOLD,
      created_at: minutesAgo(1500),
    }),
  ],
  attempts: [refusal(3000, "retry"), refusal(1510, "manual")],
})

/** What staff have noted of a redemption that waits, without changing it. */
export function noted(note: string): AdminPromotionRedemptionAction {
  const [from_status, to_status] = ["pending", "pending"] as const
  return action({ action: "note", from_status, to_status, note })
}

/** Refused while the customer waited. */
const refused = redemption({
  id: "promred_07",
  status: "rejected",
  reason: "promotion_already_redeemed",
  ...WITHOUT_ORDER,
  rejected_at: minutesAgo(200),
  status_changed_at: minutesAgo(200),
  attempts: [refusal(200)],
})

/** On a cart. */
const onCart = redemption({
  id: "promred_08",
  status: "linked",
  ...WITHOUT_ORDER,
  ...NOT_SENT,
  status_changed_at: minutesAgo(4),
  status_changed_by: "customer",
  created_at: minutesAgo(4),
  customer: null,
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
  created_at: minutesAgo(21_010),
  ...NOT_SENT,
  order: order(987, 21_000),
})

/** Refused at the checkout, and the card was charged all the same. */
export const notReturned = redemption({
  id: "promred_11",
  status: "attention",
  reason: "payment_not_returned",
  ...WITHOUT_ORDER,
  rejected_at: minutesAgo(92),
  payment_collection_id: "pay_col_01K7D2M9QZ4T0V8R3X5Y6B1N2C",
  attempts: [refusal(92)],
  available_actions: ["resolve"],
})

/** Engage answered what nobody expects. */
export const misconfigured = redemption({
  id: "promred_16",
  status: "pending",
  reason: "engage_misconfigured",
  attempts: [
    attempt(92, {
      outcome: "misconfigured",
      http_status: 406,
      error_code: "SomethingUnheardOf",
    }),
  ],
})

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

type Summary = AdminPromotionRedemptionSummaryResponse["summary"]

const days = Array.from({ length: 30 }, (_, index) => ({
  date: minutesAgo((29 - index) * DAY).slice(0, 10),
  redeemed: 22 + ((index * 7) % 19),
  rejected: (index * 5) % 4,
  pending: index === 29 ? 6 : 0,
  attention: [17, 18, 29].includes(index) ? 2 : 0,
}))

const sums = factory<Summary>({
  counts: {
    ...{ ...NONE, attention: 2, pending: 6, redeemed: 4318 },
    ...{ rejected: 129, linked: 37, released: 512 },
  },
  states: {
    needs_decision: 3,
    give_back_undecided: 1,
    given_back: 14,
    settled_by_hand: 9,
  },
  days,
  from: days[0]!.date,
  to: days[29]!.date,
  time_zone: "Europe/Stockholm",
})

/** Thirty days of a shop that Engage was away from for two of them. */
export function summary(overrides?: Partial<Summary>) {
  return { summary: sums(overrides) }
}

/** The summary of a shop where nothing has happened yet. */
export function emptySummary() {
  const nothing = { redeemed: 0, rejected: 0, pending: 0, attention: 0 }
  return summary({
    counts: NONE,
    days: [{ date: "2026-10-14", ...nothing }],
  })
}

type Health = AdminPromotionRedemptionHealthResponse["health"]

/** @param minutes - since when the oldest waits */
function waitingRows(count: number, minutes: number) {
  const oldest_at = count ? minutesAgo(minutes) : null
  return { count, oldest_at, oldest_age_s: count ? minutes * 60 : null }
}

const NOBODY = waitingRows(0, 0)

/** Each step of a check, with one finding. */
function steps(finding: "ok" | "unreachable", http_status: number | null) {
  return [
    { step: "contact_lookup" as const, finding, http_status },
    { step: "promotions_list" as const, finding, http_status },
  ]
}

const allWell = factory<Health>({
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
    baseUrl: "https://norrsken.voyado.com",
    timeoutMs: 60_000,
    checkoutWaitMs: 6_000,
    contactLookup: { by: "verified_email", cacheSeconds: 300 },
    salesChannels: null,
  },
})

/** How the connection is; all is well by default. */
export function health(overrides?: Partial<Health>) {
  return { health: allWell(overrides) }
}

/** Engage is away and two rows wait for somebody. */
export function troubledHealth() {
  return health({
    engage: {
      status: "unreachable",
      http_status: 503,
      duration_ms: 2_304,
      steps: steps("unreachable", 503),
    },
    waiting: waitingRows(6, 27),
    attention: waitingRows(2, 284),
    unpaid: waitingRows(14, 21_000),
    promotions_awaiting_decision: 1,
  })
}

const COFFEE = "Coffee on the house"
const KRONOR = "Three hundred kronor off"

/** What Engage offers and the shop cannot give, one of each kind. */
export const NOT_GIVEN = (
  [
    ["no_promotion", "10057", null, COFFEE],
    ["no_amount", null, "nok", KRONOR],
    ["contact_ambiguous", null, null, null],
  ] as const
).map(([kind, promotion_code, currency_code, promotion_name]) => ({
  ...{ kind, promotion_code, currency_code, promotion_name },
  count: 212,
  last_seen_at: minutesAgo(3),
}))

/** An offer as Engage has it, by default one that can be used. */
export const offer = factory<AdminCustomerEngagePromotion>({
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
})

const unusable = factory<AdminCheckedOffer>({
  ...offer(),
  name: COFFEE,
  promotion_code: "10057",
  applicable: false,
  reason: "promotion_not_configured",
  missing_currencies: ["eur", "nok"],
})

const check = factory<AdminEngageCheckResponse["engage_check"]>({
  customer_id: CUSTOMER.id,
  contact_id: "contact",
  steps: [
    { step: "customer", finding: "ok", http_status: null },
    ...steps("ok", null),
    { step: "offers", finding: "none_usable", http_status: null },
  ],
  engage_promotions: [
    unusable({ missing_currencies: [] }),
    unusable({
      assignment_id: "2",
      name: KRONOR,
      promotion_code: null,
      reason: "promotion_currency_mismatch",
    }),
  ],
})

/** A customer who is shown nothing: what there is cannot be used. */
export function engageCheck(overrides?: Parameters<typeof check>[0]) {
  return { engage_check: check(overrides) }
}

const promotion = factory<AdminPromotionEngage>({
  promotion_id: "promo_01",
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
})

/** How a promotion stands to Engage; by default nobody has ever linked it. */
export function promotionEngage(overrides?: Partial<AdminPromotionEngage>) {
  return { promotion_engage: promotion(overrides) }
}

export function usedPromotion(overrides: Partial<AdminPromotionEngage> = {}) {
  return promotionEngage({
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
    ...overrides,
  })
}

export const draft = factory<AdminEngageDraft>({
  id: "engdraft_01",
  status: "created",
  engage_promotion_id: "1a50b7aa-d697-4dc6-3ce7-ab2c00b3a920",
  name: "Autumn 2026",
  http_status: 200,
  created_by: "user_01",
  created_at: minutesAgo(3),
})
