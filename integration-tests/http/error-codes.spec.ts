import { randomUUID } from "node:crypto"

import { Modules } from "@medusajs/framework/utils"

import {
  ERROR_SENTENCES,
  type ENGAGE_CODES,
  type ErrorCode,
} from "../../src/errors/catalogue"
import { readyCart, linkedCart } from "../../testkit/jest/checkout"
import type { Answer } from "../../testkit/jest/http"
import { PROVIDERS } from "../../testkit/payment/payments"
import { engageSuite, type TestShop } from "../../testkit/jest/suite"

/** Leads a shopper to one code of the catalogue. */
type Way = (shop: TestShop) => Promise<Answer<unknown>>

/** Anna applies an offer to a cart with one shirt, in euros. */
const applying =
  (offer: Parameters<TestShop["engage"]["giveOffer"]>[1]): Way =>
  async (shop) => {
    const { id } = shop.engage.giveOffer(shop.anna, offer)
    const web = shop.storefront()
    return web.applyOffer((await web.createCart()).id, id)
  }

/** Anna pays, and Engage refuses. */
const refusedAtCheckout =
  (refusal: Parameters<TestShop["engage"]["refuse"]>[0]): Way =>
  async (shop) => {
    const cart = await linkedCart(shop)
    shop.engage.refuse(refusal)
    return cart.web.complete(cart.id)
  }

/**
 * Engage's own codes, each of which a unit test holds to its word. All take the same
 * way to the shopper, so one code goes for all.
 */
type EngagesOwn = (typeof ENGAGE_CODES)[keyof typeof ENGAGE_CODES]

/** A way for every code: one that is new does not compile without its own. */
const WAYS: Record<
  Exclude<ErrorCode, EngagesOwn> | "promotion_already_redeemed",
  Way
> = {
  promotion_already_redeemed: refusedAtCheckout({
    code: "PromotionAlreadyRedeemed",
  }),
  promotion_refused: refusedAtCheckout({
    code: "PromotionAlreadyRedeemed",
    form: "empty",
  }),
  promotion_expired: applying({ expiresOn: "2020-01-01" }),
  promotion_not_configured: applying({ code: "NOBODY-MADE-THIS" }),
  promotion_not_applicable: applying({ code: "MUG-5" }),
  promotion_value_type_unsupported: applying({
    channel: { valueType: "SWIPE", value: null },
  }),
  promotion_currency_mismatch: applying({
    channel: { valueType: "MONEY", value: { amount: 25, currency: "USD" } },
  }),
  promotion_limit_reached: async (shop) => {
    const id = shop.store.promotions["10056"]
    await shop.container
      .resolve(Modules.PROMOTION)
      .updatePromotions([{ id, limit: 0 }])
    return applying({})(shop)
  },
  promotion_already_applied: async (shop) => {
    const offer = shop.engage.giveOffer(shop.anna)
    const { web, id } = await shop.newCart()
    await web.applyOffer(id, offer.id)
    return web.applyOffer(id, offer.id)
  },
  cart_already_completed: async (shop) => {
    const { id, web } = await readyCart(shop)
    await web.order(id)
    return web.applyOffer(id, shop.engage.giveOffer(shop.anna).id)
  },
  promotion_requires_assignment: async (shop) => {
    await applying({})(shop)
    const web = shop.storefront(shop.bert)
    return web.addCode((await web.createCart()).id, "10056")
  },
  assignment_id_is_a_promotion_id: async (shop) => {
    const offer = shop.engage.giveOffer(shop.anna)
    const web = shop.storefront()
    return web.applyOffer((await web.createCart()).id, offer.promotionId)
  },
  redemption_in_progress: async (shop) => {
    const { offer, ...cart } = await linkedCart(shop)
    await shop.ledger.change(cart.id, {
      status: "claimed",
      run_id: randomUUID(),
      lease_expires_at: new Date(Date.now() + 60_000).toISOString(),
    })
    return cart.web.removeOffer(cart.id, offer.id)
  },
  promotion_held_by_unpaid_order: async (shop) => {
    const { offer, id, web } = await linkedCart(shop, {
      provider: PROVIDERS.bankTransfer,
    })
    await web.order(id)
    return web.applyOffer((await web.createCart()).id, offer.id)
  },
  engage_unavailable: async (shop) => {
    await shop.engage.goAway()
    return shop.storefront().listMyOffers()
  },
}

type Shown = keyof typeof WAYS

/** The sentence of one code names the customer's own order. */
const messageOf = (code: Shown) =>
  code === "promotion_held_by_unpaid_order"
    ? expect.stringMatching(/^You have used this offer in order #\d+, which/)
    : ERROR_SENTENCES[code]

engageSuite({}, (shop) => {
  it.each(Object.keys(WAYS) as Shown[])(
    "a shopper is answered %s",
    async (code) => {
      const unavailable = code === "engage_unavailable"

      expect(await WAYS[code](shop)).toEqual({
        status: unavailable ? 503 : 400,
        data: {
          type: unavailable ? "unexpected_state" : "not_allowed",
          code,
          message: messageOf(code),
        },
      })
    }
  )
})
