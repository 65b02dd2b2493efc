import type { ErrorCode } from "../../../errors/catalogue"
import type { CartRedemption } from "./cart-rows"
import { countsForCart, isOf, isRefusedHere } from "./row"

/** A promotion that discounts the cart, by the completion's snapshot of the cart. */
export type CartDiscount = {
  promotion_id: string
  code: string
  /** The discount, in major units of the cart's currency. */
  amount: number
}

/** A completion's plan for the redemptions of its cart. */
export type ClaimPlan = {
  /**
   * Another completion of the cart is running (`held`), or has made an order
   * (`ordered`): stop before any payment.
   */
  conflict: "held" | "ordered" | null
  /** Rows to claim: `linked`, or `claimed` by a dead completion. */
  claim: { redemption: CartRedemption; discount: CartDiscount }[]
  /** Rows that an earlier completion bound to the cart, to claim again. */
  resume: { redemption: CartRedemption; discount: CartDiscount }[]
  /** Rows whose assignment another row reserves: the discount must not be given. */
  refused: { redemption: CartRedemption; code: ErrorCode }[]
  /** Unsent rows of another customer than the cart's: to release. */
  of_another_customer: CartRedemption[]
  /** Unsent rows whose promotion became automatic: to release. */
  open: CartRedemption[]
  /** `linked` rows whose promotion gives the cart no discount. */
  without_discount: CartRedemption[]
  /** Promotions that discount the cart without their required assignment. */
  missing_assignment: CartDiscount[]
}

/**
 * Decides which redemptions a completion of the cart uses. Pure: the caller
 * carries the plan out by compare-and-set. If rows have changed since, the writes
 * fail and the caller makes a new plan.
 */
export function planClaim(cart: {
  run_id: string
  customer_id: string | null
  discounts: CartDiscount[]
  redemptions: CartRedemption[]
  /** Ids of promotions that require an assignment. */
  managed: Set<string>
  /** Ids of promotions that are automatic now: every customer has their discount. */
  automatic?: ReadonlySet<string> | null
}): ClaimPlan {
  const plan: ClaimPlan = {
    conflict: null,
    claim: [],
    resume: [],
    refused: [],
    of_another_customer: [],
    open: [],
    without_discount: [],
    missing_assignment: [],
  }
  const counting = cart.redemptions.filter(countsForCart)

  for (const redemption of counting) {
    const linked = redemption.status === "linked"
    const leftBehind = redemption.status === "claimed" && !redemption.held
    if (!linked && !leftBehind) {
      continue
    }
    if (!isOf(redemption, cart.customer_id)) {
      plan.of_another_customer.push(redemption)
    } else if (cart.automatic?.has(redemption.promotion_id)) {
      plan.open.push(redemption)
    } else if (linked && !discountOf(redemption, cart.discounts)) {
      plan.without_discount.push(redemption)
    }
  }

  for (const discount of cart.discounts) {
    const redemption = counting.find(
      ({ promotion_id }) => promotion_id === discount.promotion_id
    )
    if (
      !redemption ||
      plan.of_another_customer.includes(redemption) ||
      plan.open.includes(redemption)
    ) {
      if (needsAssignment(discount, cart)) {
        plan.missing_assignment.push(discount)
      }
      continue
    }
    const heldByOther = redemption.held && redemption.run_id !== cart.run_id

    switch (redemption.status) {
      case "linked":
        if (redemption.reserved_elsewhere) {
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
          // Another completion made an order since this cart was read.
          plan.conflict = "ordered"
        } else if (heldByOther || redemption.status === "redeeming") {
          plan.conflict ??= "held"
        } else if (isOf(redemption, cart.customer_id)) {
          plan.resume.push({ redemption, discount })
        } else if (needsAssignment(discount, cart)) {
          plan.missing_assignment.push(discount)
        }
    }
  }
  return plan
}

/**
 * A promotion that Engage refused this customer on the cart counts as managed. An
 * automatic promotion requires no assignment, as the plugin cannot keep such a
 * promotion off a cart.
 */
function needsAssignment(
  discount: CartDiscount,
  cart: {
    redemptions: CartRedemption[]
    managed: Set<string>
    automatic?: ReadonlySet<string> | null
    customer_id: string | null
  }
): boolean {
  return (
    !cart.automatic?.has(discount.promotion_id) &&
    (cart.managed.has(discount.promotion_id) ||
      cart.redemptions.some(
        (redemption) =>
          isRefusedHere(redemption) &&
          isOf(redemption, cart.customer_id) &&
          redemption.promotion_id === discount.promotion_id
      ))
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
