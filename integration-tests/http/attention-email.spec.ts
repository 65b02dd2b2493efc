import { Modules } from "@medusajs/framework/utils"

import promotionRedemptionAttention, {
  config,
} from "../../examples/attention-email/src/subscribers/promotion-redemption-attention"
import { readyCart } from "../../testkit/jest/checkout"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"

const STAFF = "webshop@example.com"

engageSuite(
  {
    notificationProviders: [
      {
        resolve: "@medusajs/medusa/notification-local",
        id: "local",
        options: { channels: ["email"] },
      },
    ],
  },
  (shop) => {
    beforeAll(() => {
      // As Medusa does with the files of a shop's `src/subscribers`.
      shop.container
        .resolve(Modules.EVENT_BUS)
        .subscribe(config.event as string, async (event) =>
          promotionRedemptionAttention({
            event: event as Parameters<
              typeof promotionRedemptionAttention
            >[0]["event"],
            container: shop.container,
            pluginOptions: {},
          })
        )
    })

    beforeEach(() => {
      process.env.ENGAGE_ATTENTION_EMAIL = STAFF
    })

    const sent = () =>
      shop.container.resolve(Modules.NOTIFICATION).listNotifications({})

    /** The e-mails, once each has left. */
    const untilSent = () =>
      until(
        sent,
        (emails) =>
          emails.length > 0 &&
          emails.every(({ status }) => status !== "pending")
      )

    /** An order whose discount Engage refuses once it stands. */
    const refusedLater = async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })
      shop.engage.sandbox.setFault({
        type: "status",
        operation: "redeem",
        status: 429,
      })
      const order = await cart.web.order(cart.id)
      shop.engage.sandbox.clearFaults()
      shop.engage.refuse({ code: "PromotionNotFound" })
      await shop.sql("promotion_redemption").update({
        discount_amount: 9.9992,
        raw_discount_amount: { value: "9.9992", precision: 20 },
      })
      await shop.ledger.reconcile()
      return { cart, order }
    }

    it("goes to the shop's staff when a redemption needs somebody", async () => {
      const { cart, order } = await refusedLater()
      const { id } = await shop.ledger.row(cart.id)

      const [email, ...others] = await untilSent()

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
    })

    it("goes out once, however often the event is delivered", async () => {
      const { cart } = await refusedLater()
      const { id } = await shop.ledger.row(cart.id)
      await untilSent()

      await promotionRedemptionAttention({
        event: { name: config.event as string, data: { id }, metadata: {} },
        container: shop.container,
        pluginOptions: {},
      } as Parameters<typeof promotionRedemptionAttention>[0])

      expect(await sent()).toHaveLength(1)
    })

    it("is not sent for one that somebody has seen to", async () => {
      const { cart } = await refusedLater()
      const { id } = await shop.ledger.row(cart.id)
      const before = await untilSent()
      await shop.ledger.change(cart.id, {
        status: "rejected",
        status_changed_at: new Date().toISOString(),
      })

      await promotionRedemptionAttention({
        event: { name: config.event as string, data: { id }, metadata: {} },
        container: shop.container,
        pluginOptions: {},
      } as Parameters<typeof promotionRedemptionAttention>[0])

      expect(await sent()).toHaveLength(before.length)
    })
  }
)
