import type { ErrorCode } from "../errors/catalogue"
import type { PromotionRedemptionDTO } from "./promotion-redemption"

/** A personal offer as the store API lists it. */
export type StoreEngagePromotion = {
  /** What to apply and remove it by. */
  assignment_id: string
  name: string | null
  heading: string | null
  description: string | null
  image_url: string | null
  link: string | null
  /** As Engage writes it: a date, or a date and time. */
  expires_on: string | null
  /** Engage's word: `EXTERNALOFFER`, `PERCENT`, `MONEY`, `MANUAL`, `SWIPE`. */
  value_type: string | null
  value: string | number | null
  currency_code: string | null
  instruction: string | null
  /** Code of the Medusa promotion that gives the discount. */
  promotion_code: string | null
  /** It is on this cart. */
  applied: boolean
  /** Nothing that is known speaks against it. */
  applicable: boolean
  /** Why it cannot be used, or was refused on this cart. */
  reason: ErrorCode | null
  /**
   * It was refused when an order was to be made of this cart, and has not been
   * applied again.
   */
  refused: boolean
}

/**
 * Why a list of offers has not got what a shopper may miss in it.
 *
 * - `verification_required`: the customer's e-mail address is not verified. Whether
 *   they have offers is not known; the list has what is on the cart.
 * - `engage_unavailable`: Engage cannot be asked. The list has what is on the cart,
 *   from the shop's own ledger.
 */
export type StoreEngagePromotionListReason =
  "verification_required" | "engage_unavailable"

/** `GET /store/carts/:id/engage-promotions`, `GET /store/customers/me/engage-promotions` */
export type StoreEngagePromotionListResponse = {
  engage_promotions: StoreEngagePromotion[]
  count: number
  /** Null: nothing is missing in the list. */
  reason: StoreEngagePromotionListReason | null
}

/** An offer of an order, as the store API lists it. */
export type StoreOrderEngagePromotion = {
  /** Code of the Medusa promotion, as in the order's adjustments. */
  promotion_code: string
  /** What the customer read when they applied it: Engage's heading, or its name. */
  name: string | null
}

/** `GET /store/orders/:id/engage-promotions` */
export type StoreOrderEngagePromotionListResponse = {
  engage_promotions: StoreOrderEngagePromotion[]
  count: number
}

/** `POST /admin/carts/:id/promotion-assignments` */
export type AdminPromotionAssignmentResponse = {
  promotion_redemption: PromotionRedemptionDTO
  cart: Record<string, unknown>
}
