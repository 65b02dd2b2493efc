import { until } from "../../../../testkit/poll"
import { askRedis } from "../../../../scripts/redis"
import { complete } from "../../../../testkit/purchases/completions"
import type { Server } from "../../../../testkit/shop/server"
import { settle } from "../../../../testkit/promises/settle"
import { checkPromises } from "./at-once"
import { callsSince, countByServer, mark } from "../../calls"
import type { Cluster } from "../cluster"
import { prepare } from "../prepare"
import type { Scenario } from "../../report"

const KEYS = [
  ["the workflow engine", "bull:medusa-workflows*"],
  ["the event bus", "RedisEventBusService:*"],
  ["caching", "mc:*"],
] as const

/** The longest that events take to arrive. */
const EVENTS_MS = 60_000

/** One process answers requests, another runs the jobs. */
export async function serverAndWorker(
  cluster: Cluster,
  scenario: Scenario,
  redisUrl: string
): Promise<void> {
  const { engage, ledger, servers } = cluster
  const [server, worker] = servers
  const calledBy = (assignmentId: string) =>
    engage
      .calls({ operation: "redeem", assignmentId })
      .map(({ userAgent, status }) => `${nameOf(servers, userAgent)} ${status}`)

  const redeemed = await prepare(cluster, server, 3)
  const completions = redeemed.map((purchase) => complete(server, purchase))
  const locks = watchLocks(redisUrl, () =>
    completions.some(({ result }) => !result)
  )
  const answers = await Promise.all(completions.map(({ answer }) => answer))
  scenario.none(
    "a checkout on the server redeems",
    answers.filter(({ kind }) => kind !== "placed")
  )
  scenario.none(
    "the server itself made the call",
    redeemed
      .map(({ assignmentId }) => calledBy(assignmentId))
      .filter((calls) => calls.join() !== `${server.name} 200`)
  )

  const deferred = await prepare(cluster, server, 4)
  const { id } = engage.setFault({
    type: "status",
    status: 503,
    operation: "redeem",
  })
  const late = await Promise.all(
    deferred.map((purchase) => complete(server, purchase).answer)
  )
  engage.clearFault(id)
  scenario.none(
    "with Engage away the orders stand",
    late.filter(({ kind }) => kind !== "placed")
  )
  const rows = await ledger.rowsOf(...deferred.map(({ cartId }) => cartId))
  scenario.none(
    "their redemptions are pending",
    rows.filter(({ status }) => status !== "pending")
  )
  const since = mark(engage)
  const purchases = [...redeemed, ...deferred]
  await settle(cluster, purchases)
  scenario.none(
    "the worker redeems them",
    deferred
      .map(({ assignmentId }) => calledBy(assignmentId))
      .filter(
        (calls) => calls.join() !== `${server.name} 503,${worker.name} 200`
      )
  )
  const calls = countByServer(callsSince(engage, since), servers)
  scenario.check(
    "the server makes no call in the background",
    calls[server.name] === 0 && (calls[worker.name] ?? 0) > 0,
    calls
  )

  const redeemedEvents = () =>
    worker.events.filter(
      ({ name, data }) =>
        name === "promotion_redemption.redeemed" &&
        deferred.some(({ cartId }) => cartId === data.cart_id)
    ).length
  await until(
    () => redeemedEvents() >= deferred.length,
    Boolean,
    EVENTS_MS
  ).catch(() => undefined)
  scenario.check(
    "events arrive on the worker, not on the server",
    redeemedEvents() === deferred.length && server.events.length === 0,
    { worker: worker.events.length, server: server.events.length }
  )

  for (const [what, pattern] of KEYS) {
    const keys = await askRedis(redisUrl, ["keys", pattern])
    scenario.check(
      `${what} is in Redis`,
      keys.length > 0,
      `${keys.length} keys`
    )
  }
  const seen = await locks
  scenario.check("locks are in Redis", seen > 0, `${seen} seen`)
  await checkPromises(cluster, scenario, purchases, purchases.length)
}

function nameOf(servers: Server[], userAgent: string | null) {
  return (
    servers.find((server) => server.userAgent === userAgent)?.name ?? userAgent
  )
}

/** Locks live as long as a request: looks for them while some are under way. */
async function watchLocks(
  redisUrl: string,
  underWay: () => boolean
): Promise<number> {
  let seen = 0
  while (!seen && underWay()) {
    seen = (await askRedis(redisUrl, ["keys", "medusa_lock:*"])).length
  }
  return seen
}
