import type { IPromotionModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import type { LedgerReason } from "../../src/errors/reasons"
import type { SandboxFault } from "../../packages/engage-sandbox/src"
import type { AdminPromotionRedemptionListResponse } from "../../src/types/admin-http"
import { readyCart } from "../../testkit/jest/checkout"
import { expectOk } from "../../testkit/jest/http"
import { PROVIDERS } from "../../testkit/payment/payments"
import { engageSuite, type TestShop } from "../../testkit/jest/suite"

/** Brings about one reason. @returns the assignment whose redemption has it. */
type Way = (shop: TestShop) => Promise<string>

/** Anna's order, made while calls to Engage go as given. */
async function orderDuring(
  shop: TestShop,
  fault: SandboxFault,
  provider?: string
) {
  const offer = shop.engage.giveOffer(shop.anna)
  const cart = await readyCart(shop, { offers: [offer], provider })
  shop.engage.sandbox.setFault({ ...fault, operation: "redeem" })
  const order = await cart.web.order(cart.id)
  return { offer, cart, order }
}

const NOT_NOW: SandboxFault = { type: "status", status: 429 }

const checkedOutDuring =
  (fault: SandboxFault): Way =>
  async (shop) =>
    (await orderDuring(shop, fault)).offer.id

/** Anna's cart is changed after an operator did something to her promotion. */
async function afterChange(
  shop: TestShop,
  change: (
    promotions: IPromotionModuleService,
    promotionId: string
  ) => Promise<unknown>
) {
  const offer = shop.engage.giveOffer(shop.anna)
  const { web, id } = await readyCart(shop, { offers: [offer] })
  await change(
    shop.container.resolve(Modules.PROMOTION),
    shop.store.promotions["10056"]
  )
  await web.setQuantity(id, "shirt", 2)
  return offer.id
}

/** A way for every reason: one that is new does not compile without its own. */
const WAYS: Record<LedgerReason, Way> = {
  engage_misconfigured: checkedOutDuring({ type: "wrong_key" }),
  outcome_unknown: checkedOutDuring({ type: "reset_before_save" }),
  payment_pending: async (shop) => {
    const { offer } = await orderDuring(shop, NOT_NOW, PROVIDERS.bankTransfer)
    return offer.id
  },
  payment_overdue: async (shop) => {
    const { offer, cart } = await orderDuring(
      shop,
      NOT_NOW,
      PROVIDERS.bankTransfer
    )
    await shop.ledger.change(cart.id, {
      deferred_at: new Date(Date.now() - 14 * 86_400_000).toISOString(),
    })
    await shop.ledger.reconcile()
    return offer.id
  },
  redeemed_without_order: async (shop) => {
    const first = shop.engage.giveOffer(shop.anna)
    const second = shop.engage.giveOffer(shop.anna, { code: "30-OFF" })
    const cart = await readyCart(shop, { offers: [first, second] })
    shop.engage.refuse({ code: "PromotionNotFound", assignmentId: second.id })
    await cart.web.complete(cart.id)
    await shop.ledger.reconcile()
    return first.id
  },
  order_gone: async (shop) => {
    const { offer, order } = await orderDuring(shop, NOT_NOW)
    await shop.container.resolve(Modules.ORDER).softDeleteOrders([order.id])
    await shop.ledger.reconcile()
    return offer.id
  },
  order_canceled: async (shop) => {
    const { offer, order } = await orderDuring(shop, NOT_NOW)
    await expectOk(shop.admin("POST", `/admin/orders/${order.id}/cancel`, {}))
    await shop.ledger.reconcile()
    return offer.id
  },
  written_off: async (shop) => {
    const { offer, cart } = await orderDuring(shop, NOT_NOW)
    shop.engage.sandbox.clearFaults()
    shop.engage.refuse({ code: "PromotionNotFound" })
    await shop.ledger.reconcile()
    const { id } = await shop.ledger.row(cart.id)
    await expectOk(
      shop.admin("POST", `/admin/promotion-redemptions/${id}/resolve`, {
        resolution: "written_off",
        note: "She may keep it.",
      })
    )
    return offer.id
  },
  not_redeemed: async (shop) => {
    const { offer, cart } = await orderDuring(
      shop,
      NOT_NOW,
      PROVIDERS.bankTransfer
    )
    await shop.ledger.stopTime(cart.id)
    const { id } = await shop.ledger.row(cart.id)
    await expectOk(
      shop.admin("POST", `/admin/promotion-redemptions/${id}/resolve`, {
        resolution: "not_redeemed",
        note: "She pays with another order.",
      })
    )
    return offer.id
  },
  retries_exhausted: async (shop) => {
    const { offer, cart } = await orderDuring(shop, NOT_NOW)
    await shop.ledger.change(cart.id, {
      deferred_at: new Date(Date.now() - 25 * 3_600_000).toISOString(),
    })
    await shop.ledger.reconcile()
    return offer.id
  },
  payment_not_returned: async (shop) => {
    const offer = shop.engage.giveOffer(shop.anna)
    const cart = await readyCart(shop, {
      offers: [offer],
      provider: PROVIDERS.stubborn,
    })
    shop.engage.refuse({ code: "PromotionNotFound" })
    await cart.web.complete(cart.id)
    await shop.ledger.reconcile()
    return offer.id
  },
  no_discount: async (shop) => {
    const offer = shop.engage.giveOffer(shop.anna, { code: "MUG-5" })
    const web = shop.storefront()
    const { id } = await web.createCart({ mugs: 1 })
    await expectOk(web.applyOffer(id, offer.id))
    await web.setQuantity(id, "mug", 0)
    await web.chooseShipping(id)
    await web.startPayment(id)
    await web.order(id)
    await shop.ledger.reconcile()
    return offer.id
  },
  customer_changed: async (shop) => {
    const offer = shop.engage.giveOffer(shop.anna)
    const { id } = await readyCart(shop, { offers: [offer] })
    await expectOk(shop.storefront(shop.bert).takeOver(id))
    return offer.id
  },
  unlinked: async (shop) => {
    const offer = shop.engage.giveOffer(shop.anna)
    const { web, id } = await readyCart(shop, { offers: [offer] })
    await expectOk(web.removeOffer(id, offer.id))
    return offer.id
  },
  promotion_automatic: (shop) =>
    afterChange(shop, (promotions, id) =>
      promotions.updatePromotions([{ id, is_automatic: true }])
    ),
  promotion_deleted: (shop) =>
    afterChange(shop, (promotions, id) =>
      promotions.softDeletePromotions([id])
    ),
}

engageSuite({}, (shop) => {
  it.each(Object.keys(WAYS) as LedgerReason[])(
    "an operator reads %s of a redemption",
    async (reason) => {
      const assignmentId = await WAYS[reason](shop)

      const { data } = await shop.admin<AdminPromotionRedemptionListResponse>(
        "GET",
        `/admin/promotion-redemptions?assignment_id=${assignmentId}&reason=${reason}`
      )

      expect(data.promotion_redemptions).toMatchObject([
        { assignment_id: assignmentId, reason },
      ])
    }
  )
})
