import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import type { ErrorCode } from "../../errors/catalogue"
import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { announce } from "../announce"
import {
  redeemAssignment,
  type RedeemInput,
  type RedeemResult,
} from "../calls/redeem"
import { listAutomatic } from "./changed-promotions"
import { clearNegatives, type LookAtList } from "./known-refusals"

/**
 * Whether the order of a refused redemption stands all the same: its promotion has
 * become automatic since it was linked, so everybody has the discount, and a
 * reversal would come to the same price again, for ever. The redemption stays
 * refused, without an order: no operator has to look at it.
 */
async function orderStandsAnyway(
  container: MedusaContainer,
  { id, promotion_id }: PromotionRedemptionDTO,
  run_id: string
): Promise<boolean> {
  if (!(await listAutomatic(container, [promotion_id])).size) {
    return false
  }
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  await service.ledger.forgetRefusedOrder({ id, run_id })
  return true
}

const NOT_ASKED: LookAtList = { negatives: new Map(), redeemed: new Set() }

/** What a completion may still take after its last call, in milliseconds. */
const COMPLETION_END_MS = 4_000

/** An order whose claimed redemptions are to be sent. */
export type RedeemClaimedInput = {
  cart_id: string
  order_id: string
  run_id: string
  redemption_ids: string[]
  /** The order's total, in major units. Nothing due counts as paid. */
  total: number
  payment_session_ids: string[]
  /** Its payment is known to exist. When not, it is looked for. */
  paid?: boolean
  /**
   * How long the customer may still wait, in milliseconds. Default: the whole
   * `checkoutWaitMs`.
   */
  time_left_ms?: number
}

/**
 * Redeems what a completion claimed, one after another, within the time that
 * the shop lets its customers wait. Undo: none; what was committed is unwound by
 * the run's own compensation, from the ledger.
 *
 * @throws MedusaError NOT_ALLOWED with Engage's refusal, or `engage_unavailable`
 * when the shop wants no order without a verdict.
 */
export async function redeemClaimed(
  container: MedusaContainer,
  input: RedeemClaimedInput
): Promise<PromotionRedemptionDTO[]> {
  if (!input.redemption_ids.length) {
    return []
  }
  const redemptions = await redeem(container, input)
  // Not awaited: a slow event bus must not hold up the customer.
  void announce(container, redemptions)
  return redemptions
}

async function redeem(
  container: MedusaContainer,
  input: RedeemClaimedInput
): Promise<PromotionRedemptionDTO[]> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const options = await service.getOptions()
  const deadline =
    performance.now() + (input.time_left_ms ?? options.checkoutWaitMs)
  const hold = {
    run_id: input.run_id,
    order_id: input.order_id,
    by: "checkout",
    not_before_ms: options.checkoutWaitMs + COMPLETION_END_MS,
  }
  const settled: PromotionRedemptionDTO[] = []
  const keep = (redemption: PromotionRedemptionDTO | null) => {
    if (!redemption) {
      throw lostHold(container, input)
    }
    settled.push(redemption)
    return redemption
  }
  const stop = (code: ErrorCode) => {
    // The order is about to be undone: nobody should look for it, and what
    // has no verdict goes back to the cart with it.
    void announce(
      container,
      settled
        .filter(({ status }) => status !== "pending")
        .map((redemption) => ({ ...redemption, order_id: null }))
    )
    return engageError(code)
  }

  /** Sends one, and waits for its verdict as long as the customer may wait. */
  const send = async (
    id: string,
    of: Pick<RedeemInput, "from" | "first_call" | "listed_as_redeemed">
  ): Promise<RedeemResult> => {
    const result = await redeemAssignment(container, {
      ...{ ...hold, ...of, id },
      trigger: "checkout",
      on_refused: options.onRejected === "keep" ? "attention" : "reject",
      wait_ms: deadline - performance.now(),
    })
    if (!result.sent && of.first_call) {
      return result
    }
    const redemption = keep(result.redemption)
    if (
      redemption.status === "rejected" &&
      !(await orderStandsAnyway(container, redemption, input.run_id))
    ) {
      throw stop(result.refused ?? "promotion_refused")
    }
    if (redemption.status === "pending" && options.onUnavailable === "abort") {
      throw stop("engage_unavailable")
    }
    return result
  }

  // The usual cart has one offer, and what would be decided about its row is known:
  // it is paid, and the claim is this run's. So the row is not looked at again. The
  // statement that notes the call takes the row only while it is claimed by this
  // run and no call for it was ever begun. When the row is another's by now, or is
  // `redeeming` as the answer to that statement was lost, nothing is sent, and the
  // look below decides.
  const [only, ...others] = input.redemption_ids
  const isPaid = input.paid || input.total <= 0
  const mayBeSent = isPaid && options.enabled && deadline > performance.now()
  if (only && !others.length && mayBeSent) {
    const { sent } = await send(only, { from: ["claimed"], first_call: true })
    if (sent) {
      return settled
    }
  }

  // Neither needs the other, and a customer is waiting.
  const [claimed, paid] = await Promise.all([
    service.ledger.listHeld(input),
    isPaid || hasPayment(container, input),
  ])
  if (claimed.length !== input.redemption_ids.length) {
    throw lostHold(container, input)
  }
  const toSend: PromotionRedemptionDTO[] = []
  for (const redemption of claimed) {
    if (redemption.run_id !== input.run_id) {
      // The job has taken it on, with this very order: it will settle it.
      continue
    }
    if (redemption.redeemed_at) {
      keep(await service.ledger.bindToOrder({ id: redemption.id, ...hold }))
    } else if (redemption.status === "redeeming") {
      // This run noted a call and never learned how that ended. The call may have
      // arrived: the job asks Engage's list before anybody sends again.
      keep(
        await service.ledger.defer({
          id: redemption.id,
          ...hold,
          from: ["redeeming"],
          reason: "outcome_unknown",
          call_is_out: true,
        })
      )
      if (options.onUnavailable === "abort") {
        throw stop("engage_unavailable")
      }
    } else if (!paid || !options.enabled) {
      keep(
        await service.ledger.defer({
          id: redemption.id,
          ...hold,
          from: [redemption.status],
          reason: paid ? "engage_unavailable" : "payment_pending",
          call_is_out: false,
        })
      )
    } else {
      toSend.push(redemption)
    }
  }

  const { negatives, redeemed } =
    claimed.length > 1 || toSend.some(({ attempt_count }) => attempt_count > 0)
      ? await clearNegatives(service, toSend, deadline - performance.now())
      : NOT_ASKED
  for (const redemption of toSend) {
    const code = negatives.get(redemption.id)
    if (!code) {
      continue
    }
    keep(
      await service.ledger.refuseUnsent({
        ...hold,
        id: redemption.id,
        code,
        on_refused: options.onRejected === "keep" ? "attention" : "reject",
      })
    )
    if (
      options.onRejected === "reverse" &&
      !(await orderStandsAnyway(container, redemption, input.run_id))
    ) {
      throw stop(code)
    }
  }

  for (const redemption of toSend.filter(({ id }) => !negatives.has(id))) {
    const wait_ms = deadline - performance.now()
    if (wait_ms <= 0 && options.onUnavailable === "defer") {
      keep(
        await service.ledger.defer({
          id: redemption.id,
          ...hold,
          from: [redemption.status],
          reason: "engage_unavailable",
          call_is_out: false,
        })
      )
      continue
    }
    if (wait_ms <= 0) {
      throw stop("engage_unavailable")
    }
    await send(redemption.id, {
      from: [redemption.status],
      listed_as_redeemed: redeemed.has(redemption.id),
    })
  }
  return settled
}

/** Whether the order's payment is authorised; a bank transfer's is not. */
async function hasPayment(
  container: MedusaContainer,
  { payment_session_ids }: RedeemClaimedInput
): Promise<boolean> {
  if (!payment_session_ids.length) {
    return false
  }
  const payments = await container
    .resolve(Modules.PAYMENT)
    .listPayments(
      { payment_session_id: payment_session_ids },
      { select: ["id", "canceled_at"] }
    )
  return payments.some(({ canceled_at }) => !canceled_at)
}

/** The completion took longer than its claim lasts: undo it, nothing was sent. */
function lostHold(
  container: MedusaContainer,
  { cart_id, order_id }: RedeemClaimedInput
): Error {
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .warn(
      `The completion of cart ${cart_id} lost its claim; order ${order_id} is undone`
    )
  return engageError("redemption_in_progress")
}
