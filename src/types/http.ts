import type { ErrorCode } from "../errors/catalogue"
import type { PromotionRedemptionDTO } from "./promotion-redemption"

/** A personal offer as the store API lists it. */
export type StoreEngagePromotion = {
  /** The id to apply and remove the offer by. */
  assignment_id: string
  name: string | null
  heading: string | null
  description: string | null
  image_url: string | null
  link: string | null
  /** In Engage's form: a date, or a date and time. */
  expires_on: string | null
  /** Engage's word: `EXTERNALOFFER`, `PERCENT`, `MONEY`, `MANUAL`, `SWIPE`. */
  value_type: string | null
  value: string | number | null
  currency_code: string | null
  instruction: string | null
  /** Code of the Medusa promotion that gives the discount. */
  promotion_code: string | null
  /** True: the offer is on the cart. */
  applied: boolean
  /** True: no known fact forbids the offer on the cart. */
  applicable: boolean
  /** Why the offer cannot be used, or was refused on the cart. */
  reason: ErrorCode | null
  /**
   * True: the offer was refused when the cart was to become an order, and has not
   * been applied again.
   */
  refused: boolean
}

/**
 * Why a list of offers may lack offers.
 *
 * - `verification_required`: the customer's e-mail address is not verified, or the
 *   phone number with `contactLookup.field: "phone"`. Whether the customer has offers
 *   is not known; the list has the cart's offers.
 * - `engage_unavailable`: Engage does not answer. The list has the cart's offers,
 *   from the shop's own ledger.
 */
export type StoreEngagePromotionListReason =
  "verification_required" | "engage_unavailable"

/** `GET /store/carts/:id/engage-promotions`, `GET /store/customers/me/engage-promotions` */
export type StoreEngagePromotionListResponse = {
  engage_promotions: StoreEngagePromotion[]
  count: number
  /** Null: the list is complete. */
  reason: StoreEngagePromotionListReason | null
}

/** An offer of an order, as the store API lists it. */
export type StoreOrderEngagePromotion = {
  /** Code of the Medusa promotion, as in the order's adjustments. */
  promotion_code: string
  /** The offer's heading in Engage when the customer applied the offer, or its name. */
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
