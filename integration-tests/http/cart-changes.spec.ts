import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { updateRegionsWorkflow } from "@medusajs/medusa/core-flows"

import type { SandboxRedemptionChannel } from "../../packages/engage-sandbox/src"
import {
  appliedCart,
  discountsOf,
  linkOffer,
  linkedCart,
} from "../../testkit/jest/checkout"
import { expectOk } from "../../testkit/jest/http"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"

type Linked = Awaited<ReturnType<typeof linkedCart>>

const RELEASED = { status: "released", reason: "customer_changed" }

engageSuite({}, (shop) => {
  const twentyEuros = (
    localValues: SandboxRedemptionChannel["localValues"] = []
  ) => {
    const value = { amount: 20, currency: "EUR" }
    const channel = { valueType: "MONEY", value, localValues } as const
    return shop.engage.giveOffer(shop.anna, { channel })
  }

  it("an offer comes back after a server died that had taken its promotion off", async () => {
    const { web, id } = await appliedCart(shop)
    const { promotion_id } = await shop.ledger.row(id)
    await shop.container.resolve(ContainerRegistrationKeys.LINK).dismiss({
      [Modules.CART]: { cart_id: id },
      [Modules.PROMOTION]: { promotion_id },
    })
    await shop.container.resolve(Modules.CART).setLineItemAdjustments(id, [])
    expect(discountsOf(await web.cart(id))).toEqual({})

    await web.setQuantity(id, "shirt", 2)

    expect(discountsOf(await web.cart(id))).toEqual({ "10056": 20 })
  })

  it("free shipping comes with the delivery method and is redeemed at the price of the last, though storefront and shop have emptied the cart's metadata", async () => {
    const offer = shop.engage.giveOffer(shop.anna, { code: "FREE-SHIPPING" })
    const { web, id } = await appliedCart(shop, offer)

    const carts = shop.container.resolve(Modules.CART)
    await expectOk(web.updateCart(id, { metadata: null }))
    const { metadata } = await carts.retrieveCart(id)
    expect(metadata).toEqual({ engage_offers: true })
    await carts.updateCarts(id, { metadata: null })
    // The note is written again when the shopper looks at their offers.
    await expectOk(web.listOffers(id))
    await web.chooseShipping(id)
    expect(discountsOf(await web.cart(id))).toEqual({ "FREE-SHIPPING": 10 })
    await web.chooseShipping(id, "express")

    const { id: order_id, total } = await web.buy(id)
    expect(total).toBe(100)
    const redeemed = { status: "redeemed", discount_amount: 25, order_id }
    await shop.expectRow(id, redeemed)
  })

  it("an amount waits in another currency, says so in the list, and is the other amount, if it has one, when applied again", async () => {
    const offer = twentyEuros([{ amount: 300, currency: "NOK" }])
    const eurosOnly = twentyEuros()
    const { web, id } = await appliedCart(shop, offer)
    const { cart } = await expectOk(web.applyOffer(id, eurosOnly.id))
    expect(cart).toMatchObject({ total: 60 })

    await web.moveTo(id, "no")
    expect(await web.cart(id)).toMatchObject({ total: 1000 })
    const waits = { applied: true, applicable: false }
    expect(await web.listedOffer(id, offer)).toMatchObject({
      ...waits,
      reason: "promotion_not_applicable",
      value: 300,
      currency_code: "nok",
    })
    const reason = "promotion_currency_mismatch"
    const listed = await web.listedOffer(id, eurosOnly)
    expect(listed).toMatchObject({ ...waits, reason })
    await web.moveTo(id, "se")
    expect(await web.cart(id)).toMatchObject({ total: 60 })
    await web.moveTo(id, "no")
    const { data } = await web.applyOffer(id, offer.id)

    expect(data.cart).toMatchObject({ currency_code: "nok", total: 700 })
    const statuses = (await shop.ledger.rows(id)).map(({ status }) => status)
    expect(statuses).toEqual(["released", "linked", "linked"])
  })

  it("an amount follows the cart into a region where prices are shown with tax", async () => {
    const { no } = shop.store.regions
    await updateRegionsWorkflow(shop.container).run({
      input: {
        selector: { id: no },
        update: { currency_code: "eur", is_tax_inclusive: true },
      },
    })
    // A region says how its own prices are meant, and not those of a currency.
    const {
      data: [shirt],
    } = await shop.container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "variant",
      fields: ["price_set.id"],
      filters: { id: shop.store.variants.shirt },
    })
    await shop.container.resolve(Modules.PRICING).addPrices({
      priceSetId: shirt!.price_set!.id,
      prices: [{ currency_code: "eur", amount: 100, rules: { region_id: no } }],
    })
    const offer = twentyEuros()
    const { web, id, cart } = await appliedCart(shop, offer)
    const before = await shop.ledger.row(id)
    expect(cart).toMatchObject({ total: 80 })

    const shipping_address = { country_code: "no" }
    await expectOk(web.updateCart(id, { region_id: no, shipping_address }))

    expect(await web.cart(id)).toMatchObject({ total: 80 })
    const moved = await shop.ledger.row(id)
    expect(moved).toMatchObject({ status: "linked", assignment_id: offer.id })
    expect(moved.promotion_id).not.toBe(before.promotion_id)

    await web.setQuantity(id, "shirt", 2)
    expect(await web.cart(id)).toMatchObject({ total: 180 })
    await expectOk(web.moveTo(id, "se"))
    expect(await web.cart(id)).toMatchObject({ total: 180 })
    await shop.expectRow(id, {
      status: "linked",
      promotion_id: before.promotion_id,
    })
  })

  it("an offer says in the list that it gives nothing without its item, and gives again with it", async () => {
    const mugs = shop.engage.giveOffer(shop.anna, { code: "MUG-5" })
    const shipping = shop.engage.giveOffer(shop.anna, { code: "FREE-SHIPPING" })
    const contents = { mugs: 1 }
    const { web, id } = await appliedCart(shop, mugs, shop.anna, contents)
    await expectOk(web.applyOffer(id, shipping.id))
    const standing = (offer: { id: string }) => web.listedOffer(id, offer)
    const fine = { applied: true, applicable: true, reason: null }
    expect(await standing(mugs)).toMatchObject(fine)

    await web.setQuantity(id, "mug", 0)

    expect(discountsOf(await web.cart(id))).toEqual({})
    expect(await standing(mugs)).toMatchObject({
      applied: true,
      applicable: false,
      reason: "promotion_not_applicable",
    })
    // Free shipping waits for a delivery method.
    expect(await standing(shipping)).toMatchObject(fine)

    await web.addItem(id, "mug")
    expect(discountsOf(await web.cart(id))).toEqual({ "MUG-5": 5 })

    await web.setQuantity(id, "mug", 0)
    await web.chooseShipping(id)
    await web.buy(id)
    await shop.ledger.reconcile()
    await shop.expectRows(id, [
      { status: "released", reason: "no_discount" },
      { status: "redeemed", discount_amount: 10 },
    ])
    await until(() => shop.events.names(id).includes("released"))
    expect(shop.engage.redeemCalls()).toHaveLength(1)
    await appliedCart(shop, mugs, shop.anna, contents)
  })

  it("lets the offer of a deleted customer go, and can be bought", async () => {
    const carl = await shop.register({ email: "carl@example.com" })
    const offer = shop.engage.giveOffer(carl)
    const { id } = await appliedCart(shop, offer, carl)
    await shop.container
      .resolve(Modules.CUSTOMER)
      .softDeleteCustomers([carl.id])
    const guest = shop.storefront(null)

    await guest.chooseShipping(id)

    await shop.expectRow(id, RELEASED)
    expect(await guest.buy(id)).toMatchObject({ total: 110 })
  })

  it("a guest's offer is released when the guest becomes another or signs in, and the customer can apply it", async () => {
    await shop.ledger.setOptions({ guests: "email" })
    const email = "cleo@example.com"
    const offer = shop.engage.giveOffer({ id: "cleo", email, token: "" })
    const { web: guest, id } = await shop.newCart(null, { email })
    await expectOk(guest.applyOffer(id, offer.id))

    await expectOk(guest.updateCart(id, { email: "another@example.com" }))
    expect(await guest.cart(id)).toMatchObject({ total: 100 })
    await shop.expectRow(id, RELEASED)

    await expectOk(guest.updateCart(id, { email }))
    await expectOk(guest.applyOffer(id, offer.id))
    const web = shop.storefront(await shop.register({ email }))
    await expectOk(web.takeOver(id))
    await web.setQuantity(id, "shirt", 2)
    expect(await web.cart(id)).toMatchObject({ total: 200 })
    await shop.expectRows(id, [RELEASED, RELEASED])

    await expectOk(web.applyOffer(id, offer.id))
    expect(await web.cart(id)).toMatchObject({ total: 180 })
  })

  it("an offer that the call centre linked stays when a guest gives their address", async () => {
    const offer = shop.engage.giveOffer(shop.anna)
    const web = shop.storefront(null)
    const { cart } = await expectOk(
      web.request<{ cart: { id: string } }>("POST", "/store/carts", {
        region_id: shop.store.regions.se,
        sales_channel_id: shop.store.sales_channel_id,
        items: [{ variant_id: shop.store.variants.shirt, quantity: 1 }],
      })
    )
    await expectOk(linkOffer(shop, web, cart.id, offer, "admin"))
    await shop.expectRow(cart.id, { customer_id: null })

    await expectOk(web.updateCart(cart.id, { email: "cleo@example.com" }))

    expect(await web.cart(cart.id)).toMatchObject({ total: 90 })
    const customer_id = expect.stringMatching(/^cus_/)
    await shop.expectRow(cart.id, { status: "linked", customer_id })
    await web.chooseShipping(cart.id)
    expect(await web.buy(cart.id)).toMatchObject({ total: 100 })
  })

  describe("when a storefront replaces all codes of a cart", () => {
    it("a linked offer stays, until it is taken off by the name of its code", async () => {
      const { web, id } = await appliedCart(shop)
      const codes = async () =>
        Object.keys(discountsOf(await web.cart(id))).sort()

      await expectOk(web.updateCart(id, { promo_codes: ["30-OFF"] }))
      expect(await codes()).toEqual(["10056", "30-OFF"])
      await expectOk(
        web.request("POST", `/store/carts/${id}/promotions`, {
          promo_codes: [],
        })
      )
      expect(await codes()).toEqual(["10056"])
      await shop.expectRow(id, { status: "linked" })

      await expectOk(web.removeCode(id, "10056"))
      await expectOk(web.updateCart(id, { promo_codes: ["30-OFF"] }))
      expect(await codes()).toEqual(["30-OFF"])
      await shop.expectRow(id, { status: "released" })
    })

    it.each<[string, (cart: Linked) => Promise<unknown>]>([
      [
        "was refused on it",
        ({ web, id }) => {
          shop.engage.refuse({ code: "PromotionNotFound" })
          return web.complete(id)
        },
      ],
      [
        "was taken off it and whose promotion is deleted",
        async ({ web, id, offer }) => {
          await web.removeOffer(id, offer.id)
          await shop.container
            .resolve(Modules.PROMOTION)
            .deletePromotions([shop.store.promotions["10056"]])
        },
      ],
    ])(
      "a code that %s does not keep its address from being saved",
      async (_, comeOff) => {
        const ready = await linkedCart(shop)
        await comeOff(ready)
        await shop.expectRow(ready.id, {
          status: expect.stringMatching(/^(rejected|released)$/),
        })

        await expectOk(
          ready.web.updateCart(ready.id, {
            shipping_address: { city: "Lund", country_code: "se" },
            promo_codes: ["10056", "30-OFF"],
          })
        )

        const cart = await ready.web.cart(ready.id)
        expect(cart.shipping_address).toMatchObject({ city: "Lund" })
        expect(discountsOf(cart)).toEqual({ "30-OFF": 30 })
      }
    )
  })
})
