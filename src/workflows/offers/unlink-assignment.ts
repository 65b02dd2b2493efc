import {
  ContainerRegistrationKeys,
  PromotionActions,
} from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  refreshCartItemsWorkflow,
  releaseLockStep,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import {
  countsForCart,
  type AssignedRedemption,
} from "../../modules/promotion-redemption/ledger/row"
import { announceRedemptionsStep } from "../announce"
import { currentCodeOf } from "../medusa/cart"
import { requireOpenCart, lockCartStep } from "../medusa/cart-lock"

/**
 * Releases the ledger's row. Undo: links the assignment again.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_not_found`, `redemption_in_progress`,
 * `cart_already_completed`
 */
const releaseRedemptionStep = createStep(
  "release-redemption",
  async (
    { cart_id, assignment_id, by }: UnlinkAssignmentInput,
    { container }
  ) => {
    const {
      data: [cart],
    } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "cart",
      fields: ["id", "completed_at"],
      filters: { id: cart_id },
    })
    if (cart) {
      await requireOpenCart(container, cart)
    }
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const redemption = (await service.ledger.listForCart(cart_id)).find(
      (row) => row.assignment_id === assignment_id && countsForCart(row)
    )
    if (!redemption) {
      throw engageError("promotion_not_found")
    }
    const { released, in_progress } = await service.ledger.unlink({
      cart_id,
      promotion_ids: [redemption.promotion_id],
      reason: "unlinked",
      by,
    })
    if (in_progress) {
      throw engageError("redemption_in_progress")
    }
    return new StepResponse(
      { promotion_code: await currentCodeOf(container, redemption), released },
      released
    )
  },
  async (released: AssignedRedemption[] | undefined, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    for (const redemption of released ?? []) {
      await service.ledger.link({ ...redemption, by: "undo" })
    }
  }
)

/** An assignment, and the cart to take it off. */
export type UnlinkAssignmentInput = {
  cart_id: string
  assignment_id: string
  /** The unlinking actor, for the ledger: `customer`, `admin`, … */
  by: string
}

/**
 * Takes an assignment off a cart, together with its discount. A redeemed assignment
 * loses only its discount, and stays bound to the cart.
 *
 * Holds the cart's lock. Nested by `runAsStep`, the workflow takes no lock, like all
 * of Medusa's locking workflows: the outer workflow must take the cart's lock first,
 * with `acquireLockStep`, and release it last.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_not_found` when the assignment is not
 * on the cart, `cart_already_completed` when the cart is an order,
 * `redemption_in_progress` when an order is using the assignment or the cart's lock
 * is not free within five seconds.
 *
 * @example
 * await unlinkAssignmentWorkflow(container).run({
 *   input: { cart_id: "cart_123", assignment_id: "…", by: "call_centre" },
 * })
 */
export const unlinkAssignmentWorkflow = createWorkflow(
  "unlink-assignment",
  (input: UnlinkAssignmentInput) => {
    lockCartStep({ cart_id: input.cart_id })

    const unlinked = releaseRedemptionStep(input)
    const promo_codes = transform(unlinked, ({ promotion_code }) => [
      promotion_code,
    ])
    updateCartPromotionsWorkflow.runAsStep({
      input: {
        cart_id: input.cart_id,
        promo_codes,
        action: PromotionActions.REMOVE,
      },
    })
    // As after every change of a cart: recomputes all amounts that depend on the
    // total, such as a gift card and the payment.
    refreshCartItemsWorkflow.runAsStep({ input: { cart_id: input.cart_id } })
    announceRedemptionsStep({ redemptions: unlinked.released })

    releaseLockStep({ key: input.cart_id })
    return new WorkflowResponse(unlinked.released)
  }
)
