import { defineMiddlewares } from "@medusajs/framework/http"

import { declareServing } from "../modules/promotion-redemption/start-up"
import { adminCartMiddlewares } from "./admin/carts/middlewares"
import { storeCartMiddlewares } from "./store/carts/middlewares"
import { storeCustomerMiddlewares } from "./store/customers/middlewares"

declareServing()

export default defineMiddlewares({
  routes: [
    ...storeCartMiddlewares,
    ...storeCustomerMiddlewares,
    ...adminCartMiddlewares,
  ],
})
