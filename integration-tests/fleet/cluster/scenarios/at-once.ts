import { setTimeout as delay } from "node:timers/promises"

import { inPool } from "../../../../testkit/in-pool"
import {
  complete,
  type Answer,
} from "../../../../testkit/purchases/completions"
import type { PlacedOrder } from "../../../../testkit/ledger/shop-ledger"
import { judge } from "../../../../testkit/promises/judge"
import type { Purchase } from "../../../../testkit/purchases/purchases"
import type { Server } from "../../../../testkit/shop/server"
import { settle } from "../../../../testkit/promises/settle"
import type { Cluster } from "../cluster"
import { withSlowClaims } from "../database"
import { prepare, preparePairs } from "../prepare"
import type { Scenario } from "../../report"

/** Times that something is done on both servers at once. */
const TIMES = 15

/** So many at once; more would only queue for the machine. */
const AT_ONCE = 5

/** The farthest that the two requests are apart, in milliseconds. */
const SPREAD_MS = 40

type Both = { purchases: [Purchase, Purchase]; answers: [Answer, Answer] }

/** The same cart is completed on both servers at once, many times. */
export async function sameCartOnBoth(
  cluster: Cluster,
  scenario: Scenario
): Promise<void> {
  const purchases = await prepare(cluster, cluster.servers[0], TIMES)
  const both = await completeOnBoth(
    cluster,
    purchases.map((purchase) => [purchase, purchase])
  )
  await settle(cluster, purchases)
  const orders = await ordersOf(cluster, purchases)
  const wrong = both.filter(({ purchases: [{ key }], answers }) => {
    const its = orders.filter(({ purchase }) => purchase === key)
    const told = answers.flatMap((answer) =>
      answer.kind === "placed" ? answer.orderId : []
    )
    return its.length !== 1 || !told.length || told.some(isNot(its[0]?.id))
  })
  scenario.none(
    `the same cart on both at once, ${TIMES} times: one order, and no customer told of another`,
    wrong.map(brief),
    tally(both)
  )
  scenario.none(
    "each order keeps its payment",
    orders.filter(({ paid }) => !paid)
  )
  await checkPromises(cluster, scenario, purchases, TIMES)
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
    .map(([{ assignmentId }]) =>
      engage.setFault({
        type: "status",
        status: 503,
        operation: "redeem",
        assignmentId,
      })
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
    wrong.map(brief),
    tally(both)
  )
  await checkPromises(cluster, scenario, purchases, TIMES)
}

/** A cart that Engage refuses is completed on both servers at once. */
export async function refusedCartOnBoth(
  cluster: Cluster,
  scenario: Scenario
): Promise<void> {
  const { engage, servers } = cluster
  const purchases = await prepare(cluster, servers[0], 6)
  const refusals = purchases.map(({ assignmentId }) =>
    engage.setFault({
      type: "refuse",
      code: "PromotionNotValidForRedemptionChannel",
      operation: "redeem",
      assignmentId,
    })
  )
  const both = await completeOnBoth(
    cluster,
    purchases.map((purchase) => [purchase, purchase])
  )
  refusals.forEach(({ id }) => engage.clearFault(id))
  await settle(cluster, purchases)
  const orders = await ordersOf(cluster, purchases)
  scenario.none(
    "a cart that Engage refuses, on both at once: no order",
    orders,
    tally(both)
  )
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
  await checkPromises(cluster, scenario, purchases, 0)
}

/** Holds purchases against the promises, and the number that Engage redeemed. */
export async function checkPromises(
  cluster: Cluster,
  scenario: Scenario,
  purchases: Purchase[],
  redeemed: number
): Promise<void> {
  const judgement = await judge(cluster, purchases)
  scenario.none("the promises hold", judgement.violations)
  scenario.check(
    "redeemed, each once",
    judgement.redeemed === redeemed && judgement.redeemedTwice === 0,
    `${judgement.redeemed} of ${redeemed}, twice ${judgement.redeemedTwice}, forgotten ${judgement.forgotten}`
  )
}

/** The orders that stand, of purchases. */
export async function ordersOf(
  { ledger }: Cluster,
  purchases: Purchase[]
): Promise<PlacedOrder[]> {
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
      return complete(servers[nth] as Server, purchases[nth]).answer
    }
    return { purchases, answers: await Promise.all([at(0), at(1)]) }
  })
}

function isNot(orderId: string | undefined) {
  return (other: string) => other !== orderId
}

/** What went wrong, without whose it was. */
function brief({ purchases, answers }: Both) {
  return { carts: purchases.map(({ cartId }) => cartId), answers }
}

/** What customers were told, in one line. */
function tally(both: Both[]): Record<string, number> {
  const told: Record<string, number> = {}
  for (const answer of both.flatMap(({ answers }) => answers)) {
    const what =
      answer.kind === "refused"
        ? `${answer.status} ${answer.code ?? answer.message.slice(0, 60)}`
        : answer.kind
    told[what] = (told[what] ?? 0) + 1
  }
  return told
}
