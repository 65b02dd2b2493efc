import { startRedis, type TemporaryRedis } from "../../../scripts/redis"
import { temporaryFolder, type Lifetime } from "../../../testkit/lifetime"

/**
 * A Redis server of one shop.
 * @throws Error that says how to get one, when there is none.
 */
export async function openRedis(lifetime: Lifetime): Promise<TemporaryRedis> {
  const redis = await startRedis(temporaryFolder(lifetime))
  lifetime.onEnd(() => redis.stop())
  return redis
}
