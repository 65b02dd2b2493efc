import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  PromotionActions,
} from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import {
  updateCartPromotionsWorkflowId,
  refreshCartItemsWorkflowId,
} from "@medusajs/medusa/core-flows"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { CartDiscount } from "../../modules/promotion-redemption/ledger/claim-plan"
import {
  countsForCart,
  isOf,
  type AssignedRedemption,
} from "../../modules/promotion-redemption/ledger/row"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { announce } from "../announce"
import { discountsOf } from "../medusa/discounts"
import { isNotedWithOffers } from "../medusa/cart-offers"
import {
  isNamed,
  promotionsByCode,
  promotionsOf,
  type PromotionOnCart,
} from "../medusa/cart"
import {
  queriedBy,
  type HookHandler,
  type WorkflowRun,
} from "../medusa/hook-handler"
import { noteSuccessors } from "./changed-promotions"
import { syncCartPromotionsWorkflow } from "./sync-cart-promotions"

const cartSchema = z.object({
  id: z.string(),
  customer: z.object({ id: z.string() }).nullish(),
})

const payloadSchema = z.object({ cart: z.unknown() })

const inputSchema = z.object({
  promo_codes: z.array(z.string()).nullish(),
  action: z.enum(PromotionActions).default(PromotionActions.ADD),
})

/** Medusa's input for handlers of update-cart-promotions' `validate`. */
export type UpdateCartPromotionsValidateInput = {
  input: unknown
  cart: unknown
}

type CodesChange = {
  cart: z.infer<typeof cartSchema>
  /** Codes new to the cart. */
  added: string[]
  /** Codes to take off, each by its name. */
  removed: string[]
  /** All codes the cart is to have, when a request replaces its codes. */
  replacing: string[] | null
  onCart: PromotionOnCart[]
  /** Each with the code of the cart's last computation. */
  discounts: CartDiscount[]
  /** `onCart`, also under the codes of the cart's last computation. */
  byCode: PromotionOnCart[]
  /**
   * Promotions with a discount on the cart under a code that they no longer have: an
   * operator has renamed them since.
   */
  renamed: PromotionOnCart[]
}

/**
 * Guards every change of a cart's codes: a managed promotion needs its assignment,
 * and taking a code off by its name releases the assignment. A refresh of codes
 * already on the cart is never blocked; the checkout decides at the end.
 *
 * Storefronts replace all codes of a cart by the codes they know, together with an
 * address or with a code typed in by a shopper. A storefront does not know the
 * linked codes, so a linked code stays on the cart, as an automatic promotion does.
 * A storefront may also keep sending a code refused on the cart or taken off it: the
 * guard leaves the code out, without an error.
 *
 * Undo: links the released assignments again.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_requires_assignment` for a managed
 * code, `redemption_in_progress` when an order is using the assignment.
 */
export const guardCartPromotions: HookHandler<
  UpdateCartPromotionsValidateInput,
  { released: AssignedRedemption[] }
> = {
  workflowId: updateCartPromotionsWorkflowId,
  hook: "validate",
  place: "behind",
  reads: ["fetch-cart"],

  inputOf: (args) => {
    const { cart } = payloadSchema.parse(args.payload)
    return { input: args.payload, cart: cart ?? queriedBy(args, "fetch-cart") }
  },

  invoke: async (given, { container, changeInput }) => {
    const change = changeOf(given)
    const leftOut = leftOutOf(change)
    if (
      !change.added.length &&
      !change.removed.length &&
      !leftOut.length &&
      !change.renamed.length
    ) {
      return undefined
    }
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const redemptions = await service.ledger.listForCart(change.cart.id)
    const promo_codes = await codesWithRenamed(container, change, redemptions)
    if (promo_codes) {
      changeInput?.({ promo_codes, action: PromotionActions.REPLACE })
    }
    const gone = change.added.length
      ? await requireAssignments(container, change, redemptions)
      : []
    if (change.replacing) {
      const kept = leftOut.filter(({ id }) =>
        covers(redemptions, id, change.cart)
      )
      if (kept.length || gone.length) {
        changeInput?.({
          promo_codes: [
            ...change.replacing.filter((code) => !gone.includes(code)),
            ...kept.map(({ code }) => code),
          ],
        })
      }
      return undefined
    }

    const dropped = redemptions.filter(
      (redemption) =>
        countsForCart(redemption) &&
        isNamed(redemption, change.removed, change.byCode)
    )
    if (!dropped.length) {
      return undefined
    }
    const { released, in_progress } = await service.ledger.unlink({
      cart_id: change.cart.id,
      promotion_ids: dropped.map(({ promotion_id }) => promotion_id),
      reason: "unlinked",
      by: "cart",
    })
    if (in_progress) {
      throw engageError("redemption_in_progress")
    }
    await announce(container, released)
    return { released }
  },

  compensate: async (kept, { container }) => {
    for (const redemption of kept?.released ?? []) {
      await container
        .resolve(PROMOTION_REDEMPTION_MODULE)
        .ledger.link({ ...redemption, by: "cart" })
    }
  },
}

/**
 * All codes that the cart has after codes are added or removed; null if Medusa finds
 * them by itself. Medusa adds to, and removes from, the codes of the cart's last
 * computation: a linked offer whose promotion an operator has renamed since would
 * fall off.
 */
async function codesWithRenamed(
  container: MedusaContainer,
  {
    added,
    removed,
    replacing,
    onCart,
    byCode,
    renamed,
    discounts,
  }: CodesChange,
  redemptions: PromotionRedemptionDTO[]
): Promise<string[] | null> {
  const isLinked = ({ id }: PromotionOnCart) =>
    redemptions.some((row) => row.promotion_id === id && countsForCart(row))
  if (replacing || !renamed.some(isLinked)) {
    return null
  }
  const kept = discounts
    .map(({ promotion_id, code }) => ({
      promotion_id,
      promotion_code:
        onCart.find(({ id }) => id === promotion_id)?.code ?? code,
    }))
    .filter((discount) => !isNamed(discount, removed, byCode))
    .map(({ promotion_code }) => promotion_code)
  if (!kept.length) {
    return added
  }
  // Unlike the codes of a cart's last computation, codes that replace all codes have
  // to exist.
  const { data: existing } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "promotion", fields: ["code"], filters: { code: kept } })
  return [...existing.flatMap(({ code }) => code ?? []), ...added]
}

/**
 * @returns codes to leave out: the cart had them earlier, and its storefront still
 * sends them.
 */
async function requireAssignments(
  container: WorkflowRun["container"],
  { cart, added, replacing }: CodesChange,
  redemptions: PromotionRedemptionDTO[]
): Promise<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const { data: promotions } = await query.graph({
    entity: "promotion",
    fields: ["id", "code", "is_automatic"],
    filters: { code: added },
  })
  const withoutAssignment = promotions
    // Every customer has the discount of an automatic promotion.
    .filter(({ is_automatic }) => !is_automatic)
    .filter(({ id }) => !covers(redemptions, id, cart))
    .map(({ id, code }) => ({ id, code: code ?? "" }))
  const managed = withoutAssignment.length
    ? await service.ledger.listManagedPromotionIds(withoutAssignment)
    : new Set<string>()
  const others = withoutAssignment.filter(({ id }) => !managed.has(id))
  for (const id of await noteSuccessors(container, others)) {
    managed.add(id)
  }
  const deleted = added.filter(
    (added) => !promotions.some(({ code }) => code === added)
  )
  if (!managed.size && !(replacing && deleted.length)) {
    return []
  }
  const earlier = replacing
    ? await service.ledger.listPromotionsOfCart(cart.id)
    : []
  const wasHere = (id: string) =>
    earlier.some(({ promotion_id }) => promotion_id === id)
  if ([...managed].some((id) => !wasHere(id))) {
    throw engageError("promotion_requires_assignment")
  }
  return [
    ...withoutAssignment.flatMap(
      ({ id, code }) => (managed.has(id) && code) || []
    ),
    ...deleted.filter((code) =>
      earlier.some(({ promotion_code }) => promotion_code === code)
    ),
  ]
}

/** Whether the cart's customer has an assignment for a promotion on it. */
function covers(
  redemptions: PromotionRedemptionDTO[],
  promotionId: string,
  { customer }: CodesChange["cart"]
): boolean {
  return redemptions.some(
    (redemption) =>
      redemption.promotion_id === promotionId &&
      isOf(redemption, customer?.id ?? null) &&
      countsForCart(redemption)
  )
}

function leftOutOf({ onCart, replacing }: CodesChange): CodesChange["onCart"] {
  return replacing ? onCart.filter(({ code }) => !replacing.includes(code)) : []
}

function changeOf({
  input,
  cart,
}: UpdateCartPromotionsValidateInput): CodesChange {
  const { promo_codes, action } = inputSchema.parse(input)
  const codes = promo_codes ?? []
  const onCart = promotionsOf(cart)
  const discounts = discountsOf(cart)
  return {
    cart: cartSchema.parse(cart),
    onCart,
    discounts,
    byCode: promotionsByCode(cart),
    renamed: onCart.filter(({ id, code }) =>
      discounts.some(
        (discount) => discount.promotion_id === id && discount.code !== code
      )
    ),
    added:
      action === PromotionActions.REMOVE
        ? []
        : codes.filter((added) => !onCart.some(({ code }) => code === added)),
    removed: action === PromotionActions.REMOVE ? codes : [],
    replacing: action === PromotionActions.REPLACE ? codes : null,
  }
}

const refreshSchema = z.object({ cart_id: z.string() })

const refreshedCartSchema = z.object({
  promotions: z.array(z.unknown()).nullish(),
  customer: z.object({ id: z.string() }).nullish(),
})

function customerOf(cart: unknown): { customer_id: string | null } {
  const { customer } = refreshedCartSchema.parse(cart)
  return { customer_id: customer?.id ?? null }
}

/** Medusa's input for handlers of `beforeRefreshingPaymentCollection`. */
export type BeforeRefreshingPaymentInput = {
  input: { cart_id: string }
  /** The changed cart, if Medusa gives it. */
  cart?: unknown
}

/**
 * After a change of a cart, and before its payment follows: makes the cart's
 * promotions match its redemptions. For a cart without a promotion the plugin adds
 * no statement. Runs ahead of other handlers of this hook, because they use the
 * total: the loyalty plugin computes a gift card's part here.
 */
export const syncBeforePaymentRefresh: HookHandler<BeforeRefreshingPaymentInput> =
  {
    workflowId: refreshCartItemsWorkflowId,
    hook: "beforeRefreshingPaymentCollection",
    place: "ahead",
    reads: ["refetch-cart"],

    inputOf: (args) => ({
      input: refreshSchema.parse(args.payload),
      cart: queriedBy(args, "refetch-cart"),
    }),

    invoke: async ({ input: { cart_id }, cart }, { container }) => {
      const concerned = cart
        ? isConcerned(cart)
        : await isConcernedWhenWired(cart_id, container)
      if (concerned) {
        await syncCartPromotionsWorkflow(container).run({
          input: { cart_id, ...(cart ? customerOf(cart) : {}) },
        })
      }
      return undefined
    },
  }

/**
 * Whether a changed cart may no longer match its redemptions, from Medusa's reading
 * of the cart before its promotions were computed anew. For a cart with offers the
 * metadata says so (see `cart-offers.ts`). A managed promotion that came on the cart
 * in another way is among the cart's promotions; if an operator has deleted the
 * promotion, its discount is still on the lines.
 */
function isConcerned(cart: unknown): boolean {
  return Boolean(
    refreshedCartSchema.parse(cart).promotions?.length ||
    isNotedWithOffers(cart) ||
    discountsOf(cart).length
  )
}

/**
 * `isConcerned` for a shop that wires the hook itself: there Medusa gives no cart.
 */
async function isConcernedWhenWired(
  cart_id: string,
  container: MedusaContainer
): Promise<boolean> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "cart_promotion",
      fields: ["promotion_id"],
      filters: { cart_id },
    })
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  return (
    data.length > 0 || (await service.ledger.listForCart(cart_id)).length > 0
  )
}
