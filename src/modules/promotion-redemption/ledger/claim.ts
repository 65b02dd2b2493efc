import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ErrorCode } from "../../../errors/catalogue"
import { LEDGER_REASONS } from "../../../errors/reasons"
import { listCartRedemptions, type CartRedemption } from "./cart-rows"
import {
  isLive,
  isOf,
  planClaim,
  type CartDiscount,
  type ClaimPlan,
} from "./claim-plan"
import { listManagedPromotionIds } from "./managed-promotions"
import { discountColumns } from "./row"
import { CALL_IS_OUT, neverSent } from "./sent"
import {
  CLAIM_LEASE_MS,
  COMPLETION_CHECK_MS,
  fromNow,
  LINKED_CHECK_MS,
  notHeld,
  PATIENCE_MS,
  undoneCheck,
  UNHELD,
} from "./time"
import { transition } from "./transition"
import { noteUncovered } from "./uncovered"
import { isUniqueViolation } from "./unique-violation"

/** A cart about to be completed. */
export type ClaimInput = {
  cart_id: string
  customer_id: string | null
  currency_code: string
  /** The completion that claims; the same for its compensation. */
  run_id: string
  channel: string
  discounts: CartDiscount[]
  /**
   * Ids of promotions that are automatic now, for a claim after an `unsure` one.
   * Null: not looked up.
   */
  automatic?: ReadonlySet<string> | null
}

/**
 * What a completion holds. With a `conflict` it must stop, or wait while the
 * cart is `held`; `refused` and `uncovered` are for `orderCreated` to
 * throw, once Medusa can undo the payment.
 */
export type Claim = {
  conflict: ClaimPlan["conflict"]
  /** Rows to redeem for the order, in the order they were linked. */
  redemption_ids: string[]
  refused: ErrorCode | null
  /** Codes that discount the cart and lack their assignment. */
  uncovered: string[]
  /**
   * Ids of promotions for which the order would be refused, unless they have become
   * automatic. With these nothing is claimed: the caller looks and claims again.
   */
  unsure?: string[]
}

/**
 * Claims the redemptions that discount a cart, for one completion of it. Reads,
 * plans and writes by compare-and-set; when another writer gets in between, the
 * cart is read again.
 */
export async function claim(knex: Knex, input: ClaimInput): Promise<Claim> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const redemptions = await listCartRedemptions(knex, input.cart_id)
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
            ...plan.uncovered.map(({ promotion_id }) => promotion_id),
            ...plan.refused.map(({ redemption }) => redemption.promotion_id),
          ]
        : []
    if (unsure.length) {
      return { ...NOTHING, unsure }
    }
    if (await carryOut(knex, input, plan)) {
      // A row that stays on the cart is the one that the job looks at.
      const unseen = plan.uncovered.filter(
        ({ promotion_id }) =>
          !redemptions.some(
            (redemption) =>
              redemption.promotion_id === promotion_id &&
              isLive(redemption) &&
              !plan.foreign.includes(redemption)
          )
      )
      await noteUncovered(knex, input, unseen)
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
        uncovered: plan.uncovered.map(({ code }) => code),
      }
    }
  }
  return giveUpClaim(knex, input, "held")
}

const NOTHING: Claim = {
  conflict: null,
  redemption_ids: [],
  refused: null,
  uncovered: [],
}

/** Holds nothing, not even what was claimed before another writer got in. */
async function giveUpClaim(
  knex: Knex,
  { cart_id, run_id }: ClaimInput,
  conflict: ClaimPlan["conflict"]
): Promise<Claim> {
  await unwindRun(knex, { cart_id, run_id, order_id: null })
  return { ...NOTHING, conflict }
}

/** A promotion that the cart's customer has linked needs no look. */
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
  const hold = {
    run_id,
    lease_expires_at: fromNow(knex, CLAIM_LEASE_MS),
    next_attempt_at: fromNow(knex, CLAIM_LEASE_MS),
  }

  for (const { redemption, discount } of plan.claim) {
    try {
      const claimed = await transition(knex, {
        from: ["linked", "claimed"],
        to: "claimed",
        by: "checkout",
        where: (rows) =>
          rows
            .where({ id: redemption.id, status: redemption.status })
            .where((free) =>
              free
                // The job may be looking at it: a completion does not wait.
                .where({ status: "linked" })
                .orWhere((left) => left.modify(notHeld))
                .orWhere({ run_id })
            ),
        set: {
          ...hold,
          ...discountColumns(discount.amount, currency_code),
        },
        // What is committed next takes it to disk: the order, or the call.
        durable: false,
      })
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
    const resumed = await transition(knex, {
      from: [redemption.status],
      to: redemption.status,
      by: "checkout",
      where: (rows) =>
        rows
          .where({ id: redemption.id })
          .whereNull("order_id")
          .where((free) => free.modify(notHeld).orWhere({ run_id })),
      set: { ...hold, ...discountColumns(discount.amount, currency_code) },
    })
    if (!resumed.length) {
      return false
    }
  }

  for (const { redemption, code } of plan.refused) {
    await transition(knex, {
      from: ["linked"],
      to: "rejected",
      by: "checkout",
      where: (rows) => rows.where({ id: redemption.id }),
      set: {
        run_id,
        reason: code,
        rejected_at: knex.fn.now(),
        // Until the order is undone, somebody has to see that it is.
        next_attempt_at: fromNow(knex, COMPLETION_CHECK_MS),
      },
    })
  }

  if (plan.foreign.length) {
    await transition(knex, {
      from: ["linked", "claimed"],
      to: "released",
      by: "checkout",
      where: (rows) =>
        rows
          .whereIn("id", idsOf(plan.foreign))
          .where((free) => free.where({ status: "linked" }).orWhere(notHeld)),
      set: { ...UNHELD, reason: "customer_changed", next_attempt_at: null },
    })
  }

  if (plan.open.length) {
    await transition(knex, {
      from: ["linked", "claimed"],
      to: "released",
      by: "checkout",
      where: (rows) =>
        rows
          .whereIn("id", idsOf(plan.open))
          .where((free) => free.where({ status: "linked" }).orWhere(notHeld)),
      set: { ...UNHELD, reason: "promotion_automatic", next_attempt_at: null },
    })
  }

  if (plan.idle.length) {
    // The job releases them once the order stands, and leaves them otherwise.
    await transition(knex, {
      from: ["linked"],
      to: "linked",
      by: "checkout",
      where: (rows) => rows.whereIn("id", idsOf(plan.idle)),
      set: { next_attempt_at: fromNow(knex, COMPLETION_CHECK_MS) },
    })
  }
  return true
}

/**
 * Makes a claim last anew, for a completion that lives. Also a claim that has
 * ended meanwhile, when neither the job nor another completion has taken the row:
 * both would have put their own run in the place of this one.
 *
 * A row whose call is out is left alone: its lease lasts until the call has ended
 * for certain, whatever becomes of the server. Were that lease short, a server
 * that stood still for longer would lose the row, and a second call would be made
 * beside the first.
 *
 * @returns how many rows the run still holds; with none it has nothing to renew.
 */
export async function renewClaim(
  knex: Knex,
  { cart_id, run_id }: { cart_id: string; run_id: string }
): Promise<number> {
  return knex("promotion_redemption")
    .where({ cart_id, run_id })
    .where((held) =>
      held
        .where({ status: "claimed" })
        // Taken again from an earlier completion.
        .orWhere((resumed) =>
          resumed
            .whereIn("status", ["redeemed", "attention", "pending"])
            .whereNull("order_id")
            .whereNotNull("lease_expires_at")
        )
    )
    .update({
      lease_expires_at: lastsAtLeast(knex, "lease_expires_at"),
      next_attempt_at: lastsAtLeast(knex, "next_attempt_at"),
    })
}

function lastsAtLeast(knex: Knex, column: string): Knex.Raw {
  return knex.raw("GREATEST(??, now() + ? * interval '1 millisecond')", [
    column,
    CLAIM_LEASE_MS,
  ])
}

/** A completion that is undone. */
export type UnwoundRun = {
  cart_id: string
  run_id: string
  /** The order that it had made; null when it made none. */
  order_id: string | null
}

/**
 * Gives back what a completion held, after Medusa has undone its order: also
 * what the job has taken on with that order since, as long as the steps around a
 * completion last. A redemption that Engage has stays `redeemed`, bound to the
 * cart; one that may have been sent stays `pending` without an order until the
 * job knows.
 */
export async function unwindRun(
  knex: Knex,
  { cart_id, run_id, order_id }: UnwoundRun
): Promise<void> {
  const ofRun = (rows: Knex.QueryBuilder) =>
    rows.where({ cart_id }).where((its) => {
      its.where({ run_id })
      if (order_id) {
        its.orWhere({ order_id })
      }
    })
  const offOrder = { ...UNHELD, order_id: null }

  await transition(knex, {
    from: ["claimed"],
    to: "linked",
    by: "checkout",
    where: ofRun,
    set: {
      ...offOrder,
      next_attempt_at: undoneCheck(knex, LINKED_CHECK_MS),
      deferred_at: null,
    },
  })
  await transition(knex, {
    from: ["pending"],
    to: "linked",
    by: "checkout",
    where: (rows) => rows.modify(ofRun).modify(neverSent),
    set: {
      ...offOrder,
      reason: null,
      deferred_at: null,
      next_attempt_at: undoneCheck(knex, LINKED_CHECK_MS),
    },
  })
  // While its call is out the run keeps the row: nobody sends beside it.
  for (const status of ["redeeming", "pending"] as const) {
    await transition(knex, {
      from: [status],
      to: status,
      by: "checkout",
      where: ofRun,
      set: {
        order_id: null,
        lease_expires_at: knex.raw(
          `CASE WHEN ${CALL_IS_OUT} THEN lease_expires_at END`
        ),
      },
    })
  }
  // Refused and kept with its discount: no order is left that could have it.
  await transition(knex, {
    from: ["attention"],
    to: "rejected",
    by: "checkout",
    where: (rows) =>
      rows
        .modify(ofRun)
        .whereNotNull("order_id")
        .whereNull("redeemed_at")
        .whereNotIn("reason", Object.keys(LEDGER_REASONS)),
    set: {
      ...offOrder,
      rejected_at: knex.fn.now(),
      next_attempt_at: undoneCheck(knex, null),
    },
  })
  await transition(knex, {
    from: ["attention"],
    to: "attention",
    by: "checkout",
    where: ofRun,
    set: { ...offOrder, next_attempt_at: null },
  })
  await transition(knex, {
    from: ["rejected"],
    to: "rejected",
    by: "checkout",
    where: ofRun,
    set: { ...offOrder, next_attempt_at: undoneCheck(knex, null) },
  })
  await transition(knex, {
    from: ["redeemed"],
    to: "redeemed",
    by: "checkout",
    where: ofRun,
    set: { ...offOrder, next_attempt_at: fromNow(knex, PATIENCE_MS) },
  })
}

const idsOf = (redemptions: { id: string }[]) => redemptions.map(({ id }) => id)
