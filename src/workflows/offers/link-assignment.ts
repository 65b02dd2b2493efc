import {
  ContainerRegistrationKeys,
  MedusaError,
  Modules,
  PromotionActions,
} from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  createWorkflow,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  refreshCartItemsWorkflow,
  refreshPaymentCollectionForCartWorkflow,
  releaseLockStep,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"

import { engageError } from "../../errors/engage-error"
import { isAssignmentId } from "../../modules/promotion-redemption/engage/ids"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { CodePromotion } from "../../modules/promotion-redemption/ledger/managed-promotions"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { announceRedemptionsStep } from "../announce"
import { usedUpCodes, type SkippedCodes } from "../medusa/cart"
import { requireOpenCart, lockCartStep } from "../medusa/cart-lock"
import { discountsOf, hasDoubledDiscount } from "../medusa/discounts"
import { noteOffers } from "../medusa/cart-offers"
import { whyNotGivenNow } from "./for-shop"
import { reservedByOrderError } from "./why-reserved"

/** The Medusa promotion for an Engage promotion. */
type LinkablePromotion = {
  id: string
  code: string
  /** True: discounts shipping, so the discount may wait for a shipping method. */
  is_for_shipping: boolean
}

/**
 * Finds the Medusa promotion with a code. An automatic promotion is refused: Medusa
 * cannot take it off a cart.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_not_configured`
 */
const retrieveLinkablePromotionStep = createStep(
  "retrieve-linkable-promotion",
  async ({ promotion_code }: { promotion_code: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const {
      data: [promotion],
    } = await query.graph({
      entity: "promotion",
      fields: [
        "id",
        "code",
        "is_automatic",
        "status",
        "application_method.target_type",
      ],
      filters: { code: promotion_code },
    })
    if (
      !promotion?.code ||
      promotion.is_automatic ||
      promotion.status !== "active"
    ) {
      throw engageError("promotion_not_configured")
    }
    return new StepResponse<LinkablePromotion>({
      id: promotion.id,
      code: promotion.code,
      is_for_shipping:
        promotion.application_method?.target_type === "shipping_methods",
    })
  }
)

/**
 * Refuses an offer without a discount for this cart. A shipping offer may be applied
 * before the cart has a shipping method, unless its promotion gives no cart a discount
 * now.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_not_applicable`, or the reason that the
 * list of offers gives for a promotion without a discount for any cart:
 * `promotion_limit_reached`, `promotion_expired`, `promotion_not_configured`.
 */
const requireDiscountStep = createStep(
  "require-discount",
  async (
    {
      cart_id,
      promotion,
      skipped,
    }: {
      cart_id: string
      promotion: LinkablePromotion
      skipped: SkippedCodes
    },
    { container }
  ) => {
    if (usedUpCodes(skipped).includes(promotion.code)) {
      throw engageError("promotion_limit_reached")
    }
    const cart = await container.resolve(Modules.CART).retrieveCart(cart_id, {
      select: ["id"],
      relations: [
        "items.adjustments",
        "shipping_methods.adjustments",
        "credit_lines",
      ],
    })
    const discounts = discountsOf(cart).some(
      ({ promotion_id }) => promotion_id === promotion.id
    )
    if (!discounts) {
      const waits = promotion.is_for_shipping && !cart.shipping_methods?.length
      const reason =
        (await whyNotGivenNow(container, promotion.id)) ??
        (waits ? null : "promotion_not_applicable")
      if (reason) {
        throw engageError(reason)
      }
    }
    return new StepResponse({
      /**
       * True: a gift card or a similar credit pays a part, or another change of the
       * cart at the same moment has doubled a discount.
       */
      needs_refresh:
        Boolean(cart.credit_lines?.length) || hasDoubledDiscount(cart),
    })
  }
)

/**
 * From its first link on, a promotion works only with an assignment. If earlier
 * orders used the promotion without an assignment, it stays open until an operator
 * decides. Undo: none, the note stays true without this link.
 */
const noteManagedPromotionStep = createStep(
  "note-managed-promotion",
  async ({ id: promotion_id, code }: CodePromotion, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const known = await service.ledger.findManagedPromotion(promotion_id)
    if (known?.promotion_code === code) {
      return
    }
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data: orders } = known
      ? { data: [] }
      : await query.graph({
          entity: "order_promotion",
          fields: ["order_id"],
          filters: { promotion_id },
          pagination: { take: 1 },
        })
    await service.ledger.noteManagedPromotion({
      promotion_id,
      promotion_code: code,
      source: "link",
      awaiting_decision: orders.length > 0,
    })
  }
)

/**
 * Writes the ledger's row. If the assignment is already redeemed and without an
 * order, its row moves to this cart instead. Undo: the row becomes `released`; a
 * moved row stays, because it can be linked to any cart again.
 *
 * @throws MedusaError NOT_ALLOWED with the reason's code, NOT_FOUND for the cart.
 */
const createRedemptionStep = createStep(
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
              "metadata",
              "email",
              "customer.has_account",
            ]
          : ["id", "completed_at", "customer_id", "metadata"],
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
    await noteOffers(container, cart, true)
    const result = await service.ledger.link({
      assignment_id: input.assignment_id,
      cart_id: cart.id,
      customer_id: cart.customer_id ?? null,
      promotion_id: promotion.id,
      promotion_code: promotion.code,
      engage_promotion_id: input.engage_promotion_id ?? null,
      promotion_name: input.promotion_name ?? null,
      promotion_heading: input.promotion_heading ?? null,
      contact_id: input.contact_id ?? null,
      channel: (await service.getOptions()).channel,
      by: input.by,
    })
    if (result.kind === "refused") {
      throw result.reserved_for_order
        ? await reservedByOrderError(
            container,
            result.reserved_for_order,
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
    await service.ledger.unlink({
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
 * Whether the cart still belongs to the customer of the assignment. During the call
 * to Engage the cart may have been handed to a different customer.
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

/**
 * The cart's address identifies a guest: a changed address means a different guest.
 */
function isOfAnotherGuest(
  { email }: OwnedCart,
  owner: LinkAssignmentInput["owner"]
): boolean {
  return Boolean(
    owner && !owner.customer_id && (email ?? null) !== owner.guest_email
  )
}

/** The required owner of a cart. */
export type CartOwner = {
  /** The signed-in customer; null for a guest. */
  customer_id: string | null
  /** The address of a guest's cart; null for a signed-in customer. */
  guest_email: string | null
}

/** An assignment, its cart, and the Medusa promotion with its discount. */
export type LinkAssignmentInput = {
  cart_id: string
  /** Engage's id of the assignment, not of the promotion. */
  assignment_id: string
  /** Code of the Medusa promotion that gives the discount. */
  promotion_code: string
  /** Engage's id of the promotion, if known. */
  engage_promotion_id?: string | null
  /** The offer's name for staff, if known. */
  promotion_name?: string | null
  /** The offer's heading for shoppers, if known. */
  promotion_heading?: string | null
  /** Engage's id of the contact, if known: needed to ask Engage later. */
  contact_id?: string | null
  /** The linking actor, for the ledger: `customer`, `admin`, … */
  by: string
  /** The required owner of the cart. Left out by staff: any owner. */
  owner?: CartOwner
}

/**
 * Links an assignment to a cart and applies its discount. Does not ask Engage: the
 * caller must know that the assignment is the customer's. Undo: the discount comes
 * off, the row becomes `released`.
 *
 * Holds the cart's lock. Nested by `runAsStep`, the workflow takes no lock, like all
 * of Medusa's locking workflows: the outer workflow must take the cart's lock first,
 * with `acquireLockStep`, and release it last.
 *
 * @returns the redemption, `linked`.
 * @throws MedusaError NOT_ALLOWED `promotion_not_configured`,
 * `promotion_already_applied`, `promotion_already_redeemed`,
 * `promotion_held_by_unpaid_order`, `promotion_not_applicable`,
 * `promotion_limit_reached`, `promotion_expired`, `cart_already_completed`,
 * `promotion_not_found` when a guest's cart has got a different address,
 * `redemption_in_progress` also when the cart's lock is not free within five seconds;
 * NOT_FOUND for a cart that does not exist or is not the owner's.
 *
 * @example
 * await linkAssignmentWorkflow(container).run({
 *   input: {
 *     cart_id: "cart_123",
 *     assignment_id: "bb247ef7-80bb-440c-beb7-ab4172e56666",
 *     promotion_code: "10056",
 *     by: "call_centre",
 *   },
 * })
 */
export const linkAssignmentWorkflow = createWorkflow(
  "link-assignment",
  (input: LinkAssignmentInput) => {
    lockCartStep({ cart_id: input.cart_id })

    const promotion = retrieveLinkablePromotionStep(input)
    const redemption = createRedemptionStep({ input, promotion })

    const { skipped_promo_codes } = updateCartPromotionsWorkflow.runAsStep({
      input: {
        cart_id: input.cart_id,
        promo_codes: [input.promotion_code],
        action: PromotionActions.ADD,
      },
    })
    const { needs_refresh } = requireDiscountStep({
      cart_id: input.cart_id,
      promotion,
      skipped: skipped_promo_codes,
    })
    // After the last step that may refuse. The payment follows the total, as after
    // Medusa's own route for codes.
    when("without-credit-lines", { needs_refresh }, (cart) =>
      Boolean(!cart.needs_refresh)
    ).then(() => {
      refreshPaymentCollectionForCartWorkflow.runAsStep({
        input: { cart_id: input.cart_id },
      })
    })
    // Only this workflow recomputes a gift card's part of the total. It also
    // computes all promotions once more, so only a cart that needs it goes through
    // it.
    when("with-credit-lines", { needs_refresh }, (cart) =>
      Boolean(cart.needs_refresh)
    ).then(() => {
      refreshCartItemsWorkflow.runAsStep({ input: { cart_id: input.cart_id } })
    })
    noteManagedPromotionStep(promotion)
    announceRedemptionsStep({ redemptions: [redemption] })

    releaseLockStep({ key: input.cart_id })
    return new WorkflowResponse(redemption)
  }
)
