import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import type { ErrorCode } from "../../errors/catalogue"
import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import {
  decideAtCheckout,
  type CheckoutDecision,
  type CheckoutFacts,
} from "../../modules/promotion-redemption/ledger/decide"
import type { PromotionRedemptionDTO } from "../../types/promotion-redemption"
import { announce } from "../announce"
import {
  redeemAssignment,
  type RedeemInput,
  type RedeemResult,
} from "../calls/redeem"
import { listAutomatic } from "./changed-promotions"
import { findKnownRefusals, type KnownRefusals } from "./known-refusals"

/**
 * Whether the order of a refused redemption stands all the same: its promotion
 * became automatic after linking, so every customer has the discount, and each new
 * try after a reversal would end at the same price. The redemption stays refused,
 * without an order: no operator has to look at it.
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
  await service.ledger.applyHeld(
    { id, by: "checkout" },
    { event: "forget_refused_order", run_id }
  )
  return true
}

const NOT_ASKED: KnownRefusals = { refusals: new Map(), redeemed: new Set() }

/** How long a completion may still run after its last call, in milliseconds. */
const COMPLETION_END_MS = 4_000

/** An order with claimed redemptions to send. */
export type RedeemClaimedInput = {
  cart_id: string
  order_id: string
  run_id: string
  redemption_ids: string[]
  /** The order's total, in major units. An order with nothing due counts as paid. */
  total: number
  payment_session_ids: string[]
  /** True: the payment is known to exist. Otherwise the payment is looked up. */
  paid?: boolean
  /**
   * How long the customer may still wait, in milliseconds. Default: the whole
   * `checkoutWaitMs`.
   */
  time_left_ms?: number
}

/**
 * Redeems a completion's claimed redemptions, one after another, within the shop's
 * limit for the customer's wait. Undo: none; the completion's own compensation
 * undoes the committed rows, from the ledger.
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
  const asHolder = {
    run_id: input.run_id,
    order_id: input.order_id,
    by: "checkout",
    not_before_ms: options.checkoutWaitMs + COMPLETION_END_MS,
  }
  const on_refused = options.onRejected === "keep" ? "attention" : "reject"
  const written: PromotionRedemptionDTO[] = []
  const keep = (redemption: PromotionRedemptionDTO | null) => {
    if (!redemption) {
      throw lostClaim(container, input)
    }
    written.push(redemption)
    return redemption
  }
  const stop = (code: ErrorCode) => {
    // Medusa is about to undo the order, so the events name no order, and a
    // `pending` row is not announced as deferred.
    void announce(
      container,
      written
        .filter(({ status }) => status !== "pending")
        .map((redemption) => ({ ...redemption, order_id: null }))
    )
    return engageError(code)
  }

  /**
   * Sends a redemption, and waits for the verdict as long as the customer may wait.
   */
  const send = async (
    id: string,
    of: Pick<RedeemInput, "from" | "first_call" | "listed_as_redeemed">
  ): Promise<RedeemResult> => {
    const result = await redeemAssignment(container, {
      ...{ ...asHolder, ...of, id, on_refused },
      trigger: "checkout",
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

  /** Writes the decision on a redemption. */
  const write = async (
    id: string,
    decided: Extract<CheckoutDecision, { event: string }>
  ) => {
    const { run_id, order_id, by, not_before_ms } = asHolder
    const facts = { run_id, order_id, not_before_ms }
    return keep(
      await service.ledger.applyHeld(
        { id, by },
        decided.event === "refuse_unsent" && options.onRejected === "keep"
          ? { ...decided, ...facts, event: "refuse_unsent_kept" }
          : { ...decided, ...facts }
      )
    )
  }

  // The usual cart has a single offer, freshly claimed by this completion, so its
  // row is not read again. The statement that opens the attempt takes the row only
  // if this completion still has the claim and no call was ever begun. If the row
  // has a new holder, or is `redeeming` because Postgres's answer to this statement
  // was lost, nothing is sent and the full reading below decides.
  const [only, ...others] = input.redemption_ids
  const facts: CheckoutFacts = {
    run_id: input.run_id,
    paid: input.paid || input.total <= 0,
    enabled: options.enabled,
    refusal: null,
    time_is_over: deadline <= performance.now(),
    on_unavailable: options.onUnavailable,
  }
  const asClaimed = {
    run_id: input.run_id,
    status: "claimed" as const,
    redeemed_at: null,
  }
  if (only && !others.length && isCall(decideAtCheckout(asClaimed, facts))) {
    const { sent } = await send(only, { from: ["claimed"], first_call: true })
    if (sent) {
      return written
    }
  }

  // Both at once, because a customer is waiting.
  const [claimed, paid] = await Promise.all([
    service.ledger.listHeld(input),
    facts.paid || hasPayment(container, input),
  ])
  if (claimed.length !== input.redemption_ids.length) {
    throw lostClaim(container, input)
  }
  const toSend: PromotionRedemptionDTO[] = []
  for (const redemption of claimed) {
    // The time left is checked right before each call instead.
    const known = { ...facts, paid, time_is_over: false }
    const decision = decideAtCheckout(redemption, known)
    if (isCall(decision)) {
      toSend.push(redemption)
    } else if (decision && "event" in decision) {
      await write(redemption.id, decision)
      if (
        decision.event === "defer_sent" &&
        options.onUnavailable === "abort"
      ) {
        throw stop("engage_unavailable")
      }
    }
  }

  const { refusals, redeemed } =
    claimed.length > 1 || toSend.some(({ attempt_count }) => attempt_count > 0)
      ? await findKnownRefusals(service, toSend, deadline - performance.now())
      : NOT_ASKED
  // Sure refusals go first: after a redeemed call the order can no longer be undone.
  const refusedFirst = [
    ...toSend.filter(({ id }) => refusals.has(id)),
    ...toSend.filter(({ id }) => !refusals.has(id)),
  ]
  for (const redemption of refusedFirst) {
    const { id, status } = redemption
    const decision = decideAtCheckout(redemption, {
      ...{ ...facts, paid },
      refusal: refusals.get(id) ?? null,
      time_is_over: deadline <= performance.now(),
    })
    if (isCall(decision)) {
      const listed_as_redeemed = redeemed.has(id)
      await send(id, { from: [status], listed_as_redeemed })
    } else if (decision && "stop" in decision) {
      throw stop(decision.stop)
    } else if (decision) {
      await write(redemption.id, decision)
      if (
        decision.event === "refuse_unsent" &&
        options.onRejected === "reverse" &&
        !(await orderStandsAnyway(container, redemption, input.run_id))
      ) {
        throw stop(decision.reason)
      }
    }
  }
  return written
}

const isCall = (decision: CheckoutDecision) =>
  decision !== null && "call" in decision

/** Whether the order's payment is authorised; false for a bank transfer. */
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

/**
 * The completion has lost a row, for example because it outlived its claim: undo the
 * order. The lost row is left to its new holder.
 */
function lostClaim(
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
