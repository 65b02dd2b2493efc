import { REDEMPTION_STATUSES } from "../../../../types/promotion-redemption"
import { decide, decideForOperator, type Decision, type Facts } from "../decide"
import type { DueRedemption } from "../due"
import { targetOf } from "../events"
import { MACHINE, type Rule } from "../machine"

type Row = Partial<DueRedemption>

const SOME_TIME = new Date("2026-01-01T00:00:00Z")

const rowOf = (row: Row): DueRedemption =>
  ({
    status: "pending",
    reason: null,
    order_id: "order",
    redeemed_at: null,
    rejected_at: null,
    payment_collection_id: null,
    maybe_sent: false,
    waited_long: false,
    waited_ms: 0,
    ...row,
  }) as DueRedemption

const PAID = { canceled: false, paid: true }
const UNPAID = { canceled: false, paid: false }
const CANCELED = { canceled: true, paid: true }

const factsOf = (facts: Partial<Facts>): Facts => ({
  order: PAID,
  cart_is_ordered: false,
  standing_order_id: null,
  unpaid_order_days: 7,
  ...facts,
})

const cartWith = (...order_ids: string[]): Partial<Facts> => ({
  cart: { order_id: order_ids[0] ?? null, order_ids },
})

const WITHOUT_ORDER: Row = { order_id: null }
const SENT: Row = { maybe_sent: true }
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
const OVERDUE: Row = { status: "attention", reason: "payment_overdue" }

const look: Decision = { call: "look" }
const redeem: Decision = { call: "redeem" }

type Case = [when: string, row: Row, facts: Partial<Facts>, then: Decision]

describe("the job decides", () => {
  describe.each<[string, Case[]]>([
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
        ["sent by a dead server", { status: "redeeming", ...SENT }, {}, look],
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
        ["released", { status: "released" }, {}, null],
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
  ])("%s", (_, cases) => {
    it.each(cases)("%s", (_when, row, facts, then) => {
      expect(decide(rowOf(row), factsOf(facts))).toEqual(then)
    })
  })
})

describe("an operator who tries again", () => {
  it.each<Case>([
    ["retries what was given up", ATTENTION, {}, redeem],
    ["asks first when it was sent", { ...ATTENTION, ...SENT }, {}, look],
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
  ])("%s", (_, row, facts, then) => {
    expect(decideForOperator(rowOf(row), factsOf(facts))).toEqual(then)
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
    maybe_sent: [false, true],
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
    order: [null, PAID, UNPAID, CANCELED],
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
    // A refused row whose order stands is made to hold its assignment first.
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
              (end.row.maybe_sent &&
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
            isSent(end) && !end.row.maybe_sent && end.facts.order?.paid !== true
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
                end.row.maybe_sent &&
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
