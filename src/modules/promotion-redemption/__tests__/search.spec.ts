import type { RedemptionFilters, RedemptionOrder } from "../ledger/search"
import { ledgerSuite } from "./support/ledger-suite"
import { connectionsOf, explain, recordStatements } from "./support/statements"

/** Enough for Postgres to take an index where one is worth it. */
const ROWS = 50_000

ledgerSuite("the operators' list", (ledger) => {
  beforeEach(async () => {
    // Written once: it takes longer than any of the tests.
    if (ledger.keepsRows) {
      return
    }
    ledger.keepsRows = true
    await ledger.knex.raw(
      `INSERT INTO promotion_redemption (id, assignment_id, cart_id, order_id,
         customer_id, promotion_id, promotion_code, promotion_name,
         promotion_heading, channel, status, reason,
         status_changed_at, status_changed_by, created_at)
       SELECT 'promred_' || n, 'assignment-' || n, 'cart_' || n,
         CASE WHEN n % 2 = 0 THEN 'order_' || n END, 'cus_' || n % 5000,
         'promo_' || n % 50, 'CODE-' || n % 50, 'Offer number ' || n % 500,
         'Read by shoppers ' || n % 500, 'ECOM',
         CASE WHEN n % 1000 = 0 THEN 'attention' WHEN n % 10 = 0 THEN 'rejected'
           ELSE 'redeemed' END,
         CASE WHEN n % 10 = 0 THEN 'promotion_expired' END,
         now() - n * interval '1 minute', 'test', now() - n * interval '1 minute'
       FROM generate_series(1, ${ROWS}) AS n`
    )
    await ledger.knex.raw("VACUUM ANALYZE promotion_redemption")
  })

  /** How the page itself is read. */
  const planOf = async (
    filters: RedemptionFilters,
    order: RedemptionOrder = null
  ) => {
    const knex = connectionsOf(ledger.service)
    const seen = recordStatements(knex)
    const ids = await ledger.service.ledger.findRedemptionIds({
      filters,
      order,
      limit: 20,
      offset: 0,
    })
    const page = seen().find(({ sql }) => sql.includes("order by"))
    return { ids, plan: await explain(ledger.knex, page!) }
  }

  it("reads a page of a long list without sorting it", async () => {
    const { ids, plan } = await planOf({})

    expect(ids).toHaveLength(20)
    expect(ids[0]).toBe("promred_1000")
    expect(plan).toContain("IDX_promotion_redemption_needs_decision")
    expect(plan).not.toContain("Sort")
  })

  it("looks at no more rows than it has to, whatever it is filtered by", async () => {
    const nothing = { order_ids: [], customer_ids: [] }
    const filters: RedemptionFilters[] = [
      { status: "attention" },
      { status: ["attention", "pending"] },
      { order_id: "order_2" },
      { cart_id: "cart_2" },
      { customer_id: "cus_2" },
      { promotion_id: "promo_2" },
      { assignment_id: "assignment-2" },
      { reason: "promotion_expired" },
      { created_at: { $gte: "2026-01-01" } },
      { state: "give_back_undecided" },
      { state: "given_back" },
      { state: "settled_by_hand" },
      { of_order: { order_id: "order_2", cart_ids: ["cart_2"] } },
      { search: { ...nothing, text: "assignment-77" } },
      { search: { ...nothing, text: "code-7" } },
      { search: { ...nothing, text: "OFFER number 77" } },
      { search: { ...nothing, text: "nobody", order_ids: ["order_2"] } },
      {
        search: {
          ...nothing,
          text: "#2",
          order_ids: ["order_2"],
          cart_ids: ["cart_2", "cart_3"],
        },
      },
      {
        search: { ...nothing, text: "a@example.com", customer_ids: ["cus_2"] },
      },
      {
        search: { ...nothing, text: "7", offer_names: ["offer number 77"] },
      },
      {
        search: {
          ...nothing,
          text: "anna",
          customer_ids: Array.from({ length: 1_000 }, (_, n) => `cus_${n}`),
        },
      },
    ]
    const readWhole: RedemptionFilters[] = []
    for (const filter of filters) {
      if ((await planOf(filter)).plan.includes("Seq Scan")) {
        readWhole.push(filter)
      }
    }

    expect(readWhole).toEqual([])
  })

  it("sorts by an index where it is asked to sort by time", async () => {
    const { plan } = await planOf(
      {},
      { column: "created_at", direction: "asc" }
    )

    expect(plan).toContain("IDX_promotion_redemption_created")
    expect(plan).not.toContain("Sort")
  })

  it.each(["offer NUMBER 499", "READ by shoppers 499"])(
    "finds an offer by the beginning of its name or heading, in any letter case: %s",
    async (text) => {
      const { ids } = await planOf({
        search: { text, order_ids: [], customer_ids: [] },
      })

      expect(ids[0]).toBe("promred_499")
      expect(ids).toHaveLength(20)
    }
  )

  it("finds the names that have a text in them, a look for each name", async () => {
    const knex = connectionsOf(ledger.service)
    const seen = recordStatements(knex)
    const found = await ledger.service.ledger.offerNamesWith("MBER 49")
    const [statement] = seen()

    expect(found.is_partial).toBe(false)
    expect(found.names).toHaveLength(11)
    expect(found.names).toContain("offer number 499")
    const plan = await explain(ledger.knex, statement!)
    expect(plan).toContain("IDX_promotion_redemption_name")
    expect(plan).not.toContain("Seq Scan")
    expect(plan).not.toContain("Sort")
    expect((await ledger.service.ledger.offerNamesWith("%")).names).toEqual([])
    expect(
      (await ledger.service.ledger.offerNamesWith("PERS 499")).names
    ).toEqual(["read by shoppers 499"])
  })

  it("counts what the filters leave, by status and by day", async () => {
    const filters = { promotion_id: "promo_0", customer_id: "cus_0" }
    const period = await ledger.service.ledger.periodOf({ time_zone: "UTC" })

    const counts = await ledger.service.ledger.countByStatus(filters)
    const days = await ledger.service.ledger.countByDay(period!, filters)

    expect(counts).toMatchObject({ attention: 10, rejected: 0, redeemed: 0 })
    expect(days).toHaveLength(30)
    const inPeriod = days.reduce((sum, { attention }) => sum + attention, 0)
    // Every 5,000th minute is one of theirs.
    expect(inPeriod).toBeGreaterThanOrEqual(8)
    expect(inPeriod).toBeLessThanOrEqual(10)
    expect(days.every(({ redeemed }) => redeemed === 0)).toBe(true)
  })

  it("takes signs in a search for themselves", async () => {
    for (const text of ["%", "_", "\\", "assignment_1"]) {
      const { ids } = await planOf({
        search: { text, order_ids: [], customer_ids: [] },
      })
      expect(ids).toEqual([])
    }
  })

  // The last one, as it renames offers.
  it("says so when there are more names than it looks at", async () => {
    await ledger.knex.raw(
      "UPDATE promotion_redemption SET promotion_name = 'For ' || id WHERE id < 'promred_2'"
    )

    expect(await ledger.service.ledger.offerNamesWith("for")).toMatchObject({
      is_partial: true,
    })
  })
})
