import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  PromotionActions,
} from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { updateCartPromotionsWorkflow } from "@medusajs/medusa/core-flows"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { CartRedemption } from "../../modules/promotion-redemption/ledger/cart-rows"
import {
  countsForCart,
  isOf,
  isRefusedHere,
} from "../../modules/promotion-redemption/ledger/row"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { announce } from "../announce"
import { promotionsOf, usedUpCodes, type SkippedCodes } from "../medusa/cart"
import { noteOffers } from "../medusa/cart-offers"
import { pluginPromotionFor, pricesHaveTax } from "../offers/plugin-promotions"
import { applyChangedPromotions } from "./changed-promotions"

/**
 * A fixed amount is taken off the prices shown to the shopper: with tax in some
 * regions, without in others. When the cart changes region, its linked amounts move
 * to the promotion in the other form. If a move fails, the redemption keeps its
 * promotion: the cart's change must not fail.
 *
 * @returns the redemptions after the moves.
 */
async function followTaxes(
  container: MedusaContainer,
  cart_id: string,
  redemptions: CartRedemption[]
): Promise<CartRedemption[]> {
  const linked = redemptions.filter(({ status }) => status === "linked")
  if (!linked.length) {
    return redemptions
  }
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const money = await service.ledger.listMoneyPromotions(
    linked.map(({ promotion_id }) => promotion_id)
  )
  const is_tax_inclusive = money.size
    ? await pricesHaveTax(container, cart_id)
    : null
  if (is_tax_inclusive === null) {
    return redemptions
  }
  const moved = new Map<string, Partial<CartRedemption>>()
  for (const { id, promotion_id, promotion_name } of linked) {
    const pluginPromotion = money.get(promotion_id)
    if (
      !pluginPromotion ||
      pluginPromotion.is_tax_inclusive === is_tax_inclusive
    ) {
      continue
    }
    try {
      const wanted = { ...pluginPromotion, is_tax_inclusive }
      const code = await pluginPromotionFor(container, wanted, promotion_name)
      const promotion_id = await service.ledger.findPluginPromotion(wanted)
      if (
        promotion_id &&
        (await service.ledger.changePromotion({
          id,
          promotion: { id: promotion_id, code },
        }))
      ) {
        moved.set(id, { promotion_id, promotion_code: code })
      }
    } catch (error) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `The redemption ${id} of cart ${cart_id} keeps a promotion for other` +
            ` taxes: ${(error as Error).message}`
        )
    }
  }
  return redemptions.map((row) => ({ ...row, ...moved.get(row.id) }))
}

/** The codes to take off a cart and to put on it, to match its redemptions. */
type CartPromotionsDifference = { remove: string[]; add: string[] }

/**
 * Compares a cart's promotions with its redemptions. Releases redemptions linked by
 * a different customer. Gives redemptions of a cart without a customer to the cart's
 * first customer. Moves fixed amounts to the promotion that fits the cart's taxes.
 * Applies operators' changes to the promotions. Notes in the cart's metadata whether
 * the cart has offers. Undo: none needed, because nothing was sent and the
 * customer can apply the offer again.
 */
const compareCartPromotionsStep = createStep(
  "compare-cart-promotions",
  async (input: SyncCartPromotionsInput, { container }) => {
    const { cart_id, recompute } = input
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const {
      data: [cart],
    } = await query.graph({
      entity: "cart",
      fields: [
        "id",
        "customer_id",
        "metadata",
        "promotions.id",
        "promotions.code",
        "promotions.is_automatic",
      ],
      filters: { id: cart_id },
    })
    if (!cart) {
      return new StepResponse<CartPromotionsDifference>({ remove: [], add: [] })
    }

    const redemptions = await service.ledger.listForCart(cart_id)
    const customer_id =
      input.customer_id === undefined
        ? (cart.customer_id ?? null)
        : input.customer_id
    if (customer_id && redemptions.some((row) => row.customer_id === null)) {
      await service.ledger.adopt({ cart_id, customer_id })
    }
    const ofAnotherCustomer = redemptions.filter(
      (row) => row.status === "linked" && !isOf(row, customer_id)
    )
    if (ofAnotherCustomer.length) {
      const { released } = await service.ledger.unlink({
        cart_id,
        promotion_ids: ofAnotherCustomer.map(
          ({ promotion_id }) => promotion_id
        ),
        reason: "customer_changed",
        by: "cart",
      })
      await announce(container, released)
    }

    const own = await followTaxes(
      container,
      cart_id,
      redemptions.filter((row) => isOf(row, customer_id))
    )
    const onCart = promotionsOf(cart)
    const withoutAssignment = onCart.filter(
      ({ id, is_automatic }) =>
        !is_automatic &&
        !own.some((row) => row.promotion_id === id && countsForCart(row))
    )
    const managed = withoutAssignment.length
      ? await service.ledger.listManagedPromotionIds(withoutAssignment)
      : new Set<string>()
    const refusedHere = new Set(
      own.filter(isRefusedHere).map(({ promotion_id }) => promotion_id)
    )
    await noteOffers(container, cart, own.some(countsForCart))
    const usable = await applyChangedPromotions(container, {
      cart_id,
      linked: own.filter(({ status }) => status === "linked"),
      promotions: onCart.map((promotion) => ({
        ...promotion,
        is_active: true,
      })),
    })

    return new StepResponse<CartPromotionsDifference>({
      remove: withoutAssignment
        .filter(({ id }) => managed.has(id) || refusedHere.has(id))
        .map(({ code }) => code),
      add: recompute
        ? usable
        : usable.filter(
            (usable) => !onCart.some(({ code }) => code === usable)
          ),
    })
  }
)

/**
 * Refuses linked redemptions that Medusa did not put on the cart because the
 * promotion's usage limit, the campaign's budget or the use once per customer is
 * used up. The customer sees the reason in the list. Undo: none needed, because
 * nothing was sent and the customer can apply the offer again.
 */
const refuseUsedUpStep = createStep(
  "refuse-used-up",
  async (
    { cart_id, skipped }: { cart_id: string; skipped: SkippedCodes },
    { container }
  ) => {
    const codes = usedUpCodes(skipped)
    if (!codes.length) {
      return new StepResponse<PromotionRedemptionDTO[]>([])
    }
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const refused = await service.ledger.apply(
      { event: "refuse_linked", reason: "promotion_limit_reached" },
      { rows: { cart_id, promotion_code: codes }, by: "cart" }
    )
    await announce(container, refused)
    return new StepResponse<PromotionRedemptionDTO[]>(refused)
  }
)

/** A cart whose promotions must match its redemptions. */
type SyncCartPromotionsInput = {
  cart_id: string
  /**
   * True: Medusa computes all linked promotions anew, not only the fallen ones. For
   * a completion that may have failed because a promotion is used up.
   */
  recompute?: boolean
  /**
   * The cart's customer; null for a cart of nobody, and for a deleted customer, whom
   * the cart still names. Default: the customer whom the cart names.
   */
  customer_id?: string | null
}

/**
 * Makes a cart's promotions match its redemptions: takes off a promotion that lacks
 * its assignment, and puts back a linked promotion that fell off, such as free
 * shipping while the cart had no shipping method. Refuses a linked redemption when
 * Medusa does not put its promotion back because a limit or budget is used up.
 *
 * Does not refresh the payment collection: during a failed completion a refresh
 * would delete the session that Medusa needs to cancel or refund the payment. The
 * caller must hold the cart's lock.
 */
export const syncCartPromotionsWorkflow = createWorkflow(
  "sync-cart-promotions",
  (input: SyncCartPromotionsInput) => {
    const difference = compareCartPromotionsStep(input)

    when("codes-to-remove", difference, ({ remove }) =>
      Boolean(remove.length)
    ).then(() => {
      updateCartPromotionsWorkflow
        .runAsStep({
          input: {
            cart_id: input.cart_id,
            promo_codes: difference.remove,
            action: PromotionActions.REMOVE,
          },
        })
        .config({ name: "remove-cart-promotions" })
    })

    const refused = when("codes-to-add", difference, ({ add }) =>
      Boolean(add.length)
    ).then(() => {
      const { skipped_promo_codes } = updateCartPromotionsWorkflow
        .runAsStep({
          input: {
            cart_id: input.cart_id,
            promo_codes: difference.add,
            action: PromotionActions.ADD,
          },
        })
        .config({ name: "add-cart-promotions" })
      return refuseUsedUpStep({
        cart_id: input.cart_id,
        skipped: skipped_promo_codes,
      })
    })

    const refusedCodes = transform({ refused }, ({ refused }) =>
      (refused ?? []).map(({ promotion_code }) => promotion_code)
    )
    // If a budget covers only a part of a discount, Medusa gives this part: take it
    // off.
    when("refused-codes", { refusedCodes }, ({ refusedCodes }) =>
      Boolean(refusedCodes.length)
    ).then(() => {
      updateCartPromotionsWorkflow
        .runAsStep({
          input: {
            cart_id: input.cart_id,
            promo_codes: refusedCodes,
            action: PromotionActions.REMOVE,
          },
        })
        .config({ name: "remove-refused-cart-promotions" })
    })

    return new WorkflowResponse(
      transform({ difference, refused }, ({ difference, refused }) => ({
        ...difference,
        /** Redemptions refused because their promotion is used up. */
        refused: refused ?? [],
      }))
    )
  }
)
