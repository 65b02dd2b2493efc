import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ErrorCode } from "../../../errors/catalogue"
import { listForCart, type CartRedemption } from "./cart-rows"
import { planClaim, type CartDiscount, type ClaimPlan } from "./claim-plan"
import { listManagedPromotionIds } from "./managed-promotions"
import { apply } from "./transition"
import { noteMissingAssignments } from "./missing-assignment"
import { countsForCart, isOf } from "./row"
import { isUniqueViolation } from "./unique-violation"

/** The cart that a completion claims for. */
export type ClaimInput = {
  cart_id: string
  customer_id: string | null
  currency_code: string
  /** The completion that claims. Its compensation gives the same id. */
  run_id: string
  channel: string
  discounts: CartDiscount[]
  /** True for a cart that is known to have offers. Default: false. */
  has_offers?: boolean
  /**
   * Ids of promotions that are automatic now, for a claim after an `unsure`
   * answer. Null: not looked up.
   */
  automatic?: ReadonlySet<string> | null
}

/**
 * The result of a claim. With a `conflict` the completion must stop, or wait while
 * the cart is `held`. For `refused` and `missing_assignment` the hook `orderCreated`
 * throws, once Medusa can undo the payment.
 */
export type Claim = {
  conflict: ClaimPlan["conflict"]
  /** Rows to redeem for the order, oldest link first. */
  redemption_ids: string[]
  refused: ErrorCode | null
  /** Codes of promotions that discount the cart and lack their assignment. */
  missing_assignment: string[]
  /**
   * An earlier completion had the lease of a claimed row and is undone. If this
   * completion read the cart before, the payment that was read is undone too.
   */
  after_undone?: true
  /**
   * Ids of promotions for which the order would be refused, unless the promotions
   * have become automatic. If set, no row is claimed: the caller looks the
   * promotions up and claims again.
   */
  unsure?: string[]
}

/**
 * Claims the redemptions that discount a cart, for one completion. Reads, plans
 * and writes by compare-and-set; when another writer was faster, reads the cart
 * again.
 */
export async function claim(knex: Knex, input: ClaimInput): Promise<Claim> {
  const only = await claimOnly(knex, input)
  if (only) {
    return { ...NOTHING, redemption_ids: [only] }
  }
  for (let attempt = 0; attempt < 3; attempt++) {
    const redemptions = await listForCart(knex, input.cart_id)
    const plan = planClaim({
      ...input,
      redemptions,
      managed: await managedAmong(knex, input, redemptions),
    })
    if (plan.conflict) {
      return giveUpClaim(knex, input, plan.conflict)
    }
    const unsure =
      input.automatic === null
        ? [
            ...plan.missing_assignment.map(({ promotion_id }) => promotion_id),
            ...plan.refused.map(({ redemption }) => redemption.promotion_id),
          ]
        : []
    if (unsure.length) {
      return { ...NOTHING, unsure }
    }
    if (await carryOut(knex, input, plan)) {
      // If a row that counts for the cart stays on the cart, the job checks that row:
      // no second row is needed.
      const unnoted = plan.missing_assignment.filter(
        ({ promotion_id }) =>
          !redemptions.some(
            (redemption) =>
              redemption.promotion_id === promotion_id &&
              countsForCart(redemption) &&
              !plan.of_another_customer.includes(redemption)
          )
      )
      if (!(await noteMissingAssignments(knex, input, unnoted))) {
        return giveUpClaim(knex, input, "held")
      }
      return {
        conflict: null,
        redemption_ids: redemptions
          .filter((redemption) =>
            [...plan.claim, ...plan.resume].some(
              (held) => held.redemption === redemption
            )
          )
          .map(({ id }) => id),
        refused: plan.refused[0]?.code ?? null,
        missing_assignment: plan.missing_assignment.map(({ code }) => code),
        ...(isAfterUndone(plan) && { after_undone: true }),
      }
    }
  }
  return giveUpClaim(knex, input, "held")
}

/**
 * The usual cart has one discount, of one offer, that no completion has claimed
 * before: a single statement claims the row, and nothing is read.
 *
 * @returns the row's id. Null for every other cart, for another customer's row, and
 * when another row reserves the assignment: nothing is changed.
 */
async function claimOnly(
  knex: Knex,
  { has_offers, discounts, automatic, ...input }: ClaimInput
): Promise<string | null> {
  const [discount, ...others] = discounts
  if (!has_offers || !discount || others.length || automatic) {
    return null
  }
  const { cart_id, customer_id, run_id, currency_code } = input
  const { promotion_id, amount } = discount
  try {
    const [claimed] = await apply(
      knex,
      { event: "claim_only", run_id, customer_id, amount, currency_code },
      { rows: { cart_id, promotion_id }, by: "checkout" }
    )
    return claimed?.id ?? null
  } catch (error) {
    if (isUniqueViolation(error)) {
      return null
    }
    throw error
  }
}

const NOTHING: Claim = {
  conflict: null,
  redemption_ids: [],
  refused: null,
  missing_assignment: [],
}

/** Whether a completion put a claimed row back, or has bound a row to the cart. */
function isAfterUndone({ claim, resume }: ClaimPlan): boolean {
  return (
    resume.length > 0 ||
    claim.some(
      ({ redemption: { status, status_changed_by } }) =>
        status === "linked" && status_changed_by === "checkout"
    )
  )
}

/** Stops the claim, and undoes claims written before another writer was faster. */
async function giveUpClaim(
  knex: Knex,
  { cart_id, run_id }: ClaimInput,
  conflict: ClaimPlan["conflict"]
): Promise<Claim> {
  await undoCheckout(knex, { cart_id, run_id, order_id: null })
  return { ...NOTHING, conflict }
}

/** For a promotion that the cart's customer has linked, no look-up is needed. */
async function managedAmong(
  knex: Knex,
  { discounts, customer_id }: ClaimInput,
  redemptions: CartRedemption[]
): Promise<Set<string>> {
  const uncertain = discounts.filter(
    ({ promotion_id }) =>
      !redemptions.some(
        (redemption) =>
          redemption.promotion_id === promotion_id &&
          isOf(redemption, customer_id) &&
          redemption.status === "linked"
      )
  )
  return uncertain.length
    ? listManagedPromotionIds(
        knex,
        uncertain.map(({ promotion_id, code }) => ({ id: promotion_id, code }))
      )
    : new Set()
}

/** @returns false when a row had changed since the plan was made. */
async function carryOut(
  knex: Knex,
  { run_id, currency_code }: ClaimInput,
  plan: ClaimPlan
): Promise<boolean> {
  const by = "checkout"

  for (const { redemption, discount } of plan.claim) {
    const { id, status } = redemption
    const { amount } = discount
    try {
      const claimed = await apply(
        knex,
        { event: "claim", run_id, status, amount, currency_code },
        { rows: { id }, by }
      )
      if (!claimed.length) {
        return false
      }
    } catch (error) {
      if (isUniqueViolation(error)) {
        return false
      }
      throw error
    }
  }

  for (const { redemption, discount } of plan.resume) {
    const { id, status } = redemption
    const { amount } = discount
    const resumed = await apply(
      knex,
      { event: "resume", run_id, status, amount, currency_code },
      { rows: { id }, by }
    )
    if (!resumed.length) {
      return false
    }
  }

  for (const { redemption, code } of plan.refused) {
    await apply(
      knex,
      { event: "refuse_reserved_elsewhere", run_id, reason: code },
      { rows: { id: redemption.id }, by }
    )
  }

  for (const [redemptions, reason] of [
    [plan.of_another_customer, "customer_changed"],
    [plan.open, "promotion_automatic"],
  ] as const) {
    if (redemptions.length) {
      await apply(
        knex,
        { event: "release_unusable", reason },
        { rows: { id: idsOf(redemptions) }, by }
      )
    }
  }

  if (plan.without_discount.length) {
    // The job releases the rows once the order stands, and leaves them otherwise.
    await apply(
      knex,
      { event: "note_without_discount" },
      { rows: { id: idsOf(plan.without_discount) }, by }
    )
  }
  return true
}

/**
 * Renews the leases of a running completion. Also a lease that has ended, if
 * neither the job nor another completion has taken the row: both would have
 * replaced the `run_id`.
 *
 * A row whose call is out is left alone: its lease lasts until the call has ended
 * for certain, also if the server dies. With a shorter lease, a server that stood
 * still for longer would lose the row, and a second call would be made beside the
 * first.
 *
 * @returns how many leases were renewed; with none the completion can stop
 * renewing.
 */
export async function renewClaim(
  knex: Knex,
  { cart_id, run_id }: { cart_id: string; run_id: string }
): Promise<number> {
  const renewed = await apply(
    knex,
    { event: "renew_claim", run_id },
    { rows: { cart_id }, by: null }
  )
  return renewed.length
}

/** A completion that is undone. */
export type UndoneCheckout = {
  cart_id: string
  run_id: string
  /** The order that the completion made; null if no order was made. */
  order_id: string | null
}

/**
 * Undoes a completion's claims, after Medusa has undone the order; also for rows
 * that the job took since with that order, when the completion took longer than
 * its lease. Unsent rows are `linked` again. A redeemed row stays `redeemed`,
 * bound to the cart; a row that may have been sent stays `pending` without an
 * order until the job knows.
 */
export async function undoCheckout(
  knex: Knex,
  { cart_id, run_id, order_id }: UndoneCheckout
): Promise<void> {
  for (const event of UNDOING) {
    await apply(
      knex,
      { event, run_id, order_id },
      { rows: { cart_id }, by: "checkout" }
    )
  }
}

/** In this order: surely unsent rows before rows that may have been sent. */
const UNDOING = [
  "undo_claimed",
  "undo_unsent",
  "undo_sent",
  "undo_kept_refusal",
  "undo_attention",
  "undo_rejected",
  "undo_redeemed",
] as const

const idsOf = (redemptions: { id: string }[]) => redemptions.map(({ id }) => id)
