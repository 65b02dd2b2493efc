import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import {
  beginReceiveReturnWorkflow,
  beginReturnOrderWorkflow,
  confirmReturnReceiveWorkflow,
  confirmReturnRequestWorkflow,
  createOrderFulfillmentWorkflow,
  receiveItemReturnRequestWorkflow,
  requestItemReturnWorkflow,
} from "@medusajs/medusa/core-flows"

const itemsSchema = z.array(
  z.object({
    id: z.string(),
    detail: z.object({
      quantity: z.coerce.number(),
      fulfilled_quantity: z.coerce.number(),
    }),
  })
)

/**
 * Ships an order's items and has the shop receive returned items, as staff do in the
 * admin. @param pieces how many to return; by default all.
 */
export async function returnItems(
  container: MedusaContainer,
  order_id: string,
  pieces = Infinity
): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const {
    data: [location],
  } = await query.graph({ entity: "stock_location", fields: ["id"] })
  const {
    data: [order],
  } = await query.graph({
    entity: "order",
    fields: [
      "items.id",
      "items.detail.quantity",
      "items.detail.fulfilled_quantity",
    ],
    filters: { id: order_id },
  })
  const bought = itemsSchema.parse(order?.items)
  const unsent = bought.filter(({ detail }) => detail.fulfilled_quantity === 0)
  if (unsent.length) {
    await createOrderFulfillmentWorkflow(container).run({
      input: {
        order_id,
        items: unsent.map(({ id, detail: { quantity } }) => ({ id, quantity })),
      },
    })
  }
  let left = pieces
  const items = bought.flatMap(({ id, detail: { quantity } }) => {
    const back = Math.min(quantity, left)
    left -= back
    return back ? [{ id, quantity: back }] : []
  })
  const { result: change } = await beginReturnOrderWorkflow(container).run({
    input: { order_id, location_id: location?.id },
  })
  const return_id = String(change.return_id)
  await requestItemReturnWorkflow(container).run({
    input: { return_id, items },
  })
  await confirmReturnRequestWorkflow(container).run({ input: { return_id } })
  await beginReceiveReturnWorkflow(container).run({ input: { return_id } })
  await receiveItemReturnRequestWorkflow(container).run({
    input: { return_id, items },
  })
  await confirmReturnReceiveWorkflow(container).run({ input: { return_id } })
}
