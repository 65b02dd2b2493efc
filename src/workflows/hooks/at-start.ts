import { onStart } from "../../modules/promotion-redemption/start-up"
import { requireWiring } from "./by-hand/require-wiring"
import { answerBusyCart } from "./answer-busy-cart"
import { chainHook } from "./chain-hook"
import { claimOnCartCompletion } from "../checkout/claim"
import { redeemOnOrderCreated } from "../checkout/redeem"
import { GIFT_CARD_HANDLERS } from "./loyalty-plugin"
import { syncBeforePaymentRefresh } from "../checkout/guard"
import { sparePayments } from "./spare-payment"
import { undoLostRuns } from "./undo-lost-runs"
import { guardCartPromotions } from "../checkout/guard"

// Medusa loads this file by itself, and before 2.18 none that is named index.
//
// Not before everything is loaded: the shop's own handlers come last, and a
// handler that is registered later would take the place of the chain.
onStart(({ hooks }) => {
  requireWiring(hooks)
  sparePayments()
  if (hooks === "auto") {
    GIFT_CARD_HANDLERS.forEach(undoLostRuns)
    answerBusyCart()
    chainHook(claimOnCartCompletion)
    chainHook(redeemOnOrderCreated)
    chainHook(guardCartPromotions)
    chainHook(syncBeforePaymentRefresh)
  }
})
