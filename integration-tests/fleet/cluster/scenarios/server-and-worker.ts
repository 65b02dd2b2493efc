import { askRedis } from "../../../../scripts/redis"
import { comesTrue } from "../../../../testkit/poll"
import { settle } from "../../../../testkit/promises/settle"
import { complete } from "../../../../testkit/purchases/completions"
import type { Purchase } from "../../../../testkit/purchases/purchases"
import { callsSince, completeAll, countByServer, mark } from "../../calls"
import type { Scenario } from "../../report"
import type { Cluster } from "../cluster"
import { prepare } from "../prepare"

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
  const nameOf = (agent: string | null) =>
    servers.find(({ userAgent }) => userAgent === agent)?.name ?? agent
  /** Whose redeem calls were not these, such as "server 200". */
  const calledOtherwise = (purchases: Purchase[], ...expected: string[]) =>
    purchases
      .map(({ assignmentId }) =>
        engage
          .calls({ operation: "redeem", assignmentId })
          .map(({ userAgent, status }) => `${nameOf(userAgent)} ${status}`)
      )
      .filter((calls) => calls.join() !== expected.join())

  const redeemed = await prepare(cluster, server, 3)
  const completions = redeemed.map((purchase) => complete(server, purchase))
  const locks = watchLocks(redisUrl, () =>
    completions.some(({ result }) => !result)
  )
  const answers = await Promise.all(completions.map(({ answer }) => answer))
  scenario.placed("a checkout on the server redeems", answers)
  scenario.none(
    "the server itself made the call",
    calledOtherwise(redeemed, `${server.name} 200`)
  )

  const deferred = await prepare(cluster, server, 4)
  const { id } = engage.setFault({
    type: "status",
    status: 503,
    operation: "redeem",
  })
  const late = await completeAll(server, deferred)
  engage.clearFault(id)
  scenario.placed("with Engage away the orders stand", late)
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
    calledOtherwise(deferred, `${server.name} 503`, `${worker.name} 200`)
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
  await comesTrue(() => redeemedEvents() >= deferred.length, EVENTS_MS)
  scenario.check(
    "events arrive on the worker, not on the server",
    redeemedEvents() === deferred.length && server.events.length === 0,
    { worker: worker.events.length, server: server.events.length }
  )

  for (const [what, pattern] of KEYS) {
    const keys = await askRedis(redisUrl, ["keys", pattern])
    const count = keys.length
    scenario.check(`${what} is in Redis`, count > 0, `${count} keys`)
  }
  const seen = await locks
  scenario.check("locks are in Redis", seen > 0, `${seen} seen`)
  await scenario.promises(cluster, purchases, purchases.length)
}

/** Locks live as long as a request: looks for them while some are under way. */
async function watchLocks(redisUrl: string, underWay: () => boolean) {
  let seen = 0
  while (!seen && underWay()) {
    seen = (await askRedis(redisUrl, ["keys", "medusa_lock:*"])).length
  }
  return seen
}
