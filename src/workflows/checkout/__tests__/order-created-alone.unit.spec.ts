import { asValue } from "@medusajs/framework/awilix"
import {
  ContainerRegistrationKeys,
  createMedusaContainer,
  Modules,
} from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { redeemOnOrderCreated } from "../redeem"
import { claimOnCartCompletion } from "../claim"

const ORDER = { cart_id: "cart", order_id: "order" }

/** A completion of a cart with that many linked assignments. */
function createRun(linked: number) {
  const dismiss = jest.fn()
  const container = createMedusaContainer()
  container.register({
    [PROMOTION_REDEMPTION_MODULE]: asValue({
      ledger: {
        listForCart: async () => Array.from({ length: linked }, () => ({})),
        noteUndonePayment: async () => undefined,
      },
    }),
    [ContainerRegistrationKeys.QUERY]: asValue({
      graph: async ({ entity }: { entity: string }) => ({
        data:
          entity === "payment"
            ? []
            : [{ cart_id: "cart", payment_collection_id: "pay_col" }],
      }),
    }),
    [ContainerRegistrationKeys.LINK]: asValue({ dismiss }),
    [Modules.PAYMENT]: asValue({}),
  })
  const run = {
    container,
    id: "run",
    idempotency_key: "",
    answer: () => undefined,
  }
  return { dismiss, run }
}

// One after another: the process remembers that it looked at a completion.
describe("an order in a shop that lost the handler before it", () => {
  it("is refused with a sentence when the cart has an offer", async () => {
    const { run, dismiss } = createRun(1)

    await expect(redeemOnOrderCreated.invoke(ORDER, run)).rejects.toMatchObject(
      {
        type: "unexpected_state",
        message: expect.stringMatching(
          /`claimOnCartCompletion` is not wired to `completeCartWorkflow\.hooks\.validate`/
        ),
      }
    )
    // Or the next try would lean on a payment that Medusa cancels now.
    expect(dismiss).toHaveBeenCalledTimes(1)
  })

  it("stands when the cart has none", async () => {
    const { run, dismiss } = createRun(0)

    await expect(redeemOnOrderCreated.invoke(ORDER, run)).resolves.toBe(
      undefined
    )
    expect(dismiss).not.toHaveBeenCalled()
  })
})

it("an order stands when its cart was looked at and gave no discount", async () => {
  const { run } = createRun(1)
  const cart = { id: "cart", currency_code: "sek", total: 100, items: [] }
  await claimOnCartCompletion.invoke({ input: { id: "cart" }, cart }, run)

  await expect(redeemOnOrderCreated.invoke(ORDER, run)).resolves.toBe(undefined)
})
