import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"
import { isAssignmentId } from "../../../modules/promotion-redemption/engage/assignment-id"
import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { requireOpenCart } from "../../medusa/cart-lock"
import { heldByOrderError } from "../../engage-promotions/why-held"
import type { LinkAssignmentInput } from ".."
import type { LinkablePromotion } from "./retrieve-linkable-promotion"

/**
 * Writes the ledger's row. An assignment that is redeemed and waits for an order
 * moves to this cart instead. Undo: the row is `released`; a moved one stays, as
 * it can be linked anywhere again.
 *
 * @throws MedusaError NOT_ALLOWED with the reason's code, NOT_FOUND for the cart.
 */
export const createRedemptionStep = createStep(
  "create-redemption",
  async (
    {
      input,
      promotion,
    }: { input: LinkAssignmentInput; promotion: LinkablePromotion },
    { container }
  ) => {
    if (!isAssignmentId(input.assignment_id)) {
      throw engageError("promotion_not_found")
    }
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const {
      data: [cart],
    } = await query.graph({
      entity: "cart",
      fields:
        input.owner && !input.owner.customer_id
          ? [
              "id",
              "completed_at",
              "customer_id",
              "email",
              "customer.has_account",
            ]
          : ["id", "completed_at", "customer_id"],
      filters: { id: input.cart_id },
    })
    if (!cart || !isOpenTo(cart, input.owner)) {
      throw new MedusaError(
        MedusaError.Types.NOT_FOUND,
        `Cart with id: ${input.cart_id} was not found`
      )
    }

    await requireOpenCart(container, cart)
    if (isOfAnotherGuest(cart, input.owner)) {
      throw engageError("promotion_not_found")
    }
    const result = await service.link({
      assignment_id: input.assignment_id,
      cart_id: cart.id,
      customer_id: cart.customer_id ?? null,
      promotion_id: promotion.id,
      promotion_code: promotion.code,
      engage_promotion_id: input.engage_promotion_id ?? null,
      promotion_name: input.promotion_name ?? null,
      contact_id: input.contact_id ?? null,
      channel: (await service.getOptions()).channel,
      by: input.by,
    })
    if (result.kind === "refused") {
      throw result.held_for_order
        ? await heldByOrderError(
            container,
            result.held_for_order,
            cart.customer_id ?? null
          )
        : engageError(result.code)
    }
    return new StepResponse<PromotionRedemptionDTO, PromotionRedemptionDTO>(
      result.redemption,
      result.redemption
    )
  },
  async (redemption, { container }) => {
    if (!redemption) {
      return
    }
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    await service.unlink({
      cart_id: redemption.cart_id,
      promotion_ids: [redemption.promotion_id],
      reason: "unlinked",
      by: "undo",
    })
  }
)

type OwnedCart = {
  customer_id?: string | null
  email?: string | null
  customer?: { has_account?: boolean | null } | null
}

/**
 * Whether the cart still is the customer's whose assignment it is to get. While
 * Engage was asked it may have been handed to another customer.
 */
function isOpenTo(
  { customer_id, customer }: OwnedCart,
  owner: LinkAssignmentInput["owner"]
): boolean {
  if (!owner) {
    return true
  }
  return owner.customer_id
    ? customer_id === owner.customer_id
    : !customer?.has_account
}

/** A guest is known by the address on the cart: with another, it is another guest. */
function isOfAnotherGuest(
  { email }: OwnedCart,
  owner: LinkAssignmentInput["owner"]
): boolean {
  return Boolean(
    owner && !owner.customer_id && (email ?? null) !== owner.guest_email
  )
}
