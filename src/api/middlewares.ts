import { defineMiddlewares } from "@medusajs/framework/http"

import { declareServing } from "../modules/promotion-redemption/start-up"
import { adminCartMiddlewares } from "./admin/carts/middlewares"
import { adminCustomerMiddlewares } from "./admin/customers/middlewares"
import { adminManagedPromotionMiddlewares } from "./admin/managed-promotions/middlewares"
import { adminPromotionRedemptionMiddlewares } from "./admin/promotion-redemptions/middlewares"
import { adminPromotionMiddlewares } from "./admin/promotions/middlewares"
import { adminRights } from "./admin/rights"
import { codedErrorMiddlewares } from "./store/coded-errors"
import { storeCartMiddlewares } from "./store/carts/middlewares"
import { storeCustomerMiddlewares } from "./store/customers/middlewares"
import { hideLedgerMiddlewares } from "./store/hide-ledger"
import { storeOrderMiddlewares } from "./store/orders/middlewares"

declareServing()

export default defineMiddlewares({
  routes: [
    // First, so that errors of all later middlewares carry their code.
    ...codedErrorMiddlewares,
    ...hideLedgerMiddlewares,
    ...storeCartMiddlewares,
    ...storeCustomerMiddlewares,
    ...storeOrderMiddlewares,
    ...adminRights,
    ...adminCartMiddlewares,
    ...adminCustomerMiddlewares,
    ...adminManagedPromotionMiddlewares,
    ...adminPromotionMiddlewares,
    ...adminPromotionRedemptionMiddlewares,
  ],
})
