import { WorkflowManager } from "@medusajs/framework/orchestration"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { answerBusyCart } from "../answer-busy-cart"

type Handler = { invoke(args: unknown): Promise<unknown> }

/** Medusa's words, when somebody else has the lock for half a minute. */
const LOCKED = new Error('Failed to acquire lock for key "cart"')

describe("complete-cart on a cart whose lock is not to be had", () => {
  /** Asks for the lock of a cart with so many redemptions. */
  const askForLock = async (redemptions: object[], error: Error) => {
    const handlers = WorkflowManager.getWorkflow(
      completeCartWorkflow.getName()
    )!.handlers_ as unknown as Map<string, Handler>
    handlers.set("acquire-lock-step", {
      invoke: () => Promise.reject(error),
    })
    answerBusyCart()
    const service = { ledger: { listForCart: async () => redemptions } }
    return handlers.get("acquire-lock-step")!.invoke({
      payload: { id: "cart" },
      container: {
        resolve: (name: string) =>
          name === PROMOTION_REDEMPTION_MODULE ? service : undefined,
      },
    })
  }

  it("says that the offer is being used", async () => {
    await expect(askForLock([{}], LOCKED)).rejects.toMatchObject({
      type: "not_allowed",
      code: "redemption_in_progress",
    })
  })

  it("says what Medusa says when there is no offer on the cart", async () => {
    await expect(askForLock([], LOCKED)).rejects.toBe(LOCKED)
  })

  it("says what is wrong when it is something else", async () => {
    const broken = new Error("The database is gone")

    await expect(askForLock([{}], broken)).rejects.toBe(broken)
  })
})
