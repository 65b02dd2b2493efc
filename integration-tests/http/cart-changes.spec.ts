import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createRegionsWorkflow,
  createTaxRegionsWorkflow,
} from "@medusajs/medusa/core-flows"

import {
  createRedemptionChannel,
  type SandboxRedemptionChannel,
} from "../../packages/engage-sandbox/src"
import {
  discountsOf,
  linkOffer,
  readyCart,
  type ReadyCart,
} from "../../testkit/jest/checkout"
import { expectOk } from "../../testkit/jest/http"
import type { TestStorefront } from "../../testkit/jest/storefront"
import { engageSuite } from "../../testkit/jest/suite"

engageSuite({}, (shop) => {
  const twentyEuros = (
    localValues: SandboxRedemptionChannel["localValues"] = []
  ) =>
    shop.engage.giveOffer(shop.anna, {
      redemptionChannels: [
        createRedemptionChannel({
          valueType: "MONEY",
          value: { amount: 20, currency: "EUR" },
          localValues,
        }),
      ],
    })
  const cartWith = async (
    offer: { id: string },
    contents: { shirts?: number; mugs?: number } = {}
  ) => {
    const web = shop.storefront()
    const { id } = await web.createCart(contents)
    expect((await web.applyOffer(id, offer.id)).status).toBe(200)
    return { web, id }
  }

  it("an offer comes back after a server died that had taken its promotion off", async () => {
    const { web, id } = await cartWith(shop.engage.giveOffer(shop.anna))
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

  it.each<
    [string, (cart: { web: TestStorefront; id: string }) => Promise<unknown>]
  >([
    [
      "a storefront",
      ({ web, id }) => expectOk(web.updateCart(id, { metadata: null })),
    ],
    [
      "the shop's own code, and the shopper has looked at their offers since",
      async ({ web, id }) => {
        const carts = shop.container.resolve(Modules.CART)
        await carts.updateCarts(id, { metadata: null })
        await expectOk(web.listOffers(id))
      },
    ],
  ])(
    "free shipping comes with the delivery method, though %s has emptied the cart's metadata",
    async (_, emptyMetadata) => {
      const offer = shop.engage.giveOffer(shop.anna, { code: "FREE-SHIPPING" })
      const cart = await cartWith(offer)

      await emptyMetadata(cart)
      await cart.web.chooseShipping(cart.id)

      expect(discountsOf(await cart.web.cart(cart.id))).toEqual({
        "FREE-SHIPPING": 10,
      })
    }
  )

  it("an amount waits in another currency, and is the other amount when applied again", async () => {
    const offer = twentyEuros([{ amount: 300, currency: "NOK" }])
    const { web, id } = await cartWith(offer)
    expect(await web.cart(id)).toMatchObject({ total: 80 })

    await web.moveTo(id, "no")
    expect(await web.cart(id)).toMatchObject({ total: 1000 })
    expect((await web.listOffers(id)).data.engage_promotions).toMatchObject([
      {
        ...{ assignment_id: offer.id, applied: true, applicable: false },
        reason: "promotion_not_applicable",
        ...{ value: 300, currency_code: "nok" },
      },
    ])
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
    const offer = twentyEuros()
    const { web, id } = await cartWith(offer)

    await web.moveTo(id, "no")

    expect((await web.listOffers(id)).data.engage_promotions).toMatchObject([
      {
        ...{ assignment_id: offer.id, applied: true, applicable: false },
        reason: "promotion_currency_mismatch",
      },
    ])
  })

  it("an amount follows the cart into a region where prices are shown with tax", async () => {
    const {
      result: [finland],
    } = await createRegionsWorkflow(shop.container).run({
      input: {
        regions: [
          {
            name: "Finland",
            currency_code: "eur",
            countries: ["fi"],
            automatic_taxes: true,
            is_tax_inclusive: true,
            payment_providers: ["pp_system_default"],
          },
        ],
      },
    })
    await createTaxRegionsWorkflow(shop.container).run({
      input: [
        {
          country_code: "fi",
          provider_id: "tp_system",
          default_tax_rate: { name: "ALV", code: "alv", rate: 25 },
        },
      ],
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
      prices: [
        {
          currency_code: "eur",
          amount: 100,
          rules: { region_id: finland!.id },
        },
      ],
    })
    const offer = twentyEuros()
    const { web, id } = await cartWith(offer)
    const before = await shop.ledger.row(id)
    expect(await web.cart(id)).toMatchObject({ total: 80 })

    const address = { country_code: "fi" }
    await expectOk(
      web.updateCart(id, { region_id: finland!.id, shipping_address: address })
    )

    expect(await web.cart(id)).toMatchObject({ total: 80 })
    const moved = await shop.ledger.row(id)
    expect(moved).toMatchObject({ status: "linked", assignment_id: offer.id })
    expect(moved.promotion_id).not.toBe(before.promotion_id)

    await web.setQuantity(id, "shirt", 2)
    expect(await web.cart(id)).toMatchObject({ total: 180 })
    await expectOk(web.moveTo(id, "se"))
    expect(await web.cart(id)).toMatchObject({ total: 180 })
    expect(await shop.ledger.row(id)).toMatchObject({
      status: "linked",
      promotion_id: before.promotion_id,
    })
  })

  it("an offer says in the list that it gives nothing without its item, and gives again with it", async () => {
    const mugs = shop.engage.giveOffer(shop.anna, { code: "MUG-5" })
    const shipping = shop.engage.giveOffer(shop.anna, { code: "FREE-SHIPPING" })
    const { web, id } = await cartWith(mugs, { mugs: 1 })
    await expectOk(web.applyOffer(id, shipping.id))
    const standing = async ({ id: assignment_id }: { id: string }) => {
      const { data } = await web.listOffers(id)
      return data.engage_promotions.find(
        (offer) => offer.assignment_id === assignment_id
      )
    }
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
  })

  describe("when its customer is deleted", () => {
    it.each([
      ["10056", 110],
      ["FREE-SHIPPING", 110],
    ])("lets the offer %s go, and can be bought", async (code, total) => {
      const carl = await shop.register({ email: `carl-${code}@example.com` })
      const offer = shop.engage.giveOffer(carl, { code })
      const web = shop.storefront(carl)
      const { id } = await web.createCart()
      await expectOk(web.applyOffer(id, offer.id))
      await shop.container
        .resolve(Modules.CUSTOMER)
        .softDeleteCustomers([carl.id])
      const guest = shop.storefront(null)

      await guest.chooseShipping(id)

      expect(await shop.ledger.row(id)).toMatchObject({
        status: "released",
        reason: "customer_changed",
      })
      await guest.startPayment(id)
      expect(await guest.order(id)).toMatchObject({ total })
    })
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

  describe("when a guest gives their address", () => {
    it("an offer that the call centre linked before stays", async () => {
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
      expect(await shop.ledger.row(cart.id)).toMatchObject({
        customer_id: null,
      })

      await expectOk(web.updateCart(cart.id, { email: "cleo@example.com" }))

      expect(await web.cart(cart.id)).toMatchObject({ total: 90 })
      const row = await shop.ledger.row(cart.id)
      expect(row).toMatchObject({ status: "linked" })
      expect(row.customer_id).toMatch(/^cus_/)
      await web.chooseShipping(cart.id)
      await web.startPayment(cart.id)
      expect(await web.order(cart.id)).toMatchObject({ total: 100 })
    })
  })

  describe("when a storefront replaces all codes of a cart", () => {
    it("a linked offer stays, until it is taken off by the name of its code", async () => {
      const { web, id } = await cartWith(shop.engage.giveOffer(shop.anna))
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
      expect(await shop.ledger.row(id)).toMatchObject({ status: "linked" })

      await expectOk(web.removeCode(id, "10056"))
      await expectOk(web.updateCart(id, { promo_codes: ["30-OFF"] }))
      expect(await codes()).toEqual(["30-OFF"])
      expect(await shop.ledger.row(id)).toMatchObject({ status: "released" })
    })

    const takeOff = async (cart: ReadyCart, assignmentId: string) => {
      await expectOk(cart.web.removeOffer(cart.id, assignmentId))
    }

    it.each<[string, (cart: ReadyCart, assignmentId: string) => Promise<void>]>(
      [
        [
          "was refused on it",
          async ({ web, id }) => {
            shop.engage.refuse({ code: "PromotionNotFound" })
            expect((await web.complete(id)).status).toBe(400)
          },
        ],
        ["was taken off it", takeOff],
        [
          "was taken off it and whose promotion is deleted",
          async (cart, assignmentId) => {
            await takeOff(cart, assignmentId)
            await shop.container
              .resolve(Modules.PROMOTION)
              .deletePromotions([shop.store.promotions["10056"]])
          },
        ],
      ]
    )(
      "a code that %s does not keep its address from being saved",
      async (_, comeOff) => {
        const offer = shop.engage.giveOffer(shop.anna)
        const ready = await readyCart(shop, { offers: [offer] })
        await comeOff(ready, offer.id)

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
