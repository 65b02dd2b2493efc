import { randomUUID } from "node:crypto"

import type { LinkInput } from "../ledger/links"
import type { AssignedRedemption } from "../ledger/row"
import { ledgerSuite } from "./support/ledger-suite"

ledgerSuite("an assignment and its carts", (ledger) => {
  const ANNA = "contact_anna"

  const linkInput = (overrides: Partial<LinkInput> = {}): LinkInput => ({
    assignment_id: randomUUID(),
    cart_id: `cart_${randomUUID()}`,
    customer_id: "cus_anna",
    promotion_id: `promo_${randomUUID()}`,
    promotion_code: "10056",
    engage_promotion_id: "template",
    contact_id: ANNA,
    channel: "ECOM",
    by: "customer",
    ...overrides,
  })
  const link = (overrides: Partial<LinkInput> = {}) =>
    ledger.service.ledger.link(linkInput(overrides))
  /** The same assignment and promotion, on another cart. */
  const elsewhere = ({ assignment_id, promotion_id }: AssignedRedemption) => ({
    assignment_id,
    promotion_id,
  })
  const unlink = ({ cart_id, promotion_id }: AssignedRedemption) =>
    ledger.service.ledger.unlink({
      cart_id,
      promotion_ids: [promotion_id],
      reason: "unlinked",
      by: "customer",
    })
  const redeemedWithoutOrder = (overrides = {}) =>
    ledger.insert({
      status: "redeemed",
      contact_id: ANNA,
      redeemed_at: ledger.fromNow(-60),
      next_attempt_at: ledger.fromNow(3_600),
      ...overrides,
    })

  describe("linking", () => {
    it("writes a linked row, which the job looks at in an hour", async () => {
      const input = linkInput()
      const result = await ledger.service.ledger.link(input)

      const { by, ...columns } = input
      expect(result).toMatchObject({
        kind: "linked",
        moved_from: null,
        redemption: {
          ...columns,
          status: "linked",
          status_changed_by: by,
          order_id: null,
          run_id: null,
          attempt_count: 0,
        },
      })
      const [row] = await ledger.service.ledger.listForCart(input.cart_id)
      const seconds = await ledger.secondsUntil(row?.next_attempt_at ?? null)
      expect(seconds).toBeGreaterThan(3_580)
      expect(seconds).toBeLessThanOrEqual(3_600)
    })

    it("twice to one cart is refused", async () => {
      const input = linkInput()
      await ledger.service.ledger.link(input)

      expect(await ledger.service.ledger.link(input)).toEqual({
        kind: "refused",
        code: "promotion_already_applied",
      })
    })

    it("at once to one cart happens once", async () => {
      const input = linkInput()
      const results = await Promise.all(
        Array.from({ length: 20 }, () => ledger.service.ledger.link(input))
      )

      expect(results.filter(({ kind }) => kind === "linked")).toHaveLength(1)
      expect(
        await ledger.service.ledger.listForCart(input.cart_id)
      ).toHaveLength(1)
    })

    it("of a second assignment of one promotion is refused", async () => {
      const input = linkInput()
      await ledger.service.ledger.link(input)

      expect(
        await ledger.service.ledger.link({
          ...input,
          assignment_id: randomUUID(),
        })
      ).toEqual({ kind: "refused", code: "promotion_already_applied" })
    })

    it("is possible on several carts", async () => {
      const input = linkInput()

      expect(await ledger.service.ledger.link(input)).toMatchObject({
        kind: "linked",
      })
      expect(
        await ledger.service.ledger.link({ ...input, cart_id: "another" })
      ).toMatchObject({ kind: "linked" })
    })

    it("goes by the row that was released, when the taking off is undone", async () => {
      const input = linkInput()
      await ledger.service.ledger.link(input)
      const { released } = await ledger.service.ledger.unlink({
        cart_id: input.cart_id,
        promotion_ids: [input.promotion_id],
        reason: "unlinked",
        by: "customer",
      })

      const again = await ledger.service.ledger.link({
        ...released[0]!,
        by: "undo",
      })

      const { by, ...columns } = input
      expect(again).toMatchObject({
        kind: "linked",
        redemption: { ...columns, status: "linked", reason: null },
      })
    })

    it("is possible again once it was taken off", async () => {
      const input = linkInput()
      const first = await ledger.service.ledger.link(input)
      await unlink((first as { redemption: AssignedRedemption }).redemption)

      expect(await ledger.service.ledger.link(input)).toMatchObject({
        kind: "linked",
      })
    })

    it.each([
      ["claimed", "redemption_in_progress"],
      ["redeeming", "redemption_in_progress"],
      ["pending", "promotion_already_redeemed"],
      ["redeemed", "promotion_already_redeemed"],
      ["attention", "promotion_already_redeemed"],
    ] as const)("is refused while %s on another cart", async (status, code) => {
      const reserving = await ledger.insert({ status, order_id: "order" })

      expect(await link(elsewhere(reserving))).toMatchObject({
        kind: "refused",
        code,
      })
    })

    it("says which order reserves it while nobody knows it as redeemed", async () => {
      const reserving = await ledger.insert({
        status: "pending",
        order_id: "order",
      })
      const redeemed = await ledger.insert({
        status: "redeemed",
        order_id: "order",
        redeemed_at: ledger.fromNow(-60),
      })

      expect(await link(elsewhere(reserving))).toMatchObject({
        reserved_for_order: { id: reserving.id, order_id: "order" },
      })
      expect(await link(elsewhere(redeemed))).toEqual({
        kind: "refused",
        code: "promotion_already_redeemed",
      })
    })

    it.each(["pending", "attention"] as const)(
      "is not said to be used while %s elsewhere without an order",
      async (status) => {
        const reserving = await ledger.insert({ status })

        expect(await link(elsewhere(reserving))).toEqual({
          kind: "refused",
          code: "redemption_in_progress",
        })
      }
    )

    it("is refused while its own cart is being completed", async () => {
      const reserving = await ledger.insert({ status: "pending" })

      expect(
        await link({ ...elsewhere(reserving), cart_id: reserving.cart_id })
      ).toEqual({ kind: "refused", code: "redemption_in_progress" })
    })

    it("is refused when it was written off with its order", async () => {
      const writtenOff = await ledger.insert({
        status: "rejected",
        reason: "written_off",
        order_id: "order",
      })

      expect(await link(elsewhere(writtenOff))).toMatchObject({
        kind: "refused",
        code: "promotion_already_redeemed",
      })
    })
  })

  describe("redeemed and still without an order", () => {
    it("moves to another cart of its contact", async () => {
      const reserving = await redeemedWithoutOrder()
      const input = linkInput({ ...elsewhere(reserving), cart_id: "cart_new" })

      expect(await ledger.service.ledger.link(input)).toMatchObject({
        kind: "linked",
        moved_from: reserving.cart_id,
        redemption: {
          id: reserving.id,
          status: "redeemed",
          cart_id: "cart_new",
        },
      })
      expect(await ledger.row(reserving.id)).toMatchObject({
        cart_id: "cart_new",
        customer_id: "cus_anna",
        redeemed_at: reserving.redeemed_at,
        next_attempt_at: reserving.next_attempt_at,
      })
      expect(
        await ledger.service.ledger.listForCart(reserving.cart_id)
      ).toEqual([])
    })

    it("moves when an operator was already asked to look", async () => {
      const reserving = await redeemedWithoutOrder({
        status: "attention",
        reason: "redeemed_without_order",
      })

      expect(await link(elsewhere(reserving))).toMatchObject({
        kind: "linked",
        moved_from: reserving.cart_id,
      })
    })

    it("stays on its cart when it is linked there again", async () => {
      const reserving = await redeemedWithoutOrder()

      expect(
        await link({ ...elsewhere(reserving), cart_id: reserving.cart_id })
      ).toMatchObject({
        kind: "linked",
        moved_from: null,
        redemption: { id: reserving.id, cart_id: reserving.cart_id },
      })
    })

    it.each([["contact_bert"], [null]])(
      "does not move to a cart of %s",
      async (contact_id) => {
        const reserving = await redeemedWithoutOrder()

        expect(await link({ ...elsewhere(reserving), contact_id })).toEqual({
          kind: "refused",
          code: "promotion_already_redeemed",
        })
        expect(await ledger.row(reserving.id)).toEqual(reserving)
      }
    )

    it("does not move when nobody knows its contact any more", async () => {
      const reserving = await redeemedWithoutOrder({ contact_id: null })

      expect(await link({ ...elsewhere(reserving), contact_id: null })).toEqual(
        {
          kind: "refused",
          code: "promotion_already_redeemed",
        }
      )
    })

    it("does not move while a completion holds it", async () => {
      const reserving = await redeemedWithoutOrder({
        run_id: "run",
        lease_expires_at: ledger.fromNow(60),
      })

      expect(await link(elsewhere(reserving))).toEqual({
        kind: "refused",
        code: "redemption_in_progress",
      })
    })

    // The dead completion may have placed its order, which the discount is on.
    it("does not move when a completion took it and died", async () => {
      const reserving = await redeemedWithoutOrder({
        run_id: "run",
        lease_expires_at: ledger.fromNow(-60),
      })

      expect(await link(elsewhere(reserving))).toEqual({
        kind: "refused",
        code: "redemption_in_progress",
      })
      expect(await ledger.row(reserving.id)).toEqual(reserving)
    })

    it("moves to one of many carts at once", async () => {
      const reserving = await redeemedWithoutOrder()

      const results = await Promise.all(
        Array.from({ length: 20 }, () => link(elsewhere(reserving)))
      )

      const moved = results.filter(({ kind }) => kind === "linked")
      expect(moved.length).toBeGreaterThanOrEqual(1)
      expect(
        await ledger
          .knex("promotion_redemption")
          .where({ assignment_id: reserving.assignment_id })
      ).toHaveLength(1)
    })

    it("is found by its contact only", async () => {
      const { id, assignment_id } = await redeemedWithoutOrder()
      const find = (contact_id: string) =>
        ledger.service.ledger.findRedeemedWithoutOrder({
          assignment_id,
          contact_id,
        })

      expect(await find(ANNA)).toMatchObject({ id })
      expect(await find("contact_bert")).toBeNull()

      await ledger.change(id, { order_id: "order" })
      expect(await find(ANNA)).toBeNull()
    })
  })

  describe("unlinking", () => {
    it("releases a linked row, for good", async () => {
      const row = await ledger.insert({ next_attempt_at: ledger.fromNow(60) })

      expect(await unlink(row)).toMatchObject({
        in_progress: false,
        released: [{ id: row.id, status: "released", reason: "unlinked" }],
      })
      expect((await ledger.row(row.id)).next_attempt_at).toBeNull()
    })

    it.each(["claimed", "redeeming", "pending"] as const)(
      "is refused while a row is %s",
      async (status) => {
        const row = await ledger.insert({ status })

        expect(await unlink(row)).toEqual({ released: [], in_progress: true })
        expect(await ledger.row(row.id)).toEqual(row)
      }
    )

    it("of several rows is refused when one of them is in use", async () => {
      const linked = await ledger.insert()
      const claimed = await ledger.insert({
        cart_id: linked.cart_id,
        status: "claimed",
      })

      expect(
        await ledger.service.ledger.unlink({
          cart_id: linked.cart_id,
          promotion_ids: [linked.promotion_id, claimed.promotion_id],
          reason: "unlinked",
          by: "customer",
        })
      ).toEqual({ released: [], in_progress: true })
      expect((await ledger.row(linked.id)).status).toBe("linked")
    })

    it.each(["redeemed", "attention"] as const)(
      "leaves a row %s bound to its cart",
      async (status) => {
        const row = await ledger.insert({ status })

        expect(await unlink(row)).toEqual({ released: [], in_progress: false })
        expect(await ledger.row(row.id)).toEqual(row)
      }
    )

    it("leaves the same promotion on other carts alone", async () => {
      const row = await ledger.insert()
      const other = await ledger.insert({ promotion_id: row.promotion_id })

      await unlink(row)

      expect((await ledger.row(other.id)).status).toBe("linked")
    })
  })
})
