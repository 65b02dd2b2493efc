import {
  createStep,
  StepResponse,
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { releaseLockStep } from "@medusajs/medusa/core-flows"

import { engageError } from "../../errors/engage-error"
import { isAssignmentId } from "../../modules/promotion-redemption/engage/ids"
import type { PromotionValue } from "../../modules/promotion-redemption/engage/promotion"
import type { EngagePromotion } from "../../modules/promotion-redemption/engage/types"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { currentCodeOf, placeOf } from "../medusa/cart"
import { lockCartStep } from "../medusa/cart-lock"
import { listContactPromotions, resolveContactWorkflow } from "./contact"
import { linkAssignmentWorkflow } from "./link-assignment"
import { offerHeading, offerName, whyNotUsable } from "./offer"
import { pluginPromotionFor, wantedPromotion } from "./plugin-promotions"
import { unlinkAssignmentWorkflow } from "./unlink-assignment"

/** An assignment fit to be linked, with its value. */
type ChosenAssignment = {
  assignment_id: string
  value: PromotionValue
  engage_promotion_id: string | null
  /** The offer's name for people; null without a name in Engage. */
  promotion_name: string | null
  /** The offer's heading for shoppers; null without a heading in Engage. */
  promotion_heading: string | null
  contact_id: string
}

/**
 * Finds the assignment among the contact's own, and checks that the cart's sales
 * channel and this shop can use it. If an earlier completion redeemed the
 * assignment, and the assignment still has no order, the same contact can use the
 * assignment again.
 *
 * @throws MedusaError NOT_ALLOWED with the code of the fault; `engage_unavailable`
 * when Engage cannot be asked.
 */
const chooseAssignmentStep = createStep(
  "choose-assignment",
  async (
    {
      cart_id,
      assignment_id,
      contact_id,
    }: { cart_id: string; assignment_id: string; contact_id: string | null },
    { container }
  ) => {
    if (!contact_id || !isAssignmentId(assignment_id)) {
      throw engageError("promotion_not_found")
    }
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const [place, waiting] = await Promise.all([
      placeOf(container, cart_id),
      service.ledger.findRedeemedWithoutOrder({ assignment_id, contact_id }),
    ])
    if (!(await service.offersIn([place.sales_channel_id]))) {
      throw engageError("promotion_not_configured")
    }
    if (waiting) {
      return new StepResponse<ChosenAssignment>({
        assignment_id,
        contact_id,
        // The assignment was redeemed with this promotion, whatever its value in
        // Engage.
        value: {
          type: "EXTERNALOFFER",
          promotion_code: await currentCodeOf(container, waiting),
        },
        engage_promotion_id: waiting.engage_promotion_id,
        promotion_name: waiting.promotion_name,
        promotion_heading: waiting.promotion_heading,
      })
    }

    const promotions = await listContactPromotions(service, contact_id)
    const promotion = promotions.find(({ id }) => id === assignment_id)
    if (!promotion) {
      throw engageError(
        isPromotionId(promotions, assignment_id)
          ? "assignment_id_is_a_promotion_id"
          : "promotion_not_found"
      )
    }
    service.tried.set(triedKey({ cart_id, assignment_id }), promotion)
    const usable = whyNotUsable(promotion, {
      channel: (await service.getOptions()).channel,
      currency_code: place.currency_code,
    })
    if (usable.reason) {
      throw engageError(usable.reason)
    }
    return new StepResponse<ChosenAssignment>({
      assignment_id,
      contact_id,
      value: usable.value,
      engage_promotion_id: promotion.promotionId,
      promotion_name: offerName(promotion),
      promotion_heading: offerHeading(promotion),
    })
  }
)

/** The key of an offer in the service's `tried`. */
export function triedKey(of: {
  cart_id: string
  assignment_id: string
}): string {
  return `${of.cart_id} ${of.assignment_id}`
}

function isPromotionId(promotions: EngagePromotion[], id: string): boolean {
  return promotions.some(
    ({ promotionId, externalId }) => promotionId === id || externalId === id
  )
}

/**
 * The code of the Medusa promotion with the assignment's value. An EXTERNALOFFER
 * names the code. For PERCENT and MONEY the plugin makes a promotion, with a code
 * that begins with the offer's name and cannot be guessed, and uses the promotion
 * again for every customer with the same offer. If an operator has changed or
 * deleted the promotion, carts with it keep it and the plugin makes a new promotion.
 * Undo: none, the promotion serves the next customer as well.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_not_configured` when an operator has
 * switched the promotion off; `promotion_currency_mismatch`.
 */
const providePromotionStep = createStep(
  "provide-promotion",
  async (
    { cart_id, chosen }: { cart_id: string; chosen: ChosenAssignment },
    { container }
  ) => {
    const { value } = chosen
    if (value.type === "EXTERNALOFFER") {
      return new StepResponse(value.promotion_code)
    }
    const wanted = await wantedPromotion(
      container,
      cart_id,
      chosen.engage_promotion_id ?? chosen.assignment_id,
      value
    )
    return new StepResponse(
      await pluginPromotionFor(container, wanted, chosen.promotion_name)
    )
  }
)

/**
 * Whether the assignment is linked to the cart by an outdated promotion: Engage has
 * changed the value, or the cart its currency.
 */
const findOutdatedLinkStep = createStep(
  "find-outdated-link",
  async (
    {
      cart_id,
      assignment_id,
      promotion_code,
    }: { cart_id: string; assignment_id: string; promotion_code: string },
    { container }
  ) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const redemptions = await service.ledger.listForCart(cart_id)
    return new StepResponse(
      redemptions.some(
        (redemption) =>
          redemption.assignment_id === assignment_id &&
          redemption.status === "linked" &&
          redemption.promotion_code !== promotion_code
      )
    )
  }
)

/** An offer that a customer wants on a cart. */
export type ApplyEngagePromotionInput = {
  cart_id: string
  /** As sent by the customer, unchecked. */
  assignment_id: string
  /** The signed-in customer; null for a guest. */
  customer_id: string | null
  /** Only with `guests: "email"`: the address that a guest gave the cart. */
  guest_email: string | null
}

/**
 * Applies an offer on a customer's behalf: asks Engage, each time anew, whether the
 * assignment belongs to the customer and can be used online, then links the
 * assignment. If the assignment is already on the cart with an outdated value or
 * currency, it is linked anew.
 *
 * Holds the cart's lock from Engage's answer on. Nested by `runAsStep`, the workflow
 * takes no lock, like all of Medusa's locking workflows: the outer workflow must
 * take the cart's lock first, with `acquireLockStep`, and release it last.
 *
 * @returns the redemption, `linked`.
 * @throws MedusaError NOT_ALLOWED with a code of the catalogue, among them
 * `redemption_in_progress` when the cart's lock is not free within five seconds;
 * `engage_unavailable` when Engage cannot be asked; NOT_FOUND when the cart does not
 * exist or now belongs to a different customer.
 */
export const applyEngagePromotionWorkflow = createWorkflow(
  "apply-engage-promotion",
  (input: ApplyEngagePromotionInput) => {
    const contact = resolveContactWorkflow.runAsStep({
      input: transform(input, ({ customer_id, guest_email }) => ({
        customer_id,
        guest_email,
      })),
    })
    const chosen = chooseAssignmentStep({
      cart_id: input.cart_id,
      assignment_id: input.assignment_id,
      contact_id: contact.contact_id,
    })

    // Only after Engage's answer: a lock during the call would block every change of
    // the cart. The steps below read the cart again.
    lockCartStep({ cart_id: input.cart_id })
    const promotion_code = providePromotionStep({
      cart_id: input.cart_id,
      chosen,
    })
    const outdated = findOutdatedLinkStep({
      cart_id: input.cart_id,
      assignment_id: input.assignment_id,
      promotion_code,
    })
    when({ outdated }, ({ outdated }) => outdated).then(() => {
      unlinkAssignmentWorkflow.runAsStep({
        input: transform(input, ({ cart_id, assignment_id }) => ({
          cart_id,
          assignment_id,
          by: "customer",
        })),
      })
    })
    const redemption = linkAssignmentWorkflow.runAsStep({
      input: transform(
        { input, chosen, promotion_code },
        ({ input, chosen: { value: _, ...assignment }, promotion_code }) => ({
          ...assignment,
          cart_id: input.cart_id,
          promotion_code,
          by: "customer",
          owner: {
            customer_id: input.customer_id,
            guest_email: input.guest_email,
          },
        })
      ),
    })
    releaseLockStep({ key: input.cart_id })
    return new WorkflowResponse(redemption)
  }
)
