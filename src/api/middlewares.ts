import { defineMiddlewares } from "@medusajs/framework/http"

import { declareServing } from "../modules/promotion-redemption/start-up"
import { adminCartMiddlewares } from "./admin/carts/middlewares"
import { adminManagedPromotionMiddlewares } from "./admin/managed-promotions/middlewares"
import { adminPromotionRedemptionMiddlewares } from "./admin/promotion-redemptions/middlewares"
import { adminPromotionMiddlewares } from "./admin/promotions/middlewares"
import { adminRights } from "./admin/rights"
import { storeCartMiddlewares } from "./store/carts/middlewares"
import { storeCustomerMiddlewares } from "./store/customers/middlewares"
import { hideLedgerMiddlewares } from "./store/hide-ledger"
import { codedErrorMiddlewares } from "./utils/coded-errors"
import { requireId } from "./utils/ids"

declareServing()

export default defineMiddlewares({
  routes: [
    // First, so that errors of all later middlewares carry their code.
    ...codedErrorMiddlewares,
    ...hideLedgerMiddlewares,
    ...storeCartMiddlewares,
    ...storeCustomerMiddlewares,
    {
      method: ["GET"],
      matcher: "/store/orders/:id/engage-promotions",
      middlewares: [requireId("Order")],
    },
    ...adminRights,
    ...adminCartMiddlewares,
    {
      method: ["GET"],
      matcher: "/admin/customers/:id/engage-promotions",
      middlewares: [requireId("Customer")],
    },
    ...adminManagedPromotionMiddlewares,
    ...adminPromotionMiddlewares,
    ...adminPromotionRedemptionMiddlewares,
  ],
})
