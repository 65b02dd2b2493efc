import type {
  EngageSandbox,
  SandboxCall,
} from "../../packages/engage-sandbox/src"
import type { Server } from "../../testkit/shop/server"
import { until } from "../../testkit/poll"

/** Longer than many ticks of the job. */
const TICKS_MS = 120_000

/** The last call so far, for `callsSince`. */
export function mark(engage: EngageSandbox): number {
  return engage.calls().at(-1)?.sequence ?? 0
}

/** The calls that came after a mark. */
export function callsSince(engage: EngageSandbox, since: number) {
  return engage.calls().filter(({ sequence }) => sequence > since)
}

/** How many of the calls each server made, by its name. */
export function countByServer(calls: SandboxCall[], servers: Server[]) {
  return Object.fromEntries(
    servers.map(({ name, userAgent }) => [
      name,
      calls.filter((call) => call.userAgent === userAgent).length,
    ])
  )
}

/**
 * Waits for a worker to be at work. Which one a tick goes to is not ours to say.
 * @returns the first that made so many calls since a mark.
 */
export async function workerWithCalls(
  engage: EngageSandbox,
  {
    since,
    workers,
    calls,
  }: { since: number; workers: [Server, Server]; calls: number }
): Promise<Server> {
  const atWork = () => {
    const counts = countByServer(callsSince(engage, since), workers)
    return workers.find(({ name }) => (counts[name] ?? 0) >= calls)
  }
  return (await until(atWork, Boolean, TICKS_MS)) ?? workers[0]
}

/** Calls a second, from the first to the last. */
export function rateOf(calls: SandboxCall[]): number {
  const times = calls.map(({ time }) => Date.parse(time))
  const seconds = (Math.max(...times) - Math.min(...times)) / 1000
  return (calls.length - 1) / seconds
}
