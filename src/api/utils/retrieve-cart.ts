import type { MedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** The cart with the fields that the request selects, read after a change. */
export async function retrieveCart(
  req: Pick<MedusaRequest, "scope" | "params" | "queryConfig">
): Promise<Record<string, unknown>> {
  const {
    data: [cart],
  } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph(
    {
      entity: "cart",
      fields: req.queryConfig.fields,
      filters: { id: req.params.id },
    },
    { throwIfKeyNotFound: true }
  )
  return cart
}
