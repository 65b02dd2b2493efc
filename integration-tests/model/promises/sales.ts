import type { Answer } from "../commands/customer"
import type { Cart } from "../shop/shop"
import { SUMMER } from "../support/cast"
import { requirePromise } from "../support/broken"
import {
  brief,
  readLedger,
  reserves,
  type LedgerRow,
} from "../../../testkit/ledger/rows"
import type { Model } from "../support/model"
import type { World } from "../support/world"

/** Refusals that say something of this cart, and not of its assignment. */
const OF_THE_CART = ["promotion_requires_assignment"]

/** Somebody else, perhaps a dead server, is at the cart. */
const BUSY = ["redemption_in_progress", "locked"]

/** Medusa's own, for a cart whose server died while it undid the order. */
const NO_PAYMENT = "invalid_data"

/**
 * Promise 4, and promise 2 as the customer sees it: what a completion answers
 * is true, and no sale is lost because Engage is away. A cart completed at once
 * with this one may have reserved the assignment, and have given it back since.
 */
export async function checkAnswer(
  model: Model,
  world: World,
  cart: Cart,
  answer: Answer,
  completedAtOnce?: Cart
): Promise<void> {
  if (answer.kind !== "refused" || BUSY.includes(answer.code)) {
    return
  }
  const { code } = answer
  if (code === NO_PAYMENT && world.shop.orderOfCart(cart.id)) {
    return
  }
  const rows = await readLedger(world.db.sql)
  const seen = { code, rows: rows.map(brief) }

  const mayLose =
    code === "engage_unavailable"
      ? world.settings.onUnavailable === "abort"
      : OF_THE_CART.includes(code) || isJustified()
  requirePromise(4, mayLose, `a sale was lost without a reason: ${code}`, seen)
  checkUndone(world, cart, seen)
  checkDiscountOff(world, cart, code, rows)

  /** Engage refuses at will, or an assignment of the cart is used up. */
  function isJustified(): boolean {
    const reservedMeanwhile = completedAtOnce
      ? assignmentsOf(completedAtOnce)
      : []
    return (
      model.refusesAtWill ||
      assignmentsOf(cart).some(
        (id) =>
          reservedMeanwhile.includes(id) ||
          world.sandbox.assignment(id).redeemed ||
          rows.some(
            (row) =>
              row.assignment_id === id &&
              row.cart_id !== cart.id &&
              reserves(row)
          )
      )
    )
  }

  function assignmentsOf({ id: cartId }: Cart): string[] {
    return world.shop.promotions.flatMap(
      ({ id }) => model.assignmentOf(cartId, id) ?? []
    )
  }
}

/** No order is left of a refused completion, and nobody pays for it. */
function checkUndone(world: World, cart: Cart, seen: unknown): void {
  const order = world.shop.orderOfCart(cart.id)
  requirePromise(2, !order, `refused, and ${order?.id} stands`, seen)
  requirePromise(
    2,
    cart.collection?.session.status !== "authorized",
    "refused, and the cart keeps a session whose payment is undone",
    seen
  )
}

/** What Engage refused is off the cart before the answer leaves. */
function checkDiscountOff(
  world: World,
  cart: Cart,
  code: string,
  rows: LedgerRow[]
): void {
  for (const { id } of world.shop.discounts(cart)) {
    const row = rows
      .filter((other) => other.cart_id === cart.id && other.promotion_id === id)
      .at(-1)
    requirePromise(
      2,
      id === SUMMER.id ||
        (row && !["rejected", "released"].includes(row.status)),
      `refused (${code}), and the discount of ${id} is still on the cart`,
      row && brief(row)
    )
  }
}
