import { AdminGetPromotionAssignmentParams } from "../../src/api/admin/carts/validators"
import { AdminGetManagedPromotionsParams } from "../../src/api/admin/managed-promotions/validators"
import {
  AdminCheckPromotionRedemptionsParams,
  AdminExportPromotionRedemptionsParams,
  AdminGetPromotionRedemptionParams,
  AdminGetPromotionRedemptionsParams,
  AdminGetPromotionRedemptionSummaryParams,
  AdminGetPromotionRefusalsParams,
} from "../../src/api/admin/promotion-redemptions/validators"
import { StoreGetCartEngagePromotions } from "../../src/api/store/carts/validators"
import { StoreGetCartsCart } from "@medusajs/medusa/api/store/carts/validators"
import {
  refused,
  refusedOrMissing,
  unavailable,
  type Operation,
} from "./operation"
import {
  createDraftSchema,
  customerOffersSchema,
  draftResponseSchema,
  managedListSchema,
  promotionResponseSchema,
  switchSchema,
} from "./schemas/promotions"
import {
  batchResponseSchema,
  batchSchema,
  checkSchema,
  healthSchema,
  linkResponseSchema,
  linkSchema,
  noteSchema,
  reassignSchema,
  redemptionListSchema,
  redemptionResponseSchema,
  refusalListSchema,
  resolveSchema,
  summarySchema,
  takeSchema,
} from "./schemas/redemptions"
import {
  applySchema,
  cartResponseSchema,
  offerListSchema,
  orderOfferListSchema,
} from "./schemas/store"

const offers = { description: "The offers.", schema: offerListSchema }
const cart = {
  description: "The cart as it is now.",
  schema: cartResponseSchema,
}
const redemption = {
  description: "The redemption as it is now.",
  schema: redemptionResponseSchema,
}
const promotion = {
  description: "How the promotion stands to Engage.",
  schema: promotionResponseSchema,
}

/**
 * Every operation that the plugin adds to a shop: the one place to add another.
 * Give it the schemas that its route's middlewares check, and a component for
 * each answer; then `npm run docs:openapi`. A route that is missing here fails
 * `document.unit.spec.ts`; an answer that is not as described here fails the HTTP
 * test that gets it.
 */
export const OPERATIONS: Operation[] = [
  {
    method: "get",
    path: "/store/customers/me/engage-promotions",
    id: "GetCustomersMeEngagePromotions",
    summary: "List the customer's offers",
    description:
      "A customer whom Engage does not know has none; `reason` says when their address has to be verified first. Answered within the option `listWaitMs`.",
    caller: "customer",
    responses: { 200: offers, 401: refused[401], ...unavailable },
  },
  {
    method: "get",
    path: "/store/carts/{id}/engage-promotions",
    id: "GetCartsIdEngagePromotions",
    summary: "List the customer's offers, and where each stands on the cart",
    description:
      "While Engage cannot be asked, `reason` says so and the list has what is on the cart; with nothing on it the answer is 503. An offer that was refused on this cart stays in the list with its reason. With `refused=true` the list has these alone, and is there without Engage.",
    caller: "cart_owner",
    query: StoreGetCartEngagePromotions,
    responses: { 200: offers, ...refusedOrMissing, ...unavailable },
  },
  {
    method: "post",
    path: "/store/carts/{id}/engage-promotions",
    id: "PostCartsIdEngagePromotions",
    summary: "Apply an offer to the cart",
    description: "Engage is asked each time whether the offer can be used.",
    caller: "cart_owner",
    query: StoreGetCartsCart,
    body: applySchema,
    responses: { 200: cart, ...refusedOrMissing, ...unavailable },
  },
  {
    method: "delete",
    path: "/store/carts/{id}/engage-promotions/{assignment_id}",
    id: "DeleteCartsIdEngagePromotionsAssignmentId",
    summary: "Take an offer off the cart",
    description: "Works without Engage.",
    caller: "cart_owner",
    query: StoreGetCartsCart,
    responses: { 200: cart, ...refusedOrMissing },
  },
  {
    method: "get",
    path: "/store/orders/{id}/engage-promotions",
    id: "GetOrdersIdEngagePromotions",
    summary: "List the offers of an order by name",
    description:
      "For everybody who has the order's id, as Medusa's own route of an order, which has the codes alone. Empty for an order without offers, and for an order that there is not.",
    caller: "storefront",
    responses: {
      200: { description: "The offers.", schema: orderOfferListSchema },
      400: refused[400],
      404: refusedOrMissing[404],
    },
  },
  {
    method: "post",
    path: "/admin/carts/{id}/promotion-assignments",
    id: "PostAdminCartsIdPromotionAssignments",
    summary: "Link an assignment to a cart without asking Engage",
    description: "For a call centre or a flow of your own.",
    caller: "admin",
    rights: ["promotion_redemption:create"],
    query: AdminGetPromotionAssignmentParams,
    body: linkSchema,
    responses: {
      200: {
        description: "The redemption, `linked`, and the cart.",
        schema: linkResponseSchema,
      },
      ...refusedOrMissing,
    },
  },
  {
    method: "get",
    path: "/admin/promotion-redemptions",
    id: "GetAdminPromotionRedemptions",
    summary: "List redemptions",
    description: "By default what needs an operator first, then the newest.",
    caller: "admin",
    rights: ["promotion_redemption:read"],
    query: AdminGetPromotionRedemptionsParams,
    responses: {
      200: { description: "A page.", schema: redemptionListSchema },
      ...refused,
    },
  },
  {
    method: "get",
    path: "/admin/promotion-redemptions/{id}",
    id: "GetAdminPromotionRedemptionsId",
    summary: "Show a redemption with its calls to Engage",
    caller: "admin",
    rights: ["promotion_redemption:read"],
    query: AdminGetPromotionRedemptionParams,
    responses: { 200: redemption, ...refusedOrMissing },
  },
  {
    method: "post",
    path: "/admin/promotion-redemptions/{id}/retry",
    id: "PostAdminPromotionRedemptionsIdRetry",
    summary: "Try a redemption again, now",
    description: "For `pending` and `attention`.",
    caller: "admin",
    rights: ["promotion_redemption:read", "promotion_redemption:update"],
    query: AdminGetPromotionRedemptionParams,
    responses: { 200: redemption, ...refusedOrMissing, ...unavailable },
  },
  {
    method: "post",
    path: "/admin/promotion-redemptions/{id}/resolve",
    id: "PostAdminPromotionRedemptionsIdResolve",
    summary: "Settle a redemption by hand",
    description:
      "For `attention`; `not_redeemed` also while nobody has paid the order, and not when Engage has redeemed it. `not_given_back` is for what is redeemed and whose order was cancelled or wholly returned.",
    caller: "admin",
    rights: ["promotion_redemption:read", "promotion_redemption:update"],
    query: AdminGetPromotionRedemptionParams,
    body: resolveSchema,
    responses: { 200: redemption, ...refusedOrMissing },
  },
  {
    method: "post",
    path: "/admin/promotion-redemptions/{id}/reassign",
    id: "PostAdminPromotionRedemptionsIdReassign",
    summary:
      "Give the customer the offer of a cancelled or returned order again",
    description:
      "At most once for a redemption. Of an order of which only a part was returned with `despite_partial_return` alone.",
    caller: "admin",
    rights: ["promotion_redemption:read", "promotion_redemption:update"],
    query: AdminGetPromotionRedemptionParams,
    body: reassignSchema,
    responses: { 200: redemption, ...refusedOrMissing, ...unavailable },
  },
  {
    method: "post",
    path: "/admin/promotion-redemptions/{id}/note",
    id: "PostAdminPromotionRedemptionsIdNote",
    summary: "Add a note to a redemption",
    description: "In any status. Changes nothing else.",
    caller: "admin",
    rights: ["promotion_redemption:read", "promotion_redemption:update"],
    query: AdminGetPromotionRedemptionParams,
    body: noteSchema,
    responses: { 200: redemption, ...refusedOrMissing },
  },
  {
    method: "post",
    path: "/admin/promotion-redemptions/{id}/take",
    id: "PostAdminPromotionRedemptionsIdTake",
    summary: "Say that the caller is on a redemption",
    description: "It keeps nobody else from acting on it.",
    caller: "admin",
    rights: ["promotion_redemption:read", "promotion_redemption:update"],
    query: AdminGetPromotionRedemptionParams,
    body: takeSchema,
    responses: { 200: redemption, ...refusedOrMissing },
  },
  {
    method: "post",
    path: "/admin/promotion-redemptions/{id}/leave",
    id: "PostAdminPromotionRedemptionsIdLeave",
    summary: "Say that the caller is not on a redemption any more",
    caller: "admin",
    rights: ["promotion_redemption:read", "promotion_redemption:update"],
    query: AdminGetPromotionRedemptionParams,
    responses: { 200: redemption, ...refusedOrMissing },
  },
  {
    method: "post",
    path: "/admin/promotion-redemptions/batch",
    id: "PostAdminPromotionRedemptionsBatch",
    summary: "Try or settle several redemptions",
    description:
      "Each as its own route does; what becomes of one does not stop the others. What was not begun after 25 s is not tried.",
    caller: "admin",
    rights: ["promotion_redemption:read", "promotion_redemption:update"],
    body: batchSchema,
    responses: {
      200: {
        description: "What became of each.",
        schema: batchResponseSchema,
      },
      ...refused,
    },
  },
  {
    method: "get",
    path: "/admin/promotion-redemptions/refusals",
    id: "GetAdminPromotionRedemptionsRefusals",
    summary: "List what was refused when it was applied",
    description:
      "Of the last 14 days, and of a customer the latest 20. What was refused when the order was to be placed is a redemption.",
    caller: "admin",
    rights: ["customer:read", "promotion_redemption:read"],
    query: AdminGetPromotionRefusalsParams,
    responses: {
      200: { description: "A page.", schema: refusalListSchema },
      ...refused,
    },
  },
  {
    method: "get",
    path: "/admin/promotion-redemptions/health",
    id: "GetAdminPromotionRedemptionsHealth",
    summary: "Say whether Engage can be reached, and what waits",
    description:
      "Asks Engage what the shop asks for its customers, with a contact that cannot exist. Changes nothing.",
    caller: "admin",
    rights: ["promotion_redemption:read"],
    responses: {
      200: { description: "The state.", schema: healthSchema },
      401: refused[401],
    },
  },
  {
    method: "get",
    path: "/admin/promotion-redemptions/check",
    id: "GetAdminPromotionRedemptionsCheck",
    summary: "Say why a customer is not shown an offer",
    description:
      "Asks Engage what the shop asks for this customer, step by step, and stops where it is not as it has to be. Changes nothing.",
    caller: "admin",
    rights: ["customer:read", "promotion_redemption:read"],
    query: AdminCheckPromotionRedemptionsParams,
    responses: {
      200: { description: "What was found.", schema: checkSchema },
      ...refusedOrMissing,
    },
  },
  {
    method: "get",
    path: "/admin/promotion-redemptions/summary",
    id: "GetAdminPromotionRedemptionsSummary",
    summary: "Count redemptions by status and by day",
    caller: "admin",
    rights: ["promotion_redemption:read"],
    query: AdminGetPromotionRedemptionSummaryParams,
    responses: {
      200: { description: "The counts.", schema: summarySchema },
      ...refused,
    },
  },
  {
    method: "get",
    path: "/admin/promotion-redemptions/export",
    id: "GetAdminPromotionRedemptionsExport",
    summary: "Export redemptions",
    caller: "admin",
    rights: ["promotion_redemption:read"],
    query: AdminExportPromotionRedemptionsParams,
    responses: { 200: { description: "A CSV file." }, ...refused },
  },
  {
    method: "get",
    path: "/admin/managed-promotions",
    id: "GetAdminManagedPromotions",
    summary: "List the promotions that the ledger knows",
    caller: "admin",
    rights: ["promotion:read"],
    query: AdminGetManagedPromotionsParams,
    responses: {
      200: { description: "A page.", schema: managedListSchema },
      ...refused,
    },
  },
  {
    method: "get",
    path: "/admin/promotions/{id}/engage",
    id: "GetAdminPromotionsIdEngage",
    summary: "Show how a promotion stands to Engage",
    caller: "admin",
    rights: ["promotion:read"],
    responses: { 200: promotion, ...refusedOrMissing },
  },
  {
    method: "post",
    path: "/admin/promotions/{id}/engage",
    id: "PostAdminPromotionsIdEngage",
    summary: "Say whether a promotion needs an assignment",
    caller: "admin",
    rights: ["promotion:read", "promotion:update"],
    body: switchSchema,
    responses: { 200: promotion, ...refusedOrMissing },
  },
  {
    method: "post",
    path: "/admin/promotions/{id}/engage/draft",
    id: "PostAdminPromotionsIdEngageDraft",
    summary: "Create a draft of the promotion in Engage",
    description: "Activating and assigning it is done in Engage.",
    caller: "admin",
    rights: ["promotion:read", "promotion:update"],
    body: createDraftSchema,
    responses: {
      200: { description: "The draft.", schema: draftResponseSchema },
      ...refusedOrMissing,
      ...unavailable,
    },
  },
  {
    method: "get",
    path: "/admin/customers/{id}/engage-promotions",
    id: "GetAdminCustomersIdEngagePromotions",
    summary: "List a customer's offers as Engage has them now",
    caller: "admin",
    rights: ["customer:read", "promotion_redemption:read"],
    responses: {
      200: { description: "The offers.", schema: customerOffersSchema },
      ...refusedOrMissing,
      ...unavailable,
    },
  },
]
