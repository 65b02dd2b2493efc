import { randomUUID } from "node:crypto"

import { createRedemptionChannel } from "../../packages/engage-sandbox/src"
import { inPool } from "../../testkit/in-pool"
import {
  discountsOf as amountsOf,
  readyCart,
} from "../../testkit/jest/checkout"
import type { Answer } from "../../testkit/jest/http"
import { PROVIDERS } from "../../testkit/payment/payments"
import { until } from "../../testkit/poll"
import type { OfferCode } from "../../testkit/jest/promotions"
import type { Completed } from "../../testkit/storefront/storefront"
import type { TestShop } from "../../testkit/jest/suite"
import { checkPromises, discountsOf } from "../../testkit/promises/check"
import type { FaultCase } from "./fault-case"
import { look, nextTryOf, orderOf, rowOf, type Subject } from "./look"
import type { Choice, Observation } from "./observation"
import { TIMING } from "./timing"

/** Customers who are in the checkout at the same time. */
export const AT_ONCE = 4

/** How much time passes: not the 24 hours after which an operator is asked. */
const HOURS_LATER = 2

/** Medusa's promotions that one cart may have together. */
export const CODES: OfferCode[] = ["10056", "30-OFF", "MUG-5", "FREE-SHIPPING"]

/** Where it all happens. */
export type Stage = {
  shop: TestShop
  /** Address of a server that must never be called. */
  elsewhere: string
}

/** A case that is being run: an assignment on a cart. */
export type Run = Subject & {
  fault: FaultCase
  provider: string
  observed: Partial<Observation>
}

/** The money is held in one half of the table, and taken in the other. */
export function providerOf({ onUnavailable }: Choice): string {
  return onUnavailable === "abort" ? PROVIDERS.keeping : PROVIDERS.authorizing
}

/** A customer with an assignment for each case on the cart, about to pay. */
export async function prepare(
  shop: TestShop,
  choice: Choice,
  faults: FaultCase[]
): Promise<Run[]> {
  const provider = providerOf(choice)
  const purchase = randomUUID()
  const runs = faults.map((fault, index) => ({
    ...{ fault, provider, purchase },
    offer: shop.engage.giveOffer(shop.anna, {
      redemptionChannels: [
        createRedemptionChannel({ value: CODES[index] }),
        createRedemptionChannel({ type: "POS" }),
      ],
    }),
  }))
  const cart = await readyCart(shop, {
    offers: runs.map(({ offer }) => offer),
    provider,
    payment: { purchase },
    contents: { mugs: 1 },
  })
  return runs.map((run) => ({ ...run, cart, observed: {} }))
}

/**
 * From now on the run meets its fault.
 * @returns what ends the fault.
 */
export function meet({ shop, elsewhere }: Stage, { fault, offer }: Run) {
  const { engage } = shop
  fault.before?.({ engage, customer: shop.anna, offer })
  if (fault.store === "before") {
    engage.sandbox.redeemInStore(offer.id)
  }
  const set = fault.faults.map((it) =>
    engage.sandbox.setFault({
      ...(it.type === "redirect" ? { ...it, location: elsewhere } : it),
      operation: "redeem",
      assignmentId: offer.id,
    })
  )
  return () => {
    set.forEach(({ id }) => engage.sandbox.clearFault(id))
    if (fault.store === "after") {
      engage.sandbox.redeemInStore(offer.id)
    }
    fault.then?.event({ engage, customer: shop.anna, offer })
  }
}

/** What there is when the customer, or the job, has done. */
export async function note(shop: TestShop, run: Run): Promise<void> {
  run.observed.at_once = await look(shop, run)
  run.observed.next_try_s = nextTryOf(await rowOf(shop, run))
}

/** The fault is over: late answers come, and time passes. */
export async function settle(shop: TestShop, runs: Run[]): Promise<void> {
  for (const run of runs) {
    await until(
      () => rowOf(shop, run),
      ({ attempts }) => attempts.every(({ finished_at }) => finished_at),
      3 * TIMING.longestCall
    )
  }
  await shop.ledger.reconcile(HOURS_LATER)
  await inPool(runs, AT_ONCE, async (run) => {
    run.observed.end = await look(shop, run)
    run.observed.again = null
    await requirePromises(shop, run)
  })
}

export async function payAgain(shop: TestShop, run: Run): Promise<void> {
  const { cart, provider, purchase } = run
  await cart.web.startPayment(cart.id, provider, { purchase })
  const answer = inWords(await cart.web.complete(cart.id))
  run.observed.again = { answer, state: await look(shop, run) }
  await requirePromises(shop, run)
}

/** What a customer is answered: "order", or status and code. */
export function inWords({ status, data }: Answer<Completed>): string {
  return status === 200 ? data.type : `${status} ${data.code}`
}

/** What holds whatever went wrong, and whatever the shop chose. */
async function requirePromises(shop: TestShop, { fault, cart, observed }: Run) {
  const rows = await shop.ledger.rows(cart.id)
  const order = await orderOf(shop, cart.id)
  const amounts = order ? amountsOf(order) : {}
  const discounts = discountsOf(
    rows,
    ({ promotion_code }) => (amounts[promotion_code] ?? 0) > 0
  )
  const placed = order && { id: order.id, cart_id: cart.id, discounts }
  const orders = placed ? [{ ...placed, finished: true, paid: true }] : []
  const engage = shop.engage.sandbox
    .state()
    .assignments.filter(({ assignmentId }) =>
      rows.some(({ assignment_id }) => assignment_id === assignmentId)
    )
  const broken = checkPromises({ rows, orders, engage }, "any moment").map(
    ({ what, seen }) => `${what}: ${JSON.stringify(seen)}`
  )

  const { purchase, payment } = observed.again?.state ?? observed.end ?? {}
  if (!purchase?.startsWith("order") && payment !== "given back") {
    broken.push("without an order the money is given back")
  }
  if (broken.length) {
    throw new Error(
      `${fault.name}: ${broken.join("; ")}: ${JSON.stringify(observed)}`
    )
  }
}
