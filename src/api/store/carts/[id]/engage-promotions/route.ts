import type { MedusaResponse } from "@medusajs/framework/http"

import { engageError } from "../../../../../errors/engage-error"
import { isAssignmentId } from "../../../../../modules/promotion-redemption/engage/ids"
import { answering503 } from "../../../../utils/answering-503"
import type { StoreEngagePromotionListResponse } from "../../../../../types/http"
import { applyEngagePromotionWorkflow } from "../../../../../workflows/offers/apply-engage-promotion"
import { noteRefusal } from "../../../../../workflows/offers/note-refusal"
import type { CartOwnerRequest } from "../../cart-owner"
import { retrieveCart } from "../../../../utils/retrieve-cart"
import { listOffers, listRefused } from "../../../list-offers"
import type {
  StoreApplyEngagePromotionType,
  StoreGetCartEngagePromotionsType,
} from "../../validators"

/**
 * Lists the customer's offers and whether each is on the cart; with `refused`, only
 * the offers that were refused on the cart.
 */
export const GET = answering503(
  async (
    req: CartOwnerRequest<unknown, StoreGetCartEngagePromotionsType>,
    res: MedusaResponse<StoreEngagePromotionListResponse>
  ) => {
    const input = { ...req.cart_owner, cart_id: req.params.id as string }
    res.json(
      req.validatedQuery.refused
        ? await listRefused(req.scope, input)
        : await listOffers(req.scope, input)
    )
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
    const input = {
      ...req.cart_owner,
      cart_id: req.params.id as string,
      assignment_id,
    }
    try {
      await applyEngagePromotionWorkflow(req.scope).run({ input })
      await noteRefusal(req.scope, input, null)
    } catch (error) {
      await noteRefusal(req.scope, input, error)
      throw error
    }
    res.json({ cart: await retrieveCart(req) })
  }
)
