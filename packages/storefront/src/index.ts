/**
 * Offers in a storefront, on `@medusajs/js-sdk`. For browsers and for React
 * Server Components: nothing here is of Node, and nothing is imported at run time
 * but the catalogue of errors.
 */
export type { ErrorCode, Sentences } from "../../../src/errors/catalogue"
export { isErrorCode } from "../../../src/errors/catalogue"
export type { StoreEngagePromotion } from "../../../src/types/http"
export * from "./complete-cart"
export { EngagePromotionError } from "./error"
export * from "./promotions"
export type {
  EngageCart,
  EngageClient,
  EngageHeaders,
  EngageRequestOptions,
  EngageSdk,
  EngageSelectOptions,
} from "./sdk"
export * from "./sentences"
