import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { requireFreshPayment } from "../fresh-payment"

const cartWith = (amount: number) => ({
  id: "cart",
  total: 110,
  payment_collection: {
    payment_sessions: [{ id: "payses", status: "pending", amount }],
  },
})

/** A shop whose ledger knows these offers of the cart, by their promotions. */
function createShop(offers: string[], payments: object[] = []) {
  const dismiss = jest.fn()
  const refundPayment = jest.fn(
    async (_: { payment_id: string; amount: unknown }) => ({})
  )
  const refunded = () =>
    refundPayment.mock.calls.map(([{ payment_id, amount }]) => ({
      payment_id,
      amount: Number(amount),
    }))
  const listPromotionsOfCart = jest.fn(async () => offers)
  const parts: Record<string, unknown> = {
    [PROMOTION_REDEMPTION_MODULE]: { ledger: { listPromotionsOfCart } },
    [ContainerRegistrationKeys.QUERY]: {
      graph: async ({ entity }: { entity: string }) => ({
        data:
          entity === "payment"
            ? payments
            : [{ cart_id: "cart", payment_collection_id: "paycol" }],
      }),
    },
    [ContainerRegistrationKeys.LINK]: { dismiss },
    [Modules.PAYMENT]: {
      listPayments: async () => [],
      deletePaymentSession: async () => undefined,
      refundPayment,
    },
  }
  const container = {
    resolve: (key: string) => parts[key],
  } as unknown as MedusaContainer
  return { container, dismiss, listPromotionsOfCart, refunded }
}

describe("the payment of a cart", () => {
  it.each<[string, boolean, string[]]>([
    ["has an offer", true, []],
    ["has had an offer", false, ["promo"]],
  ])("has to be its total if the cart %s", async (_, has_offer, offers) => {
    const { container, dismiss } = createShop(offers)

    await expect(
      requireFreshPayment({ container, id: "run" }, cartWith(100), {
        has_offer,
      })
    ).rejects.toMatchObject({ type: "invalid_data" })

    expect(dismiss).toHaveBeenCalled()
  })

  it("is refunded where the provider has captured a part: Medusa refunds the whole or nothing", async () => {
    const captures = [{ amount: 60 }]
    const { container, refunded } = createShop(
      [],
      [
        { id: "whole", captured_at: new Date(), captures },
        { id: "part", captures, refunds: [{ amount: 10 }] },
        { id: "returned", captures, refunds: [{ amount: 60 }] },
        { id: "authorised" },
      ]
    )

    await expect(
      requireFreshPayment({ container, id: "run" }, cartWith(100), {
        has_offer: true,
      })
    ).rejects.toMatchObject({ type: "invalid_data" })

    expect(refunded()).toEqual([{ payment_id: "part", amount: 50 }])
  })

  it("is Medusa's business if the cart never had an offer", async () => {
    const { container, dismiss } = createShop([])

    await requireFreshPayment({ container, id: "run" }, cartWith(100), {
      has_offer: false,
    })

    expect(dismiss).not.toHaveBeenCalled()
  })

  it("costs no query if it is the cart's total", async () => {
    const { container, listPromotionsOfCart } = createShop([])

    await requireFreshPayment({ container, id: "run" }, cartWith(110), {
      has_offer: false,
    })

    expect(listPromotionsOfCart).not.toHaveBeenCalled()
  })
})
