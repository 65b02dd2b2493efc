import type { EngageSandbox, SandboxCall } from "../../src/sandbox"
import type { Server } from "../processes/server"

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

/** The most calls within any second. */
export function mostInASecond(calls: SandboxCall[]): number {
  const times = calls.map(({ time }) => Date.parse(time)).sort((a, b) => a - b)
  return Math.max(
    0,
    ...times.map(
      (start) => times.filter((at) => at >= start && at < start + 1000).length
    )
  )
}
