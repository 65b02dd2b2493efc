import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { startRedis, type TemporaryRedis } from "../../../scripts/redis"
import type { Lifetime } from "../../../testkit/lifetime"

/**
 * A Redis server of one shop.
 * @throws Error that says how to get one, when there is none.
 */
export async function openRedis(lifetime: Lifetime): Promise<TemporaryRedis> {
  const directory = mkdtempSync(join(tmpdir(), "voyado-engage-redis-"))
  lifetime.onEnd(() => rmSync(directory, { recursive: true, force: true }))
  const redis = await startRedis(directory)
  lifetime.onEnd(() => redis.stop())
  return redis
}
