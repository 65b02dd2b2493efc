import { engageError } from "../../errors/engage-error"
import { decideForOperator } from "../../modules/promotion-redemption/ledger/decide"
import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { factsOf } from "../reconcile-redemptions/find-out"
import { carryOut } from "../reconcile-redemptions/reconcile"
import { apply, type Settled, type Turn } from "../reconcile-redemptions/turn"

/**
 * Takes a redemption that an operator holds a step further, by the job's own
 * rules. What is `attention` is taken for what it was before.
 *
 * @throws MedusaError NOT_ALLOWED `assignment_held_elsewhere`
 */
export async function settleForOperator(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  // Nobody else holds the row: whoever made its calls is gone.
  await turn.service.closeLostAttempts(redemption.id)
  const row = await heldAgain(turn, redemption)
  return carryOut(turn, row, await factsOf(turn, row), decideForOperator)
}

/** A refused row with an order that stands is tried for that order. */
async function heldAgain(
  turn: Turn,
  redemption: DueRedemption
): Promise<DueRedemption> {
  const { standing_order_id: order_id } = await factsOf(turn, redemption)
  if (redemption.redeemed_at || !redemption.rejected_at || !order_id) {
    return redemption
  }
  const { service, run_id } = turn
  if (await service.holdAgain({ id: redemption.id, run_id, order_id })) {
    return { ...redemption, rejected_at: null, order_id }
  }
  await apply(turn, redemption, { event: "see_nothing_new" })
  throw engageError("assignment_held_elsewhere")
}
