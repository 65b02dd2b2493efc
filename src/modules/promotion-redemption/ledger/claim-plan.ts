import type { ErrorCode } from "../../../errors/catalogue"
import type { CartRedemption } from "./cart-rows"

/** A promotion that discounts the cart, as the completion's snapshot has it. */
export type CartDiscount = {
  promotion_id: string
  code: string
  /** What it takes off, in major units of the cart's currency. */
  amount: number
}

/** What a completion is to do with the redemptions of its cart. */
export type ClaimPlan = {
  /**
   * Somebody else is completing this cart (`held`), or has an order of it
   * already (`ordered`): stop before any payment.
   */
  conflict: "held" | "ordered" | null
  /** `linked` rows, and `claimed` ones of a dead run, to claim. */
  claim: { redemption: CartRedemption; discount: CartDiscount }[]
  /** Bound to this cart by an earlier completion, to be taken again. */
  resume: { redemption: CartRedemption; discount: CartDiscount }[]
  /** Used up elsewhere: the order must not be placed with their discount. */
  refused: { redemption: CartRedemption; code: ErrorCode }[]
  /** Of another customer than the cart's, and nothing sent: to release. */
  foreign: CartRedemption[]
  /** `linked`, but their promotion gives this cart nothing. */
  idle: CartRedemption[]
  /** Promotions that discount the cart and need an assignment it lacks. */
  uncovered: CartDiscount[]
}

/**
 * Decides, for a cart about to be completed, which of its redemptions are used.
 * Pure: what it decides is carried out by compare-and-set, so a plan made on
 * rows that have changed since fails there and is made anew.
 */
export function planClaim(cart: {
  run_id: string
  customer_id: string | null
  discounts: CartDiscount[]
  redemptions: CartRedemption[]
  /** Ids of promotions that work only with an assignment. */
  managed: Set<string>
}): ClaimPlan {
  const plan: ClaimPlan = {
    conflict: null,
    claim: [],
    resume: [],
    refused: [],
    foreign: [],
    idle: [],
    uncovered: [],
  }
  const live = cart.redemptions.filter(isLive)

  for (const redemption of live) {
    const linked = redemption.status === "linked"
    const leftBehind = redemption.status === "claimed" && !redemption.held
    if (!linked && !leftBehind) {
      continue
    }
    if (!isOf(redemption, cart.customer_id)) {
      plan.foreign.push(redemption)
    } else if (linked && !discountOf(redemption, cart.discounts)) {
      plan.idle.push(redemption)
    }
  }

  for (const discount of cart.discounts) {
    const redemption = live.find(
      ({ promotion_id }) => promotion_id === discount.promotion_id
    )
    if (!redemption || plan.foreign.includes(redemption)) {
      if (needsAssignment(discount, cart)) {
        plan.uncovered.push(discount)
      }
      continue
    }
    const heldByOther = redemption.held && redemption.run_id !== cart.run_id

    switch (redemption.status) {
      case "linked":
        if (redemption.taken) {
          plan.refused.push({ redemption, code: "promotion_already_redeemed" })
        } else {
          plan.claim.push({ redemption, discount })
        }
        break
      case "claimed":
        if (heldByOther) {
          plan.conflict ??= "held"
        } else {
          plan.claim.push({ redemption, discount })
        }
        break
      default:
        if (redemption.order_id) {
          // Completed behind the back of this run's snapshot.
          plan.conflict = "ordered"
        } else if (heldByOther || redemption.status === "redeeming") {
          plan.conflict ??= "held"
        } else if (isOf(redemption, cart.customer_id)) {
          plan.resume.push({ redemption, discount })
        } else if (needsAssignment(discount, cart)) {
          plan.uncovered.push(discount)
        }
    }
  }
  return plan
}

/**
 * Whether a row still stands for its assignment on the cart. A refused one that
 * an operator has to see, as its order stands, does not: whoever buys the cart
 * again, since that order was half undone, buys it without the discount.
 */
export function isLive(
  redemption: Pick<CartRedemption, "status" | "rejected_at">
): boolean {
  return redemption.status !== "released" && !isRefused(redemption)
}

/** Whether Engage, or the ledger, refused the row's assignment for its cart. */
export function isRefused({
  status,
  rejected_at,
}: Pick<CartRedemption, "status" | "rejected_at">): boolean {
  return (
    status === "rejected" || (status === "attention" && rejected_at !== null)
  )
}

/**
 * Whether a row is the customer's to whom its cart belongs now. One that was
 * linked while the cart belonged to nobody is the customer's whom the cart has got
 * since, as a guest who gives their address; one of another customer is not.
 */
export function isOf(
  redemption: Pick<CartRedemption, "customer_id">,
  cartCustomerId: string | null
): boolean {
  return (
    redemption.customer_id === null || redemption.customer_id === cartCustomerId
  )
}

/**
 * A promotion that Engage refused this customer on this cart is treated like a
 * managed one: the order may not be placed with it, even where it is open to
 * everybody.
 */
function needsAssignment(
  discount: CartDiscount,
  cart: {
    redemptions: CartRedemption[]
    managed: Set<string>
    customer_id: string | null
  }
): boolean {
  return (
    cart.managed.has(discount.promotion_id) ||
    cart.redemptions.some(
      (redemption) =>
        isRefused(redemption) &&
        isOf(redemption, cart.customer_id) &&
        redemption.assignment_id !== null &&
        redemption.promotion_id === discount.promotion_id
    )
  )
}

function discountOf(
  redemption: CartRedemption,
  discounts: CartDiscount[]
): CartDiscount | undefined {
  return discounts.find(
    ({ promotion_id }) => promotion_id === redemption.promotion_id
  )
}
