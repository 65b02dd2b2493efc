import type { MedusaResponse } from "@medusajs/framework/http"

import { unlinkAssignmentWorkflow } from "../../../../../../workflows/offers/unlink-assignment"
import type { CartOwnerRequest } from "../../../cart-owner"
import { retrieveCart } from "../../../../../utils/retrieve-cart"

/** Takes an offer off the cart. */
export const DELETE = async (req: CartOwnerRequest, res: MedusaResponse) => {
  await unlinkAssignmentWorkflow(req.scope).run({
    input: {
      cart_id: req.params.id as string,
      assignment_id: req.params.assignment_id as string,
      by: "customer",
    },
  })
  res.json({ cart: await retrieveCart(req) })
}
