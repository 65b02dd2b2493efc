import { WorkflowManager } from "@medusajs/framework/orchestration"
import { Modules } from "@medusajs/framework/utils"
import { updateCartWorkflow } from "@medusajs/medusa/core-flows"

import { keepOffersNote } from "../keep-offers-note"

type Metadata = Record<string, unknown> | null

type Handler = { invoke(args: unknown): Promise<unknown> }

/** Medusa's step for an update of a cart, and what it writes. */
async function update(before: Metadata, after: Metadata) {
  keepOffersNote()
  const { handlers_ } = WorkflowManager.getWorkflow(
    updateCartWorkflow.getName()
  ) as unknown as { handlers_: Map<string, Handler> }
  const updateCarts = jest.fn(async () => [{ id: "cart", metadata: after }])
  const container = {
    resolve: (name: string) =>
      name === Modules.CART && {
        listCarts: async () => [{ id: "cart", metadata: before }],
        listAddresses: async () => [],
        updateCarts,
      },
  }
  const metadata = { idempotency_key: "", model_id: "update-cart" }
  await handlers_.get("update-carts")!.invoke({
    container,
    metadata,
    context: {},
    step: { definition: {} },
    transaction: { getFlow: () => ({}), getContext: () => ({ payload: {} }) },
    payload: {},
    invoke: {
      "prepare-cart-to-update": { output: { output: { id: "cart" } } },
    },
  })
  return updateCarts.mock.calls.slice(1)
}

describe("an update of a cart's metadata", () => {
  const NOTE = { engage_offers: true }

  it.each<[string, Metadata]>([
    ["null", null],
    ["another value", { engage_offers: "" }],
  ])("that is %s keeps the note of its offers", async (_, after) => {
    expect(await update({ ...NOTE, own: 1 }, after)).toEqual([
      ["cart", { metadata: NOTE }],
    ])
  })

  it.each<[string, Metadata, Metadata]>([
    ["keeps the note", NOTE, { ...NOTE, own: 1 }],
    ["is of a cart without an offer", { own: 1 }, null],
  ])("that %s costs nothing more", async (_, before, after) => {
    expect(await update(before, after)).toEqual([])
  })
})
