/**
 * Offers in a storefront, on `@medusajs/js-sdk`. For server components, server
 * actions and browsers: no call throws, and every call returns plain data. The
 * package needs no Node, and imports nothing at run time but the catalogue of
 * errors.
 */
export type { ErrorCode } from "../../../src/errors/catalogue"
export { isErrorCode } from "../../../src/errors/catalogue"
export type {
  StoreEngagePromotion,
  StoreOrderEngagePromotion,
} from "../../../src/types/http"
export * from "./complete-cart"
export {
  listCustomerEngagePromotions,
  listEngagePromotions,
  type EmptyReason,
  type EngageOffers,
} from "./offers"
export * from "./order-offers"
export * from "./promotions"
export type { Refusal } from "./refusal"
export type {
  EngageCart,
  EngageClient,
  EngageCompletion,
  EngageHeaders,
  EngageListOptions,
  EngageRequestOptions,
  EngageSdk,
  EngageSelectOptions,
} from "./sdk"
export * from "./sentences"
