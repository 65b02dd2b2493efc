import { ERROR_SENTENCES, type ErrorCode } from "../../../errors/catalogue"
import { LEDGER_REASONS, type RedemptionReason } from "../../../errors/reasons"
import {
  REASSIGN_STATUSES,
  REDEMPTION_STATUSES,
  type RedemptionStatus,
} from "../../../types/promotion-redemption"
import { en } from "../../i18n/en"
import { sv } from "../../i18n/sv"
import {
  orderStandingOf,
  resolutionToTell,
  situationOf,
  type OrderStanding,
  type TellableRedemption,
} from "../situation"

/*
 * Every row that the ledger can hold, and what staff read of it. The texts are held
 * against the facts; and they stand in the snapshot as a table, to be read by whoever
 * changes one of them: is each sentence true for all rows beside it?
 */

const ORDERS: Record<OrderStanding, Partial<TellableRedemption>> = {
  none: { order_id: null, order: null, order_outcome: null },
  stands: { order: { status: "pending" }, order_outcome: null },
  canceled: { order: { status: "canceled" }, order_outcome: "canceled" },
  returned: { order: { status: "completed" }, order_outcome: "returned" },
  partly_returned: {
    order: { status: "completed" },
    order_outcome: "partly_returned",
  },
  deleted: { order: null, order_outcome: null },
}

/** Which orders a row can name; by its status, and by its reason. */
const ORDERS_OF: Partial<
  Record<RedemptionStatus | RedemptionReason, OrderStanding[]>
> = {
  linked: ["none"],
  order_canceled: ["canceled", "deleted"],
  order_gone: ["none"],
  order_returned: ["returned"],
  redeemed_without_order: ["none"],
  payment_not_returned: ["none"],
  payment_returned: ["none"],
  released: ["none", "canceled"],
  unlinked: ["none"],
  customer_changed: ["none"],
  promotion_automatic: ["none"],
  promotion_deleted: ["none"],
  paid_after_release: [
    "stands",
    "canceled",
    "returned",
    "partly_returned",
    "deleted",
  ],
  no_discount: ["stands", "canceled", "returned", "partly_returned", "deleted"],
  not_redeemed: [
    "none",
    "stands",
    "canceled",
    "returned",
    "partly_returned",
    "deleted",
  ],
}

/** Reasons of the ledger's own that a row can have in a status. */
const LEDGER_REASONS_OF: Record<RedemptionStatus, (RedemptionReason | null)[]> =
  {
    linked: [null],
    claimed: [null],
    redeeming: [null],
    redeemed: [null],
    pending: [
      "engage_unavailable",
      "engage_misconfigured",
      "outcome_unknown",
      "payment_pending",
      "order_canceled",
    ],
    rejected: ["written_off", "payment_returned"],
    attention: [
      "engage_unavailable",
      "outcome_unknown",
      "payment_overdue",
      "paid_after_release",
      "retries_exhausted",
      "redeemed_without_order",
      "payment_not_returned",
      "order_gone",
      "order_canceled",
      "no_discount",
    ],
    released: [
      "order_canceled",
      "order_gone",
      "order_returned",
      "not_redeemed",
      "no_discount",
      "unlinked",
      "customer_changed",
      "promotion_automatic",
      "promotion_deleted",
    ],
  }

/** Codes that a refusal leaves in a row; Engage's, and the shop's own. */
const ENGAGES: RedemptionReason[] = [
  "promotion_not_valid_for_redemption_channel",
  "promotion_already_redeemed",
  "promotion_not_found",
  "promotion_not_associated_with_contact",
  "not_a_valid_redemption_channel",
  "invalid_promotion_id_no_data",
  "promotion_expired",
  "promotion_refused",
]
const REFUSALS: RedemptionReason[] = [
  ...ENGAGES,
  "promotion_requires_assignment",
  "promotion_limit_reached",
  "promotion_not_configured",
  "redemption_in_progress",
  "promotion_held_by_unpaid_order",
]

const reasonsOf = (status: RedemptionStatus) => [
  ...LEDGER_REASONS_OF[status],
  ...(status === "rejected" || status === "attention" ? REFUSALS : []),
]

/** How a person can have settled a row that stands so now. */
function settledOf(
  status: RedemptionStatus,
  reason: RedemptionReason | null
): TellableRedemption["resolution"][] {
  switch (status) {
    case "redeemed":
      return [null, "redeemed", "not_given_back"]
    case "rejected":
      return reason === "written_off" ? ["written_off"] : [null, "written_off"]
    case "released":
      return reason === "not_redeemed"
        ? ["not_redeemed"]
        : reason === "order_canceled"
          ? [null, "written_off"]
          : [null]
    default:
      return [null]
  }
}

function* allRows(): Generator<TellableRedemption> {
  for (const status of REDEMPTION_STATUSES) {
    for (const reason of reasonsOf(status)) {
      for (const [standing, order] of Object.entries(ORDERS)) {
        const possible =
          (status === "released" && reason === "no_discount"
            ? (["none"] as const)
            : reason && ORDERS_OF[reason]) ?? ORDERS_OF[status]
        if (possible && !possible.includes(standing as never)) {
          continue
        }
        for (const resolution of settledOf(status, reason)) {
          for (const inferred of status === "redeemed"
            ? [false, true]
            : [false]) {
            for (const reassign_status of givenBackOf(
              status,
              standing as OrderStanding,
              resolution
            )) {
              const row: TellableRedemption = {
                order_id: "order_1",
                order_outcome: null,
                ...{ status, reason, inferred, resolution, reassign_status },
                ...order,
              }
              yield row
            }
          }
        }
      }
    }
  }
}

/** What can have become of giving it back. A deleted order was cancelled before. */
function givenBackOf(
  status: RedemptionStatus,
  standing: OrderStanding,
  resolution: TellableRedemption["resolution"]
): TellableRedemption["reassign_status"][] {
  if (status !== "redeemed" || ["none", "stands"].includes(standing)) {
    return resolution === "not_given_back" ? [] : [null]
  }
  if (resolution === "not_given_back") {
    return ["declined", "reassigned", "sending", "refused", "unknown"]
  }
  return [null, ...REASSIGN_STATUSES.filter((one) => one !== "declined")]
}

const told = (row: TellableRedemption, texts: typeof en = en) => {
  const { title, happened, next } = texts.situation[situationOf(row)]
  const resolution = resolutionToTell(row)
  return {
    title,
    happened: `${resolution ? `${texts.settled[resolution]} ` : ""}${happened}`,
    next,
  }
}

/** What a sentence claims, and of which rows that is true. */
const CLAIMS: [RegExp, (row: TellableRedemption) => boolean][] = [
  [
    /order stands/,
    (row) => ["stands", "partly_returned"].includes(orderStandingOf(row)),
  ],
  [/a part of (it|the order) was returned/, is("partly_returned")],
  [/Everything/, is("returned")],
  [
    /order was cancelled(?! or)/i,
    (row) =>
      orderStandingOf(row) === "canceled" || row.reason === "order_canceled",
  ],
  [
    /cancelled or deleted/,
    (row) =>
      ["canceled", "deleted"].includes(orderStandingOf(row)) ||
      row.reason === "order_gone" ||
      row.reason === "order_canceled",
  ],
  [/got lost/, ({ resolution }) => resolution === null],
  [
    /no order was placed/,
    (row) => ["none", "deleted"].includes(orderStandingOf(row)),
  ],
  [/Engage refused|refusal/, ({ reason }) => ENGAGES.includes(reason!)],
  [
    /the discount, and Engage knows/,
    (row) => row.status === "redeemed" && row.reassign_status === null,
  ],
  [
    /once more, as a new offer/,
    ({ reassign_status }) => reassign_status === "reassigned",
  ],
  [
    /cannot use it again/,
    ({ reassign_status }) =>
      reassign_status !== "reassigned" && reassign_status !== "unknown",
  ],
  [/Somebody in your team/, ({ resolution }) => resolution !== null],
]

function is(standing: OrderStanding) {
  return (row: TellableRedemption) => orderStandingOf(row) === standing
}

describe("what staff read of a redemption", () => {
  const rows = [...allRows()]

  it("claims nothing that its row does not bear out", () => {
    const untrue = rows.flatMap((row) => {
      const { title, happened } = told(row)
      return CLAIMS.filter(
        ([claim, holds]) => claim.test(`${title} ${happened}`) && !holds(row)
      ).map(([claim]) => `${String(claim)}: ${JSON.stringify(row)}`)
    })

    expect(untrue).toEqual([])
  })

  it("says first that a person settled it, and what they chose", () => {
    const settled = rows.filter(({ resolution }) => resolution !== null)
    expect(settled.length).toBeGreaterThan(20)

    for (const row of settled) {
      expect(told(row).happened).toMatch(/^Somebody in your team/)
      expect(told(row, sv).happened).toMatch(/^Någon i ditt team/)
    }
  })

  it("has a row for each reason there is, or it is no row's", () => {
    const used = new Set(rows.map(({ reason }) => reason))
    const all = [
      ...(Object.keys(ERROR_SENTENCES) as ErrorCode[]),
      ...(Object.keys(LEDGER_REASONS) as RedemptionReason[]),
    ]

    // What only a caller is answered: no row has it.
    expect(all.filter((reason) => !used.has(reason))).toEqual([
      "promotion_not_applicable",
      "promotion_already_applied",
      "cart_already_completed",
      "promotion_value_type_unsupported",
      "promotion_currency_mismatch",
      "assignment_id_is_a_promotion_id",
    ])
  })

  it("is as in the table", () => {
    const table = new Map<string, Set<string>>()
    for (const row of rows) {
      const { title, happened, next } = told(row)
      const facts = [
        row.status,
        row.reason,
        `order ${orderStandingOf(row)}`,
        row.inferred && "inferred",
        row.resolution && `settled ${row.resolution}`,
        row.reassign_status && `giving back ${row.reassign_status}`,
      ]
      const text = `${title}. ${happened}\n  → ${next}`
      table.set(
        text,
        (table.get(text) ?? new Set()).add(facts.filter(Boolean).join(", "))
      )
    }

    const lines = [...table].map(
      ([text, facts]) =>
        `${text}\n${[...facts].map((one) => `    ${one}`).join("\n")}`
    )
    expect(`\n${lines.join("\n\n")}\n`).toMatchSnapshot()
  })
})
