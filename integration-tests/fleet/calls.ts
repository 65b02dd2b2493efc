import type {
  EngageSandbox,
  SandboxCall,
  SandboxFault,
} from "../../packages/engage-sandbox/src"
import { comesTrue } from "../../testkit/poll"
import { complete } from "../../testkit/purchases/completions"
import type { Purchase } from "../../testkit/purchases/purchases"
import type { Server } from "../../testkit/shop/server"

/** The last call so far, for `callsSince`. */
export function mark(engage: EngageSandbox): number {
  return engage.calls().at(-1)?.sequence ?? 0
}

export function callsSince(engage: EngageSandbox, since: number) {
  return engage.calls().filter(({ sequence }) => sequence > since)
}

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
 * @throws Error when no worker did in time.
 */
export async function workerWithCalls(
  engage: EngageSandbox,
  { since, calls }: { since: number; calls: number },
  workers: () => Server[],
  patienceMs: number
): Promise<Server> {
  let atWork: Server | undefined
  await comesTrue(() => {
    const counts = countByServer(callsSince(engage, since), workers())
    atWork = workers().find(({ name }) => (counts[name] ?? 0) >= calls)
    return Boolean(atWork)
  }, patienceMs)
  if (!atWork) {
    throw new Error("No job took rows that were due")
  }
  return atWork
}

/** Engage fails the redeem calls of one purchase: all of them, or so many. */
export function failRedeem(
  engage: EngageSandbox,
  { assignmentId }: Pick<Purchase, "assignmentId">,
  fault: SandboxFault,
  times?: number
) {
  const operation = "redeem" as const
  return engage.setFault({ ...fault, operation, assignmentId, times })
}

/** Completes carts on one server at once. @returns what each customer is told. */
export function completeAll(server: Server, purchases: Purchase[]) {
  return Promise.all(
    purchases.map((purchase) => complete(server, purchase).answer)
  )
}
