import { complete, type Answer } from "../commands/customer"
import { cancel, halfUndoneOrders, unpaidSessions } from "../commands/orders"
import { SPANS, tick } from "../commands/time"
import { requirePromise } from "../support/broken"
import { SUMMER } from "../support/cast"
import { brief, reserves, type LedgerRow } from "../../../testkit/ledger/rows"
import type { Model } from "../support/model"
import type { World } from "../support/world"
import { checkPromises, lookAround } from "."
import type { Evidence } from "../../../testkit/promises/check"

/** Time for every kind of row to come to its end: retries, then patience. */
const SPANS_UNTIL_QUIET = [
  "3 minutes",
  "2 hours",
  "2 hours",
  "25 hours",
  "2 hours",
  "25 hours",
  "2 hours",
] as const satisfies (keyof typeof SPANS)[]

/**
 * The end of a run: Engage is well, every payment arrives, an operator cancels
 * what a dead server left of an order, every server runs, and time passes until
 * there is nothing left to do. Then nothing may wait any
 * more, and whoever still has an offer on a cart can buy with it.
 */
export async function checkQuiet(model: Model, world: World): Promise<void> {
  await settle(model, world)
  await checkNothingWaits(model, world)
  await checkOffersWork(model, world)
  await settle(model, world)
  await checkNothingWaits(model, world)
}

async function settle(model: Model, world: World): Promise<void> {
  world.sandbox.clearFaults()
  for (const session of unpaidSessions(world)) {
    world.shop.createPayment(session)
  }
  halfUndoneOrders(world).forEach(cancel)
  for (const span of SPANS_UNTIL_QUIET) {
    await world.pass(SPANS[span])
    await tick(world, 0)
    await checkPromises(model, world)
  }
}

/** Not even for an order, or for what becomes of one that was refused. */
async function checkNothingWaits(model: Model, world: World): Promise<void> {
  await checkPromises(model, world, "settled")
  const { rows } = await lookAround(model, world)
  const waiting = rows.filter(
    (row) =>
      (row.status === "rejected" && row.next_attempt_at !== null) ||
      (row.status === "redeemed" && row.order_id === null)
  )
  const seen = waiting.map(brief)
  requirePromise(3, !seen.length, "a row never comes to its end", seen)
}

/** One refusal for each offer that a cart can have, and then its order. */
const MOST_ANSWERS = 3

/** Whoever has an offer on a cart can buy with it, and anybody without. */
async function checkOffersWork(model: Model, world: World): Promise<void> {
  for (const cart of world.carts.filter(({ completed }) => !completed)) {
    const before = await lookAround(model, world)
    const works = world.shop.discounts(cart).every(({ id }) => {
      const row = before.rows.find(
        ({ cart_id, promotion_id, status }) =>
          cart_id === cart.id && promotion_id === id && status === "linked"
      )
      return id === SUMMER.id || (row && isFree(row, before))
    })
    const answers = [await complete(world, cart)]
    // A refusal takes one offer off the cart.
    while (!works && !isSold(answers) && answers.length < MOST_ANSWERS) {
      answers.push(await complete(world, cart))
    }
    const after = await lookAround(model, world)
    const seen = { answers, rows: after.rows.map(brief) }
    requirePromise(4, isSold(answers), `${cart.id} cannot be bought`, seen)
  }
}

function isSold(answers: Answer[]): boolean {
  return answers.at(-1)?.kind === "order"
}

/** Nobody has used the row's assignment, here or in a store. */
function isFree({ assignment_id }: LedgerRow, { rows, engage }: Evidence) {
  return (
    assignment_id !== null &&
    !engage.some(
      ({ assignmentId, redeemed }) => assignmentId === assignment_id && redeemed
    ) &&
    !rows.some((row) => row.assignment_id === assignment_id && reserves(row))
  )
}
