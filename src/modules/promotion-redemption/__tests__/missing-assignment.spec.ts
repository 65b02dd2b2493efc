import { createClaim } from "./support/claims"
import { ledgerSuite } from "./support/ledger-suite"
import { runJob } from "./support/run-job"

ledgerSuite("a discount without its assignment", (ledger) => {
  /** A cart whose managed promotion nobody gave its customer. */
  const discountedCart = async () => {
    const released = await ledger.insert({ status: "released" })
    await ledger.service.ledger.noteManagedPromotion({
      promotion_id: released.promotion_id,
      source: "link",
      awaiting_decision: false,
    })
    return released
  }
  const complete = (
    cart: Awaited<ReturnType<typeof discountedCart>>,
    run_id = "run"
  ) => ledger.service.ledger.claim(createClaim([cart], { run_id }))
  const noted = async (cart_id: string) => {
    const [row, ...more] = await ledger.missingAssignments(cart_id)
    expect(more).toEqual([])
    return row!
  }
  /** The completion dies: its time passes, and the job comes. */
  const leaseEnds = (id: string) =>
    ledger.change(id, { next_attempt_at: ledger.fromNow(-1) })

  it("is noted before there is an order", async () => {
    const cart = await discountedCart()

    await complete(cart)

    const row = await noted(cart.cart_id)
    expect(row).toMatchObject({
      assignment_id: null,
      promotion_id: cart.promotion_id,
      promotion_code: "10056",
      channel: "ECOM",
      status: "rejected",
      status_changed_by: "checkout",
      reason: "promotion_requires_assignment",
      run_id: "run",
      order_id: null,
      discount_amount: 10,
      currency_code: "eur",
      rejected_at: expect.any(Date),
    })
    expect(await ledger.secondsUntil(row.next_attempt_at)).toBeGreaterThan(60)
  })

  it("is shown to an operator when the server died and the order stands", async () => {
    const cart = await discountedCart()
    await complete(cart)
    const { id } = await noted(cart.cart_id)
    await leaseEnds(id)

    await runJob(ledger, new Map([[cart.cart_id, "order"]]))

    expect(await noted(cart.cart_id)).toMatchObject({
      status: "attention",
      reason: "promotion_requires_assignment",
      order_id: "order",
    })
  })

  it("stays refused when there is no order", async () => {
    const cart = await discountedCart()
    await complete(cart)
    await leaseEnds((await noted(cart.cart_id)).id)

    await runJob(ledger, new Map())

    expect(await noted(cart.cart_id)).toMatchObject({
      status: "rejected",
      order_id: null,
      next_attempt_at: null,
    })
  })

  const noteOrder = ({ cart_id }: { cart_id: string }) =>
    ledger.service.ledger.apply(
      { event: "note_refused_order", run_id: "run", order_id: "order" },
      { rows: { cart_id }, by: "checkout" }
    )

  describe("whose order comes late", () => {
    const shownNext = async (cart_id: string) => {
      const { id } = await noted(cart_id)
      await ledger.change(id, {
        next_attempt_at: ledger.fromNow(-1),
        lease_expires_at: null,
      })
      await runJob(ledger, new Map([[cart_id, "order"]]))
      expect(await noted(cart_id)).toMatchObject({
        status: "attention",
        order_id: "order",
      })
    }

    it("is looked at again, although the job has found none", async () => {
      const cart = await discountedCart()
      await complete(cart)
      await leaseEnds((await noted(cart.cart_id)).id)
      await runJob(ledger, new Map())

      await noteOrder(cart)

      const row = await noted(cart.cart_id)
      expect(row.order_id).toBe("order")
      expect(await ledger.secondsUntil(row.next_attempt_at)).toBeGreaterThan(60)
      await shownNext(cart.cart_id)
    })

    it("keeps the order that is noted while the job finds none", async () => {
      const cart = await discountedCart()
      await complete(cart)
      await leaseEnds((await noted(cart.cart_id)).id)

      await runJob(ledger, new Map(), {
        beforeWriting: async () => void (await noteOrder(cart)),
      })

      const row = await noted(cart.cart_id)
      expect(row).toMatchObject({ status: "rejected", order_id: "order" })
      expect(row.next_attempt_at).not.toBeNull()
      await shownNext(cart.cart_id)
    })
  })

  it("is looked at once more when its order is undone, and no longer", async () => {
    const cart = await discountedCart()
    await complete(cart)
    const run = { cart_id: cart.cart_id, run_id: "run" }
    await noteOrder(cart)

    await ledger.service.ledger.undoCheckout({ ...run, order_id: "order" })

    const row = await noted(cart.cart_id)
    expect(row).toMatchObject({
      status: "rejected",
      run_id: null,
      order_id: null,
    })
    expect(await ledger.secondsUntil(row.next_attempt_at)).toBeGreaterThan(60)

    await leaseEnds(row.id)
    await runJob(ledger, new Map())

    expect(await noted(cart.cart_id)).toMatchObject({
      status: "rejected",
      next_attempt_at: null,
    })
  })

  it("is shown to an operator when one server undid its order, and another died with one", async () => {
    const cart = await discountedCart()
    await complete(cart, "of the server that dies")
    await complete(cart, "undone")

    await ledger.service.ledger.undoCheckout({
      ...{ cart_id: cart.cart_id, run_id: "undone", order_id: null },
    })
    const row = await noted(cart.cart_id)
    expect(row.next_attempt_at).not.toBeNull()
    await leaseEnds(row.id)
    await runJob(ledger, new Map([[cart.cart_id, "order"]]))

    expect(await noted(cart.cart_id)).toMatchObject({
      status: "attention",
      order_id: "order",
    })
  })

  it("is one row, however often the cart is tried", async () => {
    const cart = await discountedCart()
    await complete(cart, "first")
    await ledger.service.ledger.undoCheckout({
      cart_id: cart.cart_id,
      run_id: "first",
      order_id: null,
    })

    await complete(cart, "second")

    const row = await noted(cart.cart_id)
    expect(row).toMatchObject({ run_id: "second", status: "rejected" })
    expect(row.next_attempt_at).not.toBeNull()
  })

  it("is one completion's at a time, for no longer than a claim lasts", async () => {
    const cart = await discountedCart()
    await complete(cart, "first")

    expect(await complete(cart, "second")).toMatchObject({ conflict: "held" })
    const row = await noted(cart.cart_id)
    expect(row.run_id).toBe("first")

    await ledger.change(row.id, { rejected_at: ledger.fromNow(-21) })
    expect(await complete(cart, "second")).toMatchObject({ conflict: null })
    expect((await noted(cart.cart_id)).run_id).toBe("second")
  })

  it("is one row more when an earlier try had a payment to look after", async () => {
    const cart = await discountedCart()
    const { cart_id } = cart
    await complete(cart, "first")
    await ledger.service.ledger.noteUndonePayment({
      ...{ cart_id, run_id: "first", order_id: "order" },
      ...{ redemption_ids: [], payment_collection_id: "pay_col_1" },
    })
    await ledger.service.ledger.undoCheckout({
      ...{ cart_id, run_id: "first", order_id: "order" },
    })

    await complete(cart, "second")

    expect(await ledger.missingAssignments(cart_id)).toMatchObject([
      { run_id: null, payment_collection_id: "pay_col_1" },
      { run_id: "second", payment_collection_id: null },
    ])
  })

  it("does not make an open promotion personal on its cart", async () => {
    const cart = await discountedCart()
    await complete(cart)
    await ledger.service.ledger.decideManagedPromotion({
      promotion_id: cart.promotion_id,
      require_assignment: false,
      decided_by: "user",
    })

    expect(await complete(cart, "second")).toMatchObject({
      missing_assignment: [],
    })
  })

  it("is not noted beside a row that stays on the cart", async () => {
    const { promotion_id } = await discountedCart()
    const annas = await ledger.insert({
      ...{ promotion_id, status: "redeemed", customer_id: "cus_anna" },
      redeemed_at: ledger.fromNow(-60),
    })

    expect(
      await ledger.service.ledger.claim(
        createClaim([annas], { customer_id: "cus_bert" })
      )
    ).toMatchObject({ missing_assignment: ["10056"] })
    expect(await ledger.missingAssignments(annas.cart_id)).toEqual([])
  })

  it("that an operator is shown cannot be tried: there is nothing to send", async () => {
    const cart = await discountedCart()
    await complete(cart)
    const { id } = await noted(cart.cart_id)
    await ledger.change(id, {
      status: "attention",
      run_id: null,
      order_id: "order",
    })

    expect(
      await ledger.service.ledger.takeForRetry({
        ...{ id, run_id: "retry", lease_ms: 60_000 },
        actor_id: "user",
      })
    ).toEqual({ kind: "not_allowed", status: "attention" })
  })
})
