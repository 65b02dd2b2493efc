import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

import type { ErrorCode } from "../../errors/catalogue"
import type { CartRedemption } from "../../modules/promotion-redemption/ledger/cart-rows"
import type { StoreEngagePromotion } from "../../types/http"
import { discountsOf } from "../medusa/discounts"
import { placeOnCart } from "./on-cart"

/** The fields of a Medusa promotion that {@link whyNotGiven} needs. */
const PROMOTION_FIELDS = [
  "id",
  "code",
  "is_automatic",
  "status",
  "limit",
  "used",
  "campaign.starts_at",
  "campaign.ends_at",
  "campaign.budget.type",
  "campaign.budget.limit",
  "campaign.budget.used",
]

const time = z.union([z.string(), z.date()]).nullish()
const amount = z.coerce.number().nullish()

/** A Medusa promotion with {@link PROMOTION_FIELDS}. */
const shopPromotionSchema = z.object({
  id: z.string(),
  code: z.string(),
  is_automatic: z.boolean().nullish(),
  status: z.string().nullish(),
  limit: amount,
  used: amount,
  campaign: z
    .object({
      starts_at: time,
      ends_at: time,
      budget: z
        .object({ type: z.string(), limit: amount, used: amount })
        .nullish(),
    })
    .nullish(),
})

export type ShopPromotion = z.infer<typeof shopPromotionSchema>

/**
 * Why a Medusa promotion gives no customer a discount now; null if a matching cart
 * gets a discount. Does not check the uses per customer: Medusa checks them when the
 * offer is applied.
 */
export function whyNotGiven(
  promotion: ShopPromotion | undefined,
  now: Date
): ErrorCode | null {
  if (promotion?.status !== "active" || promotion.is_automatic) {
    return "promotion_not_configured"
  }
  const { campaign, limit, used } = promotion
  if (campaign?.starts_at && new Date(campaign.starts_at) > now) {
    return "promotion_not_configured"
  }
  if (campaign?.ends_at && new Date(campaign.ends_at) <= now) {
    return "promotion_expired"
  }
  const budget = campaign?.budget
  // With `use_by_attribute`, the limit counts per customer, but `used` counts all.
  const isForAll = budget?.type === "usage" || budget?.type === "spend"
  return isUsedUp(limit, used) ||
    (isForAll && budget.limit && isUsedUp(budget.limit, budget.used))
    ? "promotion_limit_reached"
    : null
}

/** {@link whyNotGiven} for a promotion by its id. */
export async function whyNotGivenNow(
  container: MedusaContainer,
  promotion_id: string
): Promise<ErrorCode | null> {
  const [promotion] = await listPromotions(container, [{ id: [promotion_id] }])
  return whyNotGiven(promotion, new Date())
}

function isUsedUp(
  limit: number | null | undefined,
  used: number | null | undefined
): boolean {
  return typeof limit === "number" && (used ?? 0) >= limit
}

/**
 * Marks offers applied to a cart that give it no discount now, for example because
 * the discounted item was taken off. A shipping offer gives no discount before a
 * delivery method is chosen, and is not marked for this.
 *
 * An offer that an undone order has redeemed stays bound to its cart without a
 * discount, and is shown as not applied: the shopper can apply it again.
 */
async function markWithoutDiscount(
  container: MedusaContainer,
  cart_id: string,
  offers: StoreEngagePromotion[],
  redemptions: CartRedemption[]
): Promise<StoreEngagePromotion[]> {
  const linked = redemptions.filter(
    ({ status, assignment_id }) =>
      status === "linked" &&
      offers.some(
        (offer) => offer.assignment_id === assignment_id && offer.applicable
      )
  )
  const redeemed = redemptions.filter(
    ({ status, redeemed_at, order_id }) =>
      redeemed_at && !order_id && status !== "released"
  )
  if (!linked.length && !redeemed.length) {
    return offers
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const {
    data: [cart],
  } = await query.graph({
    entity: "cart",
    fields: [
      "id",
      "items.adjustments.*",
      "shipping_methods.id",
      "shipping_methods.adjustments.*",
    ],
    filters: { id: cart_id },
  })
  const discounts = discountsOf(cart)
  const givesNothing = (row: CartRedemption) =>
    !discounts.some(({ promotion_id }) => promotion_id === row.promotion_id)
  const withoutDiscount = linked.filter(givesNothing)
  const waiting =
    withoutDiscount.length && !cart?.shipping_methods?.length
      ? await onShipping(
          withoutDiscount.map(({ promotion_id }) => promotion_id)
        )
      : new Set<string>()
  const giveNothing = new Set(
    withoutDiscount
      .filter(({ promotion_id }) => !waiting.has(promotion_id))
      .map(({ assignment_id }) => assignment_id)
  )
  const notApplied = new Set(
    redeemed.filter(givesNothing).map(({ assignment_id }) => assignment_id)
  )
  return offers.map((offer) => {
    if (notApplied.has(offer.assignment_id)) {
      return { ...offer, applied: false }
    }
    return giveNothing.has(offer.assignment_id)
      ? { ...offer, applicable: false, reason: "promotion_not_applicable" }
      : offer
  })

  /** The ids of the shipping promotions among `ids`. */
  async function onShipping(ids: string[]): Promise<Set<string>> {
    const { data } = await query.graph({
      entity: "promotion",
      fields: ["id", "application_method.target_type"],
      filters: { id: ids },
    })
    return new Set(
      data
        .filter(
          ({ application_method }) =>
            application_method?.target_type === "shipping_methods"
        )
        .map(({ id }) => id)
    )
  }
}

/**
 * Adds the shop's knowledge to offers: each offer's state on the cart, and whether
 * its promotion gives a discount. Does not ask Engage.
 *
 * @param promotions the offers' promotions, of {@link listPromotionsOfOffers}.
 */
export async function markForShop(
  container: MedusaContainer,
  cart_id: string | null,
  offers: StoreEngagePromotion[],
  redemptions: CartRedemption[],
  promotions: ShopPromotion[]
): Promise<StoreEngagePromotion[]> {
  const placed = markNotGiven(offers, redemptions, promotions)
  return cart_id
    ? markWithoutDiscount(container, cart_id, placed, redemptions)
    : placed
}

/**
 * Reads the promotions of offers. The ledger knows the promotion of an offer on the
 * cart, even after an operator renamed it; otherwise only an EXTERNALOFFER names its
 * promotion.
 */
export async function listPromotionsOfOffers(
  container: MedusaContainer,
  offers: StoreEngagePromotion[],
  redemptions: CartRedemption[]
): Promise<ShopPromotion[]> {
  return listPromotions(container, [
    {
      code: offers
        .filter((offer) => !linkOf(offer, redemptions))
        .flatMap((offer) => codeNamedBy(offer) ?? []),
    },
    {
      id: redemptions.filter(isLinked).map(({ promotion_id }) => promotion_id),
    },
  ])
}

const isLinked = ({ status }: CartRedemption) => status === "linked"

const linkOf = (
  { assignment_id }: StoreEngagePromotion,
  redemptions: CartRedemption[]
) =>
  redemptions.find(
    (redemption) =>
      isLinked(redemption) && redemption.assignment_id === assignment_id
  )

const codeNamedBy = ({ applicable, promotion_code }: StoreEngagePromotion) =>
  applicable ? promotion_code : null

/** Marks offers whose promotion gives no discount. */
function markNotGiven(
  offers: StoreEngagePromotion[],
  redemptions: CartRedemption[],
  promotions: ShopPromotion[]
): StoreEngagePromotion[] {
  const now = new Date()
  const marked = (
    offer: StoreEngagePromotion,
    promotion: ShopPromotion | undefined
  ) => {
    const reason = offer.applicable ? whyNotGiven(promotion, now) : null
    return reason ? { ...offer, applicable: false, reason } : offer
  }
  const named = offers.map((offer) => {
    const code = codeNamedBy(offer)
    return code === null || linkOf(offer, redemptions)
      ? offer
      : marked(
          offer,
          promotions.find((promotion) => promotion.code === code)
        )
  })
  return placeOnCart(named, redemptions).map((offer) => {
    const link = linkOf(offer, redemptions)
    if (!link || !offer.applied) {
      return offer
    }
    const promotion = promotions.find(({ id }) => id === link.promotion_id)
    return {
      ...marked(offer, promotion),
      promotion_code: promotion?.code ?? offer.promotion_code,
    }
  })
}

async function listPromotions(
  container: MedusaContainer,
  either: ({ id: string[] } | { code: string[] })[]
): Promise<ShopPromotion[]> {
  const asked = either.filter((filters) => Object.values(filters).flat().length)
  if (!asked.length) {
    return []
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "promotion",
      fields: PROMOTION_FIELDS,
      filters: { $or: asked },
    })
  return z.array(shopPromotionSchema).parse(data)
}
