import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import type { Lifetime } from "../../../testkit/lifetime"
import {
  askRedis,
  startRedis,
  type TemporaryRedis,
} from "../../../scripts/redis"

/** The Redis of one shop. */
export type ShopRedis = {
  url: string
  /** Missing for a Redis that is not ours to stop. */
  server?: TemporaryRedis
}

/**
 * A Redis server of the shop's own, or the database of this number in the one in
 * REDIS_URL.
 * @throws Error that says how to get one, when there is none.
 */
export async function openRedis(
  lifetime: Lifetime,
  database: number
): Promise<ShopRedis> {
  const given = process.env.REDIS_URL
  return given ? useGiven(lifetime, given, database) : startOwn(lifetime)
}

async function startOwn(lifetime: Lifetime): Promise<ShopRedis> {
  const directory = mkdtempSync(join(tmpdir(), "voyado-engage-redis-"))
  lifetime.onEnd(() => rmSync(directory, { recursive: true, force: true }))
  try {
    const server = await startRedis(directory)
    lifetime.onEnd(() => server.stop())
    return { url: server.url, server }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`${reason}\nOr set REDIS_URL to one that runs.`, { cause })
  }
}

async function useGiven(
  lifetime: Lifetime,
  given: string,
  database: number
): Promise<ShopRedis> {
  const { href } = Object.assign(new URL(given), { pathname: `/${database}` })
  if ((await askRedis(href, ["dbsize"]))[0] !== "0") {
    throw new Error(
      `Database ${database} of the Redis in REDIS_URL is not empty; this suite uses and clears it`
    )
  }
  lifetime.onEnd(() => askRedis(href, ["flushdb"]))
  return { url: href }
}
