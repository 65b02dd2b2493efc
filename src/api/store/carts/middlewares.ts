import {
  authenticate,
  validateAndTransformQuery,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import { retrieveTransformQueryConfig } from "@medusajs/medusa/api/store/carts/query-config"
import { StoreGetCartsCart } from "@medusajs/medusa/api/store/carts/validators"

import { validateBody } from "../../utils/validate-body"
import { askAhead } from "./ask-ahead"
import { requireOwnCart } from "./cart-owner"
import {
  StoreApplyEngagePromotion,
  StoreGetCartEngagePromotions,
} from "./validators"

const authenticated = authenticate("customer", ["session", "bearer"], {
  allowUnauthenticated: true,
})
const ownCart = [authenticated, requireOwnCart]

const answersCart = validateAndTransformQuery(
  StoreGetCartsCart,
  retrieveTransformQueryConfig
)

export const storeCartMiddlewares: MiddlewareRoute[] = [
  {
    method: ["GET"],
    matcher: "/store/carts/:id/engage-promotions",
    middlewares: [
      authenticated,
      validateAndTransformQuery(StoreGetCartEngagePromotions, {
        isList: false,
      }),
      askAhead,
      requireOwnCart,
    ],
  },
  {
    method: ["POST"],
    matcher: "/store/carts/:id/engage-promotions",
    middlewares: [
      ...ownCart,
      validateBody(StoreApplyEngagePromotion),
      answersCart,
    ],
  },
  {
    method: ["DELETE"],
    matcher: "/store/carts/:id/engage-promotions/:assignment_id",
    middlewares: [...ownCart, answersCart],
  },
]
