/**
 * `npm run test:cluster`: several servers of one shop, with a real Redis and
 * without, each a process. What they do together is held against what the plugin
 * promises. REDIS_URL: a Redis to use instead of one of our own; its databases 1
 * and 2 have to be empty, and it is not restarted.
 */
import { withLifetime, type Lifetime } from "../../../testkit/lifetime"
import {
  copyDatabase,
  createDurableDatabase,
} from "../../../testkit/shop/database"
import { migrate } from "../../../testkit/shop/migrate"
import { main } from "../../../scripts/run"
import { startEngageSandbox } from "../../../packages/engage-sandbox/src"
import { openCluster, type Cluster } from "./cluster"
import { openRedis, type ShopRedis } from "./redis"
import { Report, type Scenario } from "../report"
import {
  refusedCartOnBoth,
  sameAssignmentOnBoth,
  sameCartOnBoth,
} from "./scenarios/at-once"
import { drainOnBoth } from "./scenarios/drain-on-both"
import { redisRestarted } from "./scenarios/redis-restarted"
import { serverAndWorker } from "./scenarios/server-and-worker"
import {
  stopWhileDraining,
  stopWhileEngageHangs,
  stopWithCallsOut,
} from "./scenarios/shutdown"
import { workerKilled } from "./scenarios/worker-killed"

/** A migrated database that nobody is connected to, to copy. */
async function openTemplate(lifetime: Lifetime) {
  const database = await createDurableDatabase(lifetime)
  const engage = await startEngageSandbox()
  await migrate(lifetime, {
    databaseUrl: database.url,
    ...{ engage, port: 0, admin: false },
  })
  await engage.close()
  return database
}

type Suite = {
  lifetime: Lifetime
  report: Report
  /** A new database of a shop. */
  database: () => Promise<string>
}

/** A server and its workers, of which there is always one. */
async function playSplit(
  { lifetime, report, database }: Suite,
  { url: redisUrl }: ShopRedis
) {
  const cluster = await openCluster(lifetime, {
    databaseUrl: await database(),
    redisUrl,
    servers: [
      ["server", "server"],
      ["worker", "worker"],
    ],
  })
  const [server, worker] = cluster.servers
  await report.play("`server` and `worker` mode, Redis", (scenario) =>
    serverAndWorker(cluster, scenario, redisUrl)
  )
  let heir = await cluster.boot("worker-2", "worker")
  await report.play(
    "SIGTERM to a worker while it drains, Redis",
    async (scenario) => {
      heir = await stopWhileDraining(cluster, scenario, [worker, heir])
    }
  )
  const third = await cluster.boot("worker-3", "worker")
  await report.play("SIGKILL to a worker while it drains, Redis", (scenario) =>
    workerKilled(cluster, scenario, [heir, third])
  )
  await report.play("SIGTERM to a server with calls out, Redis", (scenario) =>
    stopWithCallsOut(cluster, scenario, server)
  )
  await Promise.all([heir.kill(), third.kill()])
}

/** Two equal servers that share a Redis. */
async function playShared(
  { lifetime, report, database }: Suite,
  redis: ShopRedis
) {
  const cluster = await openCluster(lifetime, {
    databaseUrl: await database(),
    redisUrl: redis.url,
    servers: [
      ["shared-1", "shared"],
      ["shared-2", "shared"],
    ],
  })
  await playTwoServers(cluster, report, "Redis")
  if (redis.server) {
    const { server } = redis
    await report.play("Redis is restarted during completions", (scenario) =>
      redisRestarted(cluster, scenario, server)
    )
  } else {
    console.log("\nRedis is not restarted: it is the one in REDIS_URL")
  }
  const [victim, heir] = cluster.servers
  await report.play("SIGTERM while Engage hangs, Redis", (scenario) =>
    stopWhileEngageHangs(cluster, scenario, { victim, heir })
  )
  await heir.kill()
}

/** Two equal servers that share nothing but Postgres. */
async function playAlone({ lifetime, report, database }: Suite) {
  const cluster = await openCluster(lifetime, {
    databaseUrl: await database(),
    servers: [
      ["alone-1", "shared"],
      ["alone-2", "shared"],
    ],
  })
  await playTwoServers(cluster, report, "no Redis")
  let [, heir] = cluster.servers
  await report.play("SIGTERM while it drains, no Redis", async (scenario) => {
    heir = await stopWhileDraining(cluster, scenario, cluster.servers)
  })
  const third = await cluster.boot("alone-3", "shared")
  await report.play("SIGTERM with calls out, no Redis", (scenario) =>
    stopWithCallsOut(cluster, scenario, heir)
  )
  await report.play("SIGTERM while Engage hangs, no Redis", (scenario) =>
    stopWhileEngageHangs(cluster, scenario, { victim: third, heir: null })
  )
}

async function playTwoServers(
  cluster: Cluster,
  report: Report,
  redis: "Redis" | "no Redis"
) {
  const scenes: [string, (scenario: Scenario) => Promise<void>][] = [
    ["the same cart at once", (scenario) => sameCartOnBoth(cluster, scenario)],
    [
      "the same assignment at once",
      (scenario) => sameAssignmentOnBoth(cluster, scenario),
    ],
    [
      "a refused cart at once",
      (scenario) => refusedCartOnBoth(cluster, scenario),
    ],
    ["a backlog", (scenario) => drainOnBoth(cluster, scenario)],
  ]
  for (const [name, play] of scenes) {
    await report.play(`Two servers, ${redis}: ${name}`, play)
  }
}

main(() =>
  withLifetime(async (lifetime) => {
    const first = await openRedis(lifetime, 1)
    const second = await openRedis(lifetime, 2)
    const template = await openTemplate(lifetime)
    console.log(`\nPostgres: ${template.where}`)
    const report = new Report()
    const database = () => copyDatabase(lifetime, template.url)
    const suite = { lifetime, report, database }
    const plays = {
      split: () => playSplit(suite, first),
      shared: () => playShared(suite, second),
      alone: () => playAlone(suite),
    }
    const only = process.argv[2]
    if (only) {
      await plays[only as keyof typeof plays]()
    } else {
      // Shops of their own; most of the time a scenario waits.
      await Promise.all([
        plays.shared(),
        plays.split().then(() => plays.alone()),
      ])
    }
    return report.close()
  })
)
