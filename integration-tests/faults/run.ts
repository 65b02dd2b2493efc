import {
  createRedemptionChannel,
  type SandboxAssignment,
} from "../../packages/engage-sandbox/src"
import { inPool } from "../../testkit/in-pool"
import { readyCart } from "../../testkit/jest/checkout"
import type { Answer } from "../../testkit/jest/http"
import { PROVIDERS } from "../../testkit/payment/payments"
import { until } from "../../testkit/poll"
import type { OfferCode } from "../../testkit/jest/promotions"
import type { Completed } from "../../testkit/storefront/storefront"
import type { TestShop } from "../../testkit/jest/suite"
import type { FaultCase } from "./fault-case"
import { requirePromises } from "./invariants"
import { look, nextTryOf, rowOf, type Subject } from "./look"
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
  const runs = faults.map((fault, index) => ({
    fault,
    provider,
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
    contents: { mugs: 1 },
  })
  return runs.map((run) => ({
    ...run,
    cart,
    sessionId: cart.session_id,
    observed: {},
  }))
}

/**
 * From now on the run meets its fault.
 * @returns what ends the fault.
 */
export function meet(
  { shop, elsewhere }: Stage,
  { fault, offer }: Run
): () => void {
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

/** The customer pays once more. */
export async function payAgain(shop: TestShop, run: Run): Promise<void> {
  const { cart, provider } = run
  const { session_id } = await cart.web.startPayment(cart.id, provider)
  run.sessionId = session_id
  const answer = inWords(await cart.web.complete(cart.id))
  run.observed.again = { answer, state: await look(shop, run) }
  await requirePromises(shop, run)
}

/** What a customer is answered: "order", or status and code. */
export function inWords({ status, data }: Answer<Completed>): string {
  return status === 200 ? data.type : `${status} ${data.code}`
}
