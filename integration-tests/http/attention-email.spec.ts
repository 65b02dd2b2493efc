import { Modules } from "@medusajs/framework/utils"

import promotionRedemptionAttention, {
  config,
} from "../../examples/attention-email/src/subscribers/promotion-redemption-attention"
import { deferredOrder } from "../../testkit/jest/acting"
import { engageSuite } from "../../testkit/jest/suite"
import { until } from "../../testkit/poll"

const STAFF = "webshop@example.com"

type Delivered = Parameters<typeof promotionRedemptionAttention>[0]["event"]

engageSuite({}, (shop) => {
  // Other files share the shop: without an address the subscriber does nothing.
  beforeEach(() => {
    process.env.ENGAGE_ATTENTION_EMAIL = STAFF
  })
  afterEach(() => {
    delete process.env.ENGAGE_ATTENTION_EMAIL
  })

  const deliver = (event: Delivered) =>
    promotionRedemptionAttention({
      event,
      container: shop.container,
      pluginOptions: {},
    })

  const sent = () =>
    shop.container.resolve(Modules.NOTIFICATION).listNotifications({})

  it("an e-mail goes to the staff once when a redemption needs somebody, and not after somebody has seen to it", async () => {
    // As Medusa does with the files of a shop's `src/subscribers`.
    shop.container
      .resolve(Modules.EVENT_BUS)
      .subscribe(config.event as string, (event) => deliver(event as Delivered))
    const { cart, order, id } = await deferredOrder(shop)
    shop.engage.refuse({ code: "PromotionNotFound" })
    await shop.sql("promotion_redemption").update({
      discount_amount: 9.9992,
      raw_discount_amount: { value: "9.9992", precision: 20 },
    })
    await shop.ledger.reconcile()

    const [email, ...others] = await until(
      sent,
      (emails) =>
        emails.length > 0 && emails.every(({ status }) => status !== "pending")
    )

    expect(others).toEqual([])
    expect(email).toMatchObject({
      to: STAFF,
      channel: "email",
      template: "promotion-redemption-attention",
      status: "success",
      resource_id: id,
      data: {
        redemption_id: id,
        reason: "promotion_not_found",
        promotion_name: "Personal offer",
        promotion_code: "10056",
        discount_amount: 10,
        currency_code: "eur",
        order_id: order.id,
        order_number: order.display_id,
      },
    })
    const again = { name: config.event as string, data: { id }, metadata: {} }
    await deliver(again as Delivered)
    expect(await sent()).toHaveLength(1)

    await shop.ledger.change(cart.id, {
      status: "rejected",
      status_changed_at: new Date().toISOString(),
    })
    await deliver(again as Delivered)
    expect(await sent()).toHaveLength(1)
  })
})
