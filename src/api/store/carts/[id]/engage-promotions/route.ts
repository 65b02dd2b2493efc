import type { MedusaResponse } from "@medusajs/framework/http"

import { engageError } from "../../../../../errors/engage-error"
import { isAssignmentId } from "../../../../../modules/promotion-redemption/engage/assignment-id"
import { answering503 } from "../../../../answering-503"
import type { StoreEngagePromotionListResponse } from "../../../../../types/http"
import { applyEngagePromotionWorkflow } from "../../../../../workflows/apply-engage-promotion"
import { listEngagePromotionsWorkflow } from "../../../../../workflows/engage-promotions"
import type { CartOwnerRequest } from "../../cart-owner"
import { retrieveCart } from "../../../../retrieve-cart"
import { listRefused } from "../../list-refused"
import type {
  StoreApplyEngagePromotionType,
  StoreGetCartEngagePromotionsType,
} from "../../validators"

/**
 * Lists the customer's offers, and where each stands on the cart; or those alone
 * that were refused on it.
 */
export const GET = answering503(
  async (
    req: CartOwnerRequest<unknown, StoreGetCartEngagePromotionsType>,
    res: MedusaResponse<StoreEngagePromotionListResponse>
  ) => {
    const input = { ...req.cart_owner, cart_id: req.params.id as string }
    const engage_promotions = req.validatedQuery.refused
      ? await listRefused(req.scope, input)
      : (await listEngagePromotionsWorkflow(req.scope).run({ input })).result

    res.json({ engage_promotions, count: engage_promotions.length })
  }
)

/** Applies an offer to the cart. */
export const POST = answering503(
  async (
    req: CartOwnerRequest<StoreApplyEngagePromotionType>,
    res: MedusaResponse
  ) => {
    const { assignment_id } = req.validatedBody
    if (!isAssignmentId(assignment_id)) {
      throw engageError("promotion_not_found")
    }
    await applyEngagePromotionWorkflow(req.scope).run({
      input: {
        ...req.cart_owner,
        cart_id: req.params.id as string,
        assignment_id,
      },
    })
    res.json({ cart: await retrieveCart(req) })
  }
)
