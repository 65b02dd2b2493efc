import { onStart } from "../../modules/promotion-redemption/start-up"
import { claimOnCartCompletion } from "../checkout/claim"
import {
  syncBeforePaymentRefresh,
  guardCartPromotions,
} from "../checkout/guard"
import { redeemOnOrderCreated } from "../checkout/redeem"
import { answerBusyCart } from "./answer-busy-cart"
import { ignoreLostSessions } from "./ignore-lost-sessions"
import { keepOffersNote } from "./keep-offers-note"
import { GIFT_CARD_HANDLERS, undoRunsOfNeighbour } from "./loyalty-plugin"
import { requireWiring } from "./require-wiring"
import { sparePayments } from "./spare-payment"
import { takePart } from "./take-part"

// Medusa loads this file by itself; Medusa before 2.18 loads no file named index.
//
// Runs after everything is loaded: the shop's own handlers come last, and a handler
// registered later would replace the plugin's.
onStart(({ hooks }) => {
  requireWiring(hooks)
  sparePayments()
  keepOffersNote()
  ignoreLostSessions()
  if (hooks === "auto") {
    GIFT_CARD_HANDLERS.forEach(undoRunsOfNeighbour)
    answerBusyCart()
    takePart(claimOnCartCompletion)
    takePart(redeemOnOrderCreated)
    takePart(guardCartPromotions)
    takePart(syncBeforePaymentRefresh)
  }
})
