import { setTimeout as delay } from "node:timers/promises"

import type { TemporaryRedis } from "../../../../scripts/redis"
import {
  complete,
  type Answer,
} from "../../../../testkit/purchases/completions"
import { judge } from "../../../../testkit/promises/judge"
import { settle } from "../../../../testkit/promises/settle"
import { until } from "../../../../testkit/poll"
import { checkPromises, ordersOf } from "./at-once"
import { Backlog } from "../backlog"
import { callsSince, mark } from "../../calls"
import type { Cluster } from "../cluster"
import { prepare } from "../prepare"
import type { Scenario } from "../../report"

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
  for (const { assignmentId } of during) {
    engage.setFault({
      type: "delay_after_save",
      ms: SLOW_MS + random.integer(0, 600),
      operation: "redeem",
      assignmentId,
      times: 1,
    })
  }
  const backlog = await Backlog.add(cluster, first, 24)

  const since = mark(engage)
  const completions = during.map((purchase, nth) =>
    complete(servers[nth % 2] ?? first, purchase)
  )
  await until(
    () =>
      callsSince(engage, since).some(({ operation }) => operation === "redeem"),
    Boolean,
    START_MS
  )
  await delay(random.integer(0, SLOW_MS / 2))
  const hit = completions.filter(({ result }) => !result).length
  await redis.stop()
  completions.push(
    ...whileAway.map((purchase, nth) =>
      complete(servers[nth % 2] ?? first, purchase)
    )
  )
  await delay(AWAY_MS)
  await redis.start()
  const answers = await Promise.all(completions.map(({ answer }) => answer))
  const purchases = [...during, ...whileAway]
  scenario.check(
    "completions were under way",
    hit > 0,
    `${hit} of ${during.length}; customers were told ${told(answers)}`
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
  const judgement = await judge(cluster, purchases)
  scenario.none(
    "the promises hold",
    judgement.violations,
    `redeemed ${judgement.redeemed}, twice ${judgement.redeemedTwice}, ` +
      `forgotten ${judgement.forgotten}, half-made orders ${judgement.halfMade}`
  )

  scenario.none("no server ended", ended)
  const after = await Promise.all(
    servers.map((server) => prepare(cluster, server, 2))
  )
  const later = await Promise.all(
    after.flatMap((mine, nth) =>
      mine.map((purchase) => complete(servers[nth] ?? first, purchase).answer)
    )
  )
  scenario.check(
    "afterwards checkouts work on both",
    later.every(({ kind }) => kind === "placed"),
    told(later)
  )
  scenario.check("and so does the job", await backlog.drained(DRAIN_MS))
  scenario.none("which redeems each row once", backlog.notOnce())
  await checkPromises(cluster, scenario, after.flat(), later.length)
}

function told(answers: Answer[]): string {
  return answers
    .map((answer) =>
      answer.kind === "refused"
        ? `${answer.status} ${answer.code ?? answer.message.slice(0, 50)}`
        : answer.kind
    )
    .join(", ")
}
