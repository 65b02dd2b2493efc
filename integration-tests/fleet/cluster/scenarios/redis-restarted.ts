import { setTimeout as delay } from "node:timers/promises"

import type { TemporaryRedis } from "../../../../scripts/redis"
import { until } from "../../../../testkit/poll"
import { settle } from "../../../../testkit/promises/settle"
import { complete } from "../../../../testkit/purchases/completions"
import type { Purchase } from "../../../../testkit/purchases/purchases"
import { callsSince, completeAll, failRedeem, mark } from "../../calls"
import type { Scenario } from "../../report"
import type { Cluster } from "../cluster"
import { addBacklog, prepare } from "../prepare"
import { ordersOf } from "./at-once"

/** The longest that the first completion takes to call Engage. */
const START_MS = 60_000

/** How long Redis is away, in milliseconds. */
const AWAY_MS = 5_000

const DRAIN_MS = 180_000

/** What Engage takes at least, so that Redis goes away before it answers. */
const SLOW_MS = 700

/** Redis goes away in the midst of completions, and comes back. */
export async function redisRestarted(
  cluster: Cluster,
  scenario: Scenario,
  redis: TemporaryRedis
): Promise<void> {
  const { engage, servers, random } = cluster
  const [first, second] = servers
  const ended: string[] = []
  servers.forEach(({ name, log, ended: end }) =>
    end.then(() => ended.push(`${name}, which printed:\n${log}`))
  )
  const during = await prepare(cluster, first, 8)
  const whileAway = await prepare(cluster, second, 2)
  for (const purchase of during) {
    const ms = SLOW_MS + random.integer(0, 600)
    failRedeem(engage, purchase, { type: "delay_after_save", ms }, 1)
  }
  const backlog = await addBacklog(cluster, first, 24)

  const since = mark(engage)
  const byTurns = (purchase: Purchase, nth: number) =>
    complete(nth % 2 ? second : first, purchase)
  const completions = during.map(byTurns)
  await until(
    () =>
      callsSince(engage, since).some(({ operation }) => operation === "redeem"),
    Boolean,
    START_MS
  )
  await delay(random.integer(0, SLOW_MS / 2))
  const hit = completions.filter(({ result }) => !result).length
  await redis.stop()
  completions.push(...whileAway.map(byTurns))
  await delay(AWAY_MS)
  await redis.start()
  const answers = await Promise.all(completions.map(({ answer }) => answer))
  const purchases = [...during, ...whileAway]
  scenario.check(
    "completions were under way",
    hit > 0,
    `${hit} of ${during.length}`
  )
  await settle(cluster, purchases)
  const orders = await ordersOf(cluster, purchases)
  scenario.none(
    "every order that a customer was told of is there",
    answers.filter(
      (answer) =>
        answer.kind === "placed" &&
        !orders.some(({ id, paid }) => id === answer.orderId && paid)
    )
  )
  await scenario.promises(cluster, purchases)
  scenario.none("no server ended", ended)
  const onFirst = await prepare(cluster, first, 2)
  const onSecond = await prepare(cluster, second, 2)
  const later = await Promise.all([
    completeAll(first, onFirst),
    completeAll(second, onSecond),
  ])
  scenario.placed("afterwards checkouts work on both", later.flat())
  scenario.check("and so does the job", await backlog.drained(DRAIN_MS))
  scenario.none("which redeems each row once", backlog.notOnce())
  await scenario.promises(cluster, [...onFirst, ...onSecond], 4)
}
