import {
  decide,
  isUnsettled,
  type Decision,
  type Facts,
} from "../../modules/promotion-redemption/ledger/decide"
import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import type { TakenEvent } from "../../modules/promotion-redemption/ledger/events"
import { isUniqueViolation } from "../../modules/promotion-redemption/ledger/unique-violation"
import { look, redeem } from "./call-engage"
import { factsOf, FIND_OUT } from "./find-out"
import { withOrderOfCart } from "./order-of-cart"
import { apply, type Settled, type Turn } from "./turn"
import { logKeptPayments } from "./undone-payment"

/**
 * Takes one due redemption a step further.
 *
 * @returns the row as committed; null when another run has taken it since.
 */
export async function reconcile(
  turn: Turn,
  redemption: DueRedemption
): Settled {
  const facts = await factsOf(turn, redemption)
  if (redemption.maybe_sent && isUnsettled(redemption, facts)) {
    await turn.service.closeLostAttempts(redemption.id)
  }
  return carryOut(turn, redemption, facts, decide)
}

/** Decides, does that, and decides again until there is an event to write. */
export async function carryOut(
  turn: Turn,
  redemption: DueRedemption,
  facts: Facts,
  rule: (redemption: DueRedemption, facts: Facts) => Decision
): Settled {
  const decision = rule(redemption, facts)
  const decideAgain = (found: Partial<Facts>) =>
    carryOut(turn, redemption, { ...facts, ...found }, rule)

  if (!decision) {
    return null
  }
  if ("event" in decision) {
    return write(turn, redemption, facts, decision)
  }
  if ("call" in decision) {
    return decision.call === "redeem"
      ? redeem(turn, redemption)
      : decideAgain({ verification: await look(turn, redemption) })
  }
  return decision.find === "cart"
    ? // Under the cart's lock, until the event is written.
      withOrderOfCart(turn, redemption, (order_id, order_ids) =>
        decideAgain({ cart: { order_id, order_ids } })
      )
    : decideAgain(await FIND_OUT[decision.find](turn, redemption, facts))
}

/** Writes the event, and does what follows from it. */
async function write(
  turn: Turn,
  redemption: DueRedemption,
  { kept_payments = [] }: Facts,
  decided: TakenEvent
): Settled {
  switch (decided.event) {
    case "find_order":
    case "find_order_undiscounted":
      return takeOn(turn, redemption, decided)
    case "try_later":
    case "try_later_order_gone":
    case "try_later_order_canceled": {
      const postponed = await apply(turn, redemption, decided)
      return (
        postponed && ((await turn.service.giveUp(postponed.id)) ?? postponed)
      )
    }
    case "payment_not_returned": {
      const shown = await apply(turn, redemption, decided)
      const { payment_collection_id, reason } = redemption
      if (shown && payment_collection_id && reason !== decided.event) {
        await logKeptPayments(
          turn.container,
          shown,
          payment_collection_id,
          kept_payments
        )
      }
      return shown
    }
    default:
      return apply(turn, redemption, decided)
  }
}

/** An order of a dead completion. Another order may have the assignment by now. */
async function takeOn(
  turn: Turn,
  redemption: DueRedemption,
  decided: TakenEvent<"find_order" | "find_order_undiscounted">
): Settled {
  try {
    return await apply(turn, redemption, decided)
  } catch (error) {
    if (!isUniqueViolation(error)) {
      throw error
    }
    const { order_id } = decided
    return apply(turn, redemption, { event: "find_order_taken", order_id })
  }
}
