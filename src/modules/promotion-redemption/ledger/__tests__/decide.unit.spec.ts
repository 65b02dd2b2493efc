import { REDEMPTION_STATUSES } from "../../../../types/promotion-redemption"
import {
  checksUndonePayment,
  decide,
  decideAtCheckout,
  decideForOperator,
  type Decision,
  type Facts,
} from "../decide"
import type { DueRedemption } from "../due"
import { targetOf } from "../events"
import { MACHINE, type Rule } from "../machine"
import {
  CANCELED,
  CHANGED,
  CHECKOUT_CASES,
  checkoutFactsOf,
  cartWith,
  factsOf,
  JOB_CASES,
  OPERATOR_CASES,
  PAID,
  rowOf,
  SOME_TIME,
  UNDONE_PAYMENT_CASES,
  UNPAID,
  type Row,
} from "./support/decide-cases"

describe("the job decides", () => {
  describe.each(JOB_CASES)("%s", (_, cases) => {
    it.each(cases)("%s", (_when, row, facts, then) => {
      expect(decide(rowOf(row), factsOf(facts))).toEqual(then)
    })
  })
})

describe("the payment of an undone completion is checked or not, when", () => {
  it.each(UNDONE_PAYMENT_CASES)("%s", (_, row, age_ms, then) => {
    const now = SOME_TIME.getTime() + age_ms
    expect(checksUndonePayment(rowOf(row), now)).toBe(then)
  })
})

describe("an operator who tries again", () => {
  it.each(OPERATOR_CASES)("%s", (_, row, facts, then) => {
    expect(decideForOperator(rowOf(row), factsOf(facts))).toEqual(then)
  })
})

describe("a completion decides on what it has claimed", () => {
  it.each(CHECKOUT_CASES)("%s", (_, row, facts, then) => {
    expect(decideAtCheckout(rowOf(row), checkoutFactsOf(facts))).toEqual(then)
  })
})

describe("whatever the row and the facts", () => {
  /** Each of these values, of each column and fact. */
  const every = <Of extends object>(values: {
    [Key in keyof Of]: readonly Of[Key][]
  }): Of[] =>
    (Object.entries(values) as [string, readonly unknown[]][]).reduce(
      (all, [key, each]) =>
        all.flatMap((one) => each.map((value) => ({ ...one, [key]: value }))),
      [{}] as object[]
    ) as Of[]

  const rows = every<Row>({
    status: REDEMPTION_STATUSES,
    reason: [
      null,
      "payment_overdue",
      "payment_not_returned",
      "promotion_not_found",
    ],
    order_id: [null, "order"],
    redeemed_at: [null, SOME_TIME],
    rejected_at: [null, SOME_TIME],
    payment_collection_id: [null, "payment"],
    may_have_arrived: [false, true],
  }).filter(
    ({ status, reason, redeemed_at, rejected_at }) =>
      (!redeemed_at || status === "redeemed" || status === "attention") &&
      (!rejected_at || status === "rejected" || status === "attention") &&
      // An operator is shown what is redeemed for one reason: it has no order.
      !(redeemed_at && (reason || rejected_at)) &&
      (status !== "redeemed" || redeemed_at) &&
      (status !== "rejected" || rejected_at)
  )

  const read = every<Partial<Facts>>({
    order: [null, PAID, UNPAID, CANCELED, CHANGED],
    cart_is_ordered: [false, true],
    standing_order_id: [null, "standing"],
  })

  /** What may be found out when it is asked for. */
  const answers: { [asked: string]: Partial<Facts>[] } = {
    look: (["redeemed", "not_redeemed", "absent", "no_answer"] as const).map(
      (verification) => ({ verification })
    ),
    cart: [
      cartWith(),
      cartWith("o1"),
      cartWith("o1", "o2"),
      { cart: { order_id: null, order_ids: ["o1", "o2"] } },
    ],
    landing_ms: [{ landing_ms: 0 }, { landing_ms: 1 }],
    discounted_order_id: [
      { discounted_order_id: null },
      { discounted_order_id: "o1" },
    ],
    cart_is_discounted: [
      { cart_is_discounted: true },
      { cart_is_discounted: false },
    ],
    order_keeps: (["discount", "no_discount", "nothing"] as const).map(
      (order_keeps) => ({ order_keeps })
    ),
    kept_payments: [{ kept_payments: [] }, { kept_payments: ["one"] }],
    refusal: [{ refusal: "promotion_refused" }],
  }

  type End = { row: DueRedemption; facts: Facts; decision: Decision }

  const endsOf = (
    rule: typeof decide,
    row: DueRedemption,
    facts: Facts,
    asked: string[] = []
  ): End[] => {
    const decision = rule(row, facts)
    const asks =
      decision && "find" in decision
        ? decision.find
        : decision && "call" in decision && decision.call === "look" && "look"
    if (!asks) {
      return [{ row, facts, decision }]
    }
    if (asked.includes(asks)) {
      throw new Error(`${asks} is asked for twice`)
    }
    return (answers[asks] ?? []).flatMap((found) =>
      endsOf(rule, row, { ...facts, ...found }, [...asked, asks])
    )
  }

  const ends = (rule: typeof decide, of = rows): End[] =>
    of.flatMap((row) =>
      read.flatMap((facts) => endsOf(rule, rowOf(row), factsOf(facts)))
    )

  const byJob = ends(decide)
  const byOperator = ends(
    decideForOperator,
    rows.filter(({ status }) => status === "pending" || status === "attention")
  )

  const violations = (all: End[], isWrong: (end: End) => boolean) =>
    all.filter(isWrong).slice(0, 3)

  const eventOf = ({ decision }: End) =>
    decision && "event" in decision ? decision.event : null

  const targetFor = (end: End) => {
    const event = eventOf(end)
    return event && targetOf(MACHINE[event] as Rule, end.row.status)
  }

  const isSent = ({ decision }: End) =>
    decision !== null && "call" in decision && decision.call === "redeem"

  describe.each([
    ["the job", byJob],
    // A refused row whose order stands is made to reserve its assignment first.
    [
      "an operator",
      byOperator.filter(
        ({ row, facts }) => !(row.rejected_at && facts.standing_order_id)
      ),
    ],
  ])("%s", (_, all) => {
    it("comes to an end in many ways", () => {
      expect(all.length).toBeGreaterThan(1_000)
    })

    it("names an event that the machine has for the row", () => {
      expect(
        violations(all, (end) => {
          const event = eventOf(end)
          return (
            event !== null &&
            !(MACHINE[event].from as readonly string[]).includes(end.row.status)
          )
        })
      ).toEqual([])
    })

    it("sends only for an order that stands", () => {
      expect(
        violations(
          all,
          (end) =>
            isSent(end) &&
            (!end.row.order_id || !end.facts.order || end.facts.order.canceled)
        )
      ).toEqual([])
    })

    it("sends nothing that Engage has, or may have, before it asks", () => {
      expect(
        violations(
          all,
          (end) =>
            isSent(end) &&
            (end.row.redeemed_at !== null ||
              (end.row.may_have_arrived &&
                !["not_redeemed", "absent"].includes(
                  end.facts.verification ?? ""
                )))
        )
      ).toEqual([])
    })

    it("sends nothing unpaid for the first time", () => {
      expect(
        violations(
          all,
          (end) =>
            isSent(end) &&
            !end.row.may_have_arrived &&
            end.facts.order?.paid !== true
        )
      ).toEqual([])
    })

    it("lets nothing go that Engage may have", () => {
      expect(
        violations(
          all,
          (end) =>
            ["released", "linked"].includes(targetFor(end) ?? "") &&
            (end.row.redeemed_at !== null ||
              (["redeeming", "pending", "attention"].includes(end.row.status) &&
                end.row.may_have_arrived &&
                !end.facts.cart_is_ordered &&
                end.facts.verification !== "not_redeemed"))
        )
      ).toEqual([])
    })

    it("leaves what Engage has redeemed as redeemed, or to an operator", () => {
      expect(
        violations(
          all,
          (end) =>
            end.row.redeemed_at !== null &&
            !["redeemed", "attention"].includes(targetFor(end) ?? "attention")
        )
      ).toEqual([])
    })

    it("believes Engage when it says that it is redeemed", () => {
      expect(
        violations(
          all,
          (end) =>
            end.facts.verification === "redeemed" &&
            !["redeemed", "pending"].includes(targetFor(end) ?? "")
        )
      ).toEqual([])
    })
  })
})
