import { WorkflowManager } from "@medusajs/framework/orchestration"
import { processPaymentWorkflow } from "@medusajs/medusa/core-flows"

import { ignoreLostSessions } from "../ignore-lost-sessions"

type Handler = { invoke(args: unknown): Promise<unknown> }

describe("a webhook of a payment", () => {
  it.each<[string, object[], number]>([
    ["completes no cart when its session is gone", [], 0],
    ["completes its cart", [{ payment_collection_id: "paycol" }], 1],
  ])("%s", async (_, sessions, completed) => {
    const { handlers_ } = WorkflowManager.getWorkflow(
      processPaymentWorkflow.getName()
    ) as unknown as { handlers_: Map<string, Handler> }
    // Both steps are Medusa's, by these names.
    expect([...handlers_.keys()]).toEqual(
      expect.arrayContaining([
        "payment-session-query",
        "complete-cart-after-payment-step",
      ])
    )
    const complete = jest.fn(async () => undefined)
    handlers_.set("complete-cart-after-payment-step", { invoke: complete })
    ignoreLostSessions()

    await handlers_.get("complete-cart-after-payment-step")!.invoke({
      invoke: {
        "payment-session-query": { output: { output: { data: sessions } } },
      },
    })

    expect(complete).toHaveBeenCalledTimes(completed)
  })
})
