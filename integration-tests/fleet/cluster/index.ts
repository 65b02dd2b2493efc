/**
 * `npm run test:cluster`: several servers of one shop, with a real Redis and
 * without, each a process. What they do together is held against what the plugin
 * promises.
 */
import { withLifetime, type Lifetime } from "../../../testkit/lifetime"
import {
  copyDatabase,
  createDurableDatabase,
} from "../../../testkit/shop/database"
import { migrate } from "../../../testkit/shop/migrate"
import type { Server } from "../../../testkit/shop/server"
import type { TemporaryRedis } from "../../../scripts/redis"
import { main } from "../../../scripts/run"
import { startEngageSandbox } from "../../../packages/engage-sandbox/src"
import { openCluster, type Cluster, type Mode } from "./cluster"
import { openRedis } from "./redis"
import { Report, type Scenario } from "../report"
import {
  refusedCartOnBoth,
  sameAssignmentOnBoth,
  sameCartOnBoth,
} from "./scenarios/at-once"
import {
  drainOnBoth,
  stopWhileDraining,
  workerKilled,
} from "./scenarios/backlog"
import { redisRestarted } from "./scenarios/redis-restarted"
import { serverAndWorker } from "./scenarios/server-and-worker"
import { stopWhileEngageHangs, stopWithCallsOut } from "./scenarios/shutdown"

/** A migrated database that nobody is connected to, to copy. */
async function openTemplate(lifetime: Lifetime) {
  const { url: databaseUrl, where } = await createDurableDatabase(lifetime)
  const engage = await startEngageSandbox()
  await migrate(lifetime, { databaseUrl, engage, port: 0, admin: false })
  await engage.close()
  return { databaseUrl, where }
}

type Suite = {
  lifetime: Lifetime
  report: Report
  database: () => Promise<string>
}

/** Opens a shop in which scenes are played, one after another. */
async function openStage(
  { lifetime, report, database }: Suite,
  servers: Record<string, Mode>,
  redisUrl?: string
) {
  const settings = { databaseUrl: await database(), redisUrl, servers }
  const cluster = await openCluster(lifetime, settings)
  const play = <More extends unknown[], Result>(
    name: string,
    scene: (at: Cluster, scenario: Scenario, ...more: More) => Promise<Result>,
    ...more: More
  ) =>
    report.play(`${name}, ${redisUrl ? "Redis" : "no Redis"}`, (scenario) =>
      scene(cluster, scenario, ...more)
    )
  const playOnTwoServers = async () => {
    await play("the same cart on two servers at once", sameCartOnBoth)
    const assignment = "the same assignment on two servers at once"
    await play(assignment, sameAssignmentOnBoth)
    await play("a refused cart on two servers at once", refusedCartOnBoth)
    await play("a backlog of two servers", drainOnBoth)
  }
  return { cluster, play, playOnTwoServers }
}

/** A server and its workers, of which there is always one. */
async function playSplit(suite: Suite, { url }: TemporaryRedis) {
  const { cluster, play } = await openStage(
    suite,
    { server: "server", worker: "worker" },
    url
  )
  const [server, worker] = cluster.servers
  await play("`server` and `worker` mode", serverAndWorker, url)
  let heir = await cluster.boot("worker-2", "worker")
  const workers: [Server, Server] = [worker, heir]
  heir =
    (await play("SIGTERM while it drains", stopWhileDraining, workers)) ?? heir
  const third = await cluster.boot("worker-3", "worker")
  await play("SIGKILL while it drains", workerKilled, [heir, third])
  await play("SIGTERM with calls out", stopWithCallsOut, server)
  await Promise.all([heir.kill(), third.kill()])
}

/** Two equal servers that share a Redis. */
async function playShared(suite: Suite, redis: TemporaryRedis) {
  const { cluster, play, playOnTwoServers } = await openStage(
    suite,
    { "shared-1": "shared", "shared-2": "shared" },
    redis.url
  )
  await playOnTwoServers()
  await play("a restart during completions", redisRestarted, redis)
  const [victim, heir] = cluster.servers
  await play("SIGTERM while Engage hangs", stopWhileEngageHangs, victim)
  await heir.kill()
}

/** Two equal servers that share nothing but Postgres. */
async function playAlone(suite: Suite) {
  const { cluster, play, playOnTwoServers } = await openStage(suite, {
    "alone-1": "shared",
    "alone-2": "shared",
  })
  await playOnTwoServers()
  const { servers } = cluster
  const heir =
    (await play("SIGTERM while it drains", stopWhileDraining, servers)) ??
    servers[1]
  await play("SIGTERM with calls out", stopWithCallsOut, heir)
}

main(() =>
  withLifetime(async (lifetime) => {
    const first = await openRedis(lifetime)
    const second = await openRedis(lifetime)
    const template = await openTemplate(lifetime)
    console.log(`\nPostgres: ${template.where}`)
    const report = new Report()
    const database = () => copyDatabase(lifetime, template.databaseUrl)
    const suite = { lifetime, report, database }
    // Shops of their own; most of the time a scenario waits.
    await Promise.all([
      playShared(suite, second),
      playSplit(suite, first).then(() => playAlone(suite)),
    ])
    return report.close()
  })
)
