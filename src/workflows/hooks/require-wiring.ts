import { MedusaError } from "@medusajs/framework/utils"

import type { PluginOptions } from "../../modules/promotion-redemption/options"
import { claimOnCartCompletion } from "../checkout/claim"
import {
  syncBeforePaymentRefresh,
  guardCartPromotions,
} from "../checkout/guard"
import { redeemOnOrderCreated } from "../checkout/redeem"
import { isTaken } from "./take-handler"

/** How a shop wires each handler. */
const WIRING = [
  {
    handler: claimOnCartCompletion,
    code: "completeCartWorkflow.hooks.validate(...claimOnCartCompletion())",
  },
  {
    handler: redeemOnOrderCreated,
    code: "onOrderCreated(...redeemOnOrderCreated())",
  },
  {
    handler: guardCartPromotions,
    code: "updateCartPromotionsWorkflow.hooks.validate(...guardCartPromotions())",
  },
  {
    handler: syncBeforePaymentRefresh,
    code: "refreshCartItemsWorkflow.hooks.beforeRefreshingPaymentCollection(...syncBeforePaymentRefresh())",
  },
]

/**
 * Checks that the shop wires all handlers, or none where the plugin wires them. The
 * check sees only which handlers the shop took from `./hooks`, because Medusa does
 * not tell a hook's handler.
 *
 * @throws MedusaError INVALID_DATA with the lines to write or to take out.
 */
export function requireWiring(hooks: PluginOptions["hooks"]): void {
  const wrong = WIRING.filter(
    ({ handler }) => isTaken(handler) !== (hooks === "manual")
  )
  if (!wrong.length) {
    return
  }
  const complaint = {
    manual: 'its option hooks is "manual", and the shop lacks',
    auto:
      'its option hooks is "auto", and the shop wires handlers as well, which' +
      ' would run twice. Set hooks: "manual", or take out',
  }
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    [
      `medusa-plugin-voyado-engage: ${complaint[hooks]}`,
      ...wrong.map(({ code }) => `  ${code}`),
      "in src/workflows/hooks. The names are exports of" +
        " medusa-plugin-voyado-engage/hooks.",
    ].join("\n")
  )
}
