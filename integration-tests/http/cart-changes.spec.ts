import { createRedemptionChannel } from "../../src/sandbox"
import { discountsOf } from "../setup/checkout"
import { engageSuite } from "../setup/suite"

engageSuite({}, (shop) => {
  const cartWith = async (
    offer: { id: string },
    contents: { shirts?: number; mugs?: number } = {}
  ) => {
    const web = shop.storefront()
    const { id } = await web.createCart(contents)
    expect((await web.applyOffer(id, offer.id)).status).toBe(200)
    return { web, id }
  }

  it("an offer follows the quantity", async () => {
    const { web, id } = await cartWith(shop.engage.giveOffer(shop.anna))

    await web.setQuantity(id, "shirt", 3)

    expect(await web.cart(id)).toMatchObject({ total: 270 })
    expect(await shop.ledger.row(id)).toMatchObject({ status: "linked" })
  })

  it("an offer gives nothing without its last item, and gives again with it", async () => {
    const offer = shop.engage.giveOffer(shop.anna, { code: "MUG-5" })
    const { web, id } = await cartWith(offer, { mugs: 1 })

    await web.setQuantity(id, "mug", 0)
    expect(discountsOf(await web.cart(id))).toEqual({})
    expect(await shop.ledger.row(id)).toMatchObject({ status: "linked" })

    await web.addItem(id, "mug")
    expect(discountsOf(await web.cart(id))).toEqual({ "MUG-5": 5 })
  })

  it("free shipping is kept when another shipping method is chosen", async () => {
    const offer = shop.engage.giveOffer(shop.anna, { code: "FREE-SHIPPING" })
    const { web, id } = await cartWith(offer)

    await web.chooseShipping(id)
    expect(discountsOf(await web.cart(id))).toEqual({ "FREE-SHIPPING": 10 })
    await web.chooseShipping(id, "express")
    expect(discountsOf(await web.cart(id))).toEqual({ "FREE-SHIPPING": 25 })

    await web.startPayment(id)
    expect(await web.order(id)).toMatchObject({ total: 100 })
    expect(await shop.ledger.row(id)).toMatchObject({
      status: "redeemed",
      discount_amount: 25,
    })
  })

  it("an offer is kept when the address changes", async () => {
    const { web, id } = await cartWith(shop.engage.giveOffer(shop.anna))

    const { status } = await web.updateCart(id, {
      shipping_address: {
        first_name: "Anna",
        last_name: "Andersson",
        address_1: "Lillgatan 2",
        postal_code: "222 33",
        city: "Lund",
        country_code: "se",
      },
    })

    expect(status).toBe(200)
    expect(await web.cart(id)).toMatchObject({ total: 90 })
    expect(await shop.ledger.row(id)).toMatchObject({ status: "linked" })
  })

  it("a part stays that part in another currency", async () => {
    const offer = shop.engage.giveOffer(shop.anna, {
      redemptionChannels: [
        createRedemptionChannel({ valueType: "PERCENT", value: 10 }),
      ],
    })
    const { web, id } = await cartWith(offer)

    await web.moveTo(id, "no")

    expect(await web.cart(id)).toMatchObject({
      currency_code: "nok",
      total: 900,
    })
  })

  it("an amount waits in another currency, and is the other amount when applied again", async () => {
    const offer = shop.engage.giveOffer(shop.anna, {
      redemptionChannels: [
        createRedemptionChannel({
          valueType: "MONEY",
          value: { amount: 20, currency: "EUR" },
          localValues: [{ amount: 300, currency: "NOK" }],
        }),
      ],
    })
    const { web, id } = await cartWith(offer)
    expect(await web.cart(id)).toMatchObject({ total: 80 })

    await web.moveTo(id, "no")
    expect(await web.cart(id)).toMatchObject({ total: 1000 })
    await web.moveTo(id, "se")
    expect(await web.cart(id)).toMatchObject({ total: 80 })
    await web.moveTo(id, "no")
    const { data } = await web.applyOffer(id, offer.id)

    expect(data.cart).toMatchObject({ currency_code: "nok", total: 700 })
    expect(await shop.ledger.rows(id)).toMatchObject([
      { status: "released" },
      { status: "linked" },
    ])
  })

  it("an amount in a currency that the cart has left says so in the list", async () => {
    const offer = shop.engage.giveOffer(shop.anna, {
      redemptionChannels: [
        createRedemptionChannel({
          valueType: "MONEY",
          value: { amount: 20, currency: "EUR" },
        }),
      ],
    })
    const { web, id } = await cartWith(offer)

    await web.moveTo(id, "no")

    expect((await web.listOffers(id)).data.engage_promotions).toMatchObject([
      {
        assignment_id: offer.id,
        applied: true,
        applicable: false,
        reason: "promotion_currency_mismatch",
      },
    ])
  })

  it("an order with what gave it nothing redeems nothing of it", async () => {
    const [mugs, shirts] = [
      shop.engage.giveOffer(shop.anna, { code: "MUG-5" }),
      shop.engage.giveOffer(shop.anna),
    ]
    const { web, id } = await cartWith(mugs, { mugs: 1 })
    await web.applyOffer(id, shirts.id)
    await web.setQuantity(id, "mug", 0)
    await web.chooseShipping(id)
    await web.startPayment(id)

    await web.order(id)
    await shop.ledger.reconcile()

    expect(shop.engage.redeemCalls(mugs.id)).toHaveLength(0)
    expect(shop.engage.redeemCalls(shirts.id)).toHaveLength(1)
    expect(await shop.ledger.rows(id)).toMatchObject([
      { assignment_id: mugs.id, status: "released", reason: "no_discount" },
      { assignment_id: shirts.id, status: "redeemed" },
    ])
  })

  it("offers stand beside the shop's own and public promotions", async () => {
    const { web, id } = await cartWith(shop.engage.giveOffer(shop.anna), {
      mugs: 2,
    })
    await web.addCode(id, "MUG-5")

    expect(discountsOf(await web.cart(id))).toEqual({
      "10056": expect.closeTo(14, 0),
      "MUG-5": 10,
    })
    await web.chooseShipping(id)
    await web.startPayment(id)
    await web.order(id)

    expect(await shop.ledger.row(id)).toMatchObject({ status: "redeemed" })
  })

  describe("when a guest signs in", () => {
    it("the guest's offer is released, and the customer can apply it", async () => {
      await shop.ledger.setOptions({ guests: "email" })
      const email = "cleo@example.com"
      const offer = shop.engage.giveOffer({ id: "cleo", email, token: "" })
      const guest = shop.storefront(null)
      const { id } = await guest.createCart({ email })
      expect((await guest.applyOffer(id, offer.id)).status).toBe(200)
      const web = shop.storefront(await shop.register({ email }))

      expect((await web.takeOver(id)).status).toBe(200)
      await web.setQuantity(id, "shirt", 2)
      expect(await web.cart(id)).toMatchObject({ total: 200 })
      expect(await shop.ledger.row(id)).toMatchObject({
        status: "released",
        reason: "customer_changed",
      })

      expect((await web.applyOffer(id, offer.id)).status).toBe(200)
      expect(await web.cart(id)).toMatchObject({ total: 180 })
    })
  })
})
