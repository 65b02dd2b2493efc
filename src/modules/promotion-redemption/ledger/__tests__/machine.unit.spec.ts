import {
  REDEMPTION_STATUSES,
  type RedemptionStatus,
} from "../../../../types/promotion-redemption"
import {
  columnsOf,
  RULES,
  targetOf,
  type LedgerEvent,
  type TakenEvent,
} from "../events"
import type { Rule } from "../machine"

/** The statuses that may follow each status, derived from the machine. */
const TRANSITIONS = Object.fromEntries(
  REDEMPTION_STATUSES.map((status) => [
    status,
    REDEMPTION_STATUSES.filter((next) =>
      RULES.some(
        ([, rule]) =>
          typeof rule.from === "object" &&
          rule.from.includes(status) &&
          targetOf(rule, status) === next
      )
    ),
  ])
) as Record<RedemptionStatus, RedemptionStatus[]>

/** Which status may follow which. */
const FOLLOWING: Record<RedemptionStatus, RedemptionStatus[]> = {
  linked: ["linked", "claimed", "pending", "rejected", "attention", "released"],
  claimed: [
    "linked",
    "claimed",
    "redeeming",
    "pending",
    "rejected",
    "attention",
    "released",
  ],
  redeeming: [
    "linked",
    "redeeming",
    "pending",
    "redeemed",
    "rejected",
    "attention",
    "released",
  ],
  pending: [
    "linked",
    "redeeming",
    "pending",
    "redeemed",
    "rejected",
    "attention",
    "released",
  ],
  redeemed: ["redeemed", "attention"],
  rejected: ["rejected", "attention", "released"],
  attention: [
    "redeeming",
    "pending",
    "redeemed",
    "rejected",
    "attention",
    "released",
  ],
  released: ["attention", "released"],
}

describe("the machine", () => {
  it("leads from each status to these and no others", () => {
    expect(TRANSITIONS).toEqual(FOLLOWING)
  })

  it("has events for a released redemption only about the payment of its order", () => {
    const asking = RULES.filter(([, { from }]) => typeof from === "object")

    expect(
      asking
        .filter(([, { from }]) => from.includes("released"))
        .map(([event]) => event)
    ).toEqual([
      "look_at_paid",
      "watch_payment",
      "end_payment_watch",
      "show_paid_after_release",
      "show_paid_reserved_elsewhere",
    ])
  })

  it("leaves the status of a row alone when it does not ask for it", () => {
    const unasked = RULES.filter(([, { from }]) => from === "any")

    expect(unasked.map(([, { to }]) => to)).toEqual(unasked.map(() => "same"))
  })
})

/** Facts for every event: each takes those that it asks for. */
const FACTS = {
  redemption: { status: "pending", waited_ms: 0, attempt_count: 0 },
}

/** Columns that an event writes. */
const writes = (rule: Rule) => Object.keys(columnsOf(rule, FACTS))

/** Events that lead to a status from another one, or from none. */
const entering = (status: RedemptionStatus) =>
  RULES.filter(
    ([, rule]) =>
      rule.to === status &&
      (rule.from === "new" ||
        REDEMPTION_STATUSES.some(
          (from) =>
            from !== status &&
            rule.from.includes(from) &&
            targetOf(rule, from) === status
        ))
  )

const missing = (status: RedemptionStatus, column: string) =>
  entering(status)
    .filter(([, rule]) => !writes(rule).includes(column))
    .map(([event]) => event)

describe("every event", () => {
  it.each(["linked", "claimed", "redeeming", "pending"] as const)(
    "that makes a row %s says when the job looks at it",
    (status) => {
      expect(missing(status, "next_attempt_at")).toEqual([])
    }
  )

  it.each(["claimed", "redeeming"] as const)(
    "that makes a row %s says until when it is held",
    (status) => {
      expect(missing(status, "lease_expires_at")).toEqual([])
    }
  )

  it.each(["redeemed", "rejected", "attention", "released"] as const)(
    "that makes a row %s ends the job's looks or says when the next is",
    (status) => {
      expect(missing(status, "next_attempt_at")).toEqual([])
    }
  )

  it("that makes a row pending keeps since when it waits", () => {
    expect(missing("pending", "deferred_at")).toEqual([])
  })

  it("that makes a row redeemed says when, unless it was before", () => {
    // Both are for rows that Engage has.
    expect(missing("redeemed", "redeemed_at")).toEqual([
      "bind_order",
      "take_order",
    ])
  })

  it("that makes a row rejected says when, unless it was refused before", () => {
    expect(missing("rejected", "rejected_at")).toEqual(["shown_refusal_over"])
  })

  it("that puts a row back on its cart takes its order and its holder off", () => {
    const back = (column: string) =>
      missing("linked", column).filter((event) => event !== "link")

    expect(back("order_id")).toEqual([])
    expect(back("run_id")).toEqual([])
    expect(back("deferred_at")).toEqual([])
  })

  it("that releases a row says why", () => {
    expect(missing("released", "reason")).toEqual([])
  })

  it("that records a call is its holder's alone", () => {
    const open = RULES.filter(([, { opens }]) => opens)

    expect(open.map(([event]) => event)).toEqual(["send", "look", "reassign"])
    for (const [, { only = [] }] of open) {
      expect(only.map(({ says }) => says)).toContain("by its holder")
    }
  })

  it("that may send an assignment is one, and leads to redeeming", () => {
    const sending = RULES.filter(([, { opens }]) => opens === "redeem")

    expect(sending.map(([event]) => event)).toEqual(["send"])
    expect(entering("redeeming").map(([event]) => event)).toEqual(["send"])
  })
})

describe("a caller that forgets a fact, or gives one too many", () => {
  it("does not compile", () => {
    // @ts-expect-error without the run, anybody's row would be sent
    const unheld: LedgerEvent = {
      event: "send",
      ...{ order_id: null, lease_ms: 1, trigger: "checkout" },
    }
    // @ts-expect-error without what makes the call
    const untold: LedgerEvent = {
      event: "look",
      ...{ run_id: "run", status: "pending" },
    }
    const unasked: TakenEvent = {
      event: "cart_busy",
      // @ts-expect-error the machine writes columns, and no caller does
      next_attempt_at: null,
    }
    // @ts-expect-error no such event
    const unknown: TakenEvent = { event: "redeemed" }

    expect([unheld, untold, unasked, unknown]).toHaveLength(4)
  })
})
