import { setTimeout as delay } from "node:timers/promises"

import { inPool } from "../../../../testkit/in-pool"
import type { Database } from "../../../../testkit/ledger/database"
import { settle } from "../../../../testkit/promises/settle"
import {
  complete,
  type Answer,
} from "../../../../testkit/purchases/completions"
import type { Purchase } from "../../../../testkit/purchases/purchases"
import { failRedeem } from "../../calls"
import type { Scenario } from "../../report"
import type { Cluster } from "../cluster"
import { prepare, preparePairs } from "../prepare"

/** Times that something is done on both servers at once. */
const TIMES = 10

/** So many at once; more would only queue for the machine. */
const AT_ONCE = 5

/** The farthest that the two requests are apart, in milliseconds. */
const SPREAD_MS = 40

type Both = { purchases: [Purchase, Purchase]; answers: [Answer, Answer] }

/** The same cart is completed on both servers at once, many times. */
export async function sameCartOnBoth(cluster: Cluster, scenario: Scenario) {
  const purchases = await prepare(cluster, cluster.servers[0], TIMES)
  const both = await completeOnBoth(cluster, purchases.map(twice))
  await settle(cluster, purchases)
  const orders = await ordersOf(cluster, purchases)
  const wrong = both.filter(({ purchases: [{ key }], answers }) => {
    const its = orders.filter(({ purchase }) => purchase === key)
    const told = answers.flatMap((answer) =>
      answer.kind === "placed" ? answer.orderId : []
    )
    const others = told.filter((orderId) => orderId !== its[0]?.id)
    return its.length !== 1 || !told.length || others.length > 0
  })
  scenario.none(
    `the same cart on both at once, ${TIMES} times: one order, and no customer told of another`,
    wrong.map(brief)
  )
  scenario.none(
    "each order keeps its payment",
    orders.filter(({ paid }) => !paid)
  )
  await scenario.promises(cluster, purchases, TIMES)
}

/**
 * The same assignment on two carts of its customer, one on each server; every
 * second time while Engage is away.
 */
export async function sameAssignmentOnBoth(
  cluster: Cluster,
  scenario: Scenario
): Promise<void> {
  const { ledger, engage, servers } = cluster
  const pairs = await preparePairs(cluster, servers[0], TIMES)
  // While Engage is away it cannot refuse the second: the ledger has to.
  const outages = pairs
    .filter((_, nth) => nth % 2)
    .map(([purchase]) =>
      failRedeem(engage, purchase, { type: "status", status: 503 })
    )
  // Servers that had read alike before they wrote: the index has to decide.
  const both = await withSlowClaims(ledger.sql, () =>
    completeOnBoth(cluster, pairs)
  )
  outages.forEach(({ id }) => engage.clearFault(id))
  const purchases = pairs.flat()
  await settle(cluster, purchases)
  const orders = await ordersOf(cluster, purchases)
  const wrong = both.filter(({ purchases, answers }) => {
    const its = orders.filter((order) =>
      purchases.some(({ key }) => order.purchase === key)
    )
    const discounted = its.filter(({ promotion_ids }) => promotion_ids.length)
    const placed = answers.filter(({ kind }) => kind === "placed")
    return (
      discounted.length !== 1 ||
      placed.length !== its.length ||
      its.some(({ paid }) => !paid)
    )
  })
  scenario.none(
    `the same assignment on two carts at once, ${TIMES} times: one order has the discount, each order its payment`,
    wrong.map(brief)
  )
  await scenario.promises(cluster, purchases, TIMES)
}

/** A cart that Engage refuses is completed on both servers at once. */
export async function refusedCartOnBoth(cluster: Cluster, scenario: Scenario) {
  const { engage, servers } = cluster
  const purchases = await prepare(cluster, servers[0], 6)
  const code = "PromotionNotValidForRedemptionChannel"
  const refusals = purchases.map((purchase) =>
    failRedeem(engage, purchase, { type: "refuse", code })
  )
  const both = await completeOnBoth(cluster, purchases.map(twice))
  refusals.forEach(({ id }) => engage.clearFault(id))
  await settle(cluster, purchases)
  const orders = await ordersOf(cluster, purchases)
  scenario.none("a cart that Engage refuses, on both at once: no order", orders)
  scenario.none(
    "Engage is asked once, and somebody is told of the refusal",
    both
      .filter(
        ({ purchases: [{ assignmentId }], answers }) =>
          engage.calls({ operation: "redeem", assignmentId }).length !== 1 ||
          !answers.some(
            (answer) =>
              answer.kind === "refused" &&
              answer.code === "promotion_not_valid_for_redemption_channel"
          )
      )
      .map(brief)
  )
  await scenario.promises(cluster, purchases, 0)
}

/** The orders that stand, of purchases. */
export async function ordersOf({ ledger }: Cluster, purchases: Purchase[]) {
  const orders = await ledger.ordersOf(purchases.map(({ key }) => key))
  return orders.filter(({ canceled }) => !canceled)
}

function completeOnBoth(
  { servers, random }: Cluster,
  pairs: [Purchase, Purchase][]
): Promise<Both[]> {
  return inPool(pairs, AT_ONCE, async (purchases) => {
    const swap = random.chance(0.5)
    const late = random.integer(0, SPREAD_MS)
    const at = async (nth: 0 | 1) => {
      await delay(Number(swap) === nth ? late : 0)
      return complete(servers[nth], purchases[nth]).answer
    }
    return { purchases, answers: await Promise.all([at(0), at(1)]) }
  })
}

function twice(purchase: Purchase): [Purchase, Purchase] {
  return [purchase, purchase]
}

const SLOW_CLAIMS = `
  CREATE FUNCTION wait_before_claim() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_sleep(0.5);
    RETURN NEW;
  END $$;
  CREATE TRIGGER wait_before_claim BEFORE UPDATE ON promotion_redemption
  FOR EACH ROW WHEN (OLD.status = 'linked' AND NEW.status = 'claimed')
  EXECUTE FUNCTION wait_before_claim()`

/**
 * Does something while a claim takes half a second to be written: whoever claims
 * beside it has read the ledger before.
 */
async function withSlowClaims<T>(sql: Database, work: () => Promise<T>) {
  await sql(SLOW_CLAIMS)
  try {
    return await work()
  } finally {
    await sql("DROP FUNCTION wait_before_claim CASCADE")
  }
}

/** What went wrong, without whose it was. */
function brief({ purchases, answers }: Both) {
  return { carts: purchases.map(({ cartId }) => cartId), answers }
}
