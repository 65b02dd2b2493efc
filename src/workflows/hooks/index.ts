import { onStart } from "../../modules/promotion-redemption/start-up"
import { chainHook } from "./chain-hook"
import { claimOnCartCompletion } from "./complete-cart-validate"
import { redeemOnOrderCreated } from "./complete-cart-order-created"
import { syncBeforePaymentRefresh } from "./refresh-cart-items-before-payment"
import { guardCartPromotions } from "./update-cart-promotions-validate"

/** Every moment of Medusa's own workflows that the plugin takes part in. */
const HOOKS = [
  claimOnCartCompletion,
  redeemOnOrderCreated,
  guardCartPromotions,
  syncBeforePaymentRefresh,
]

// Not before everything is loaded: the shop's own handlers come last, and a
// handler that is registered later would take the place of the chain.
onStart(() => HOOKS.forEach(chainHook))
