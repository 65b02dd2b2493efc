import { setTimeout as delay } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { drain } from "../../../workflows/background/reconcile-redemptions"
import { until } from "../../../../testkit/poll"
import { engageSuite } from "./support/engage-suite"
import { connectionsOf } from "./support/statements"

const PER_SECOND = 10

/** What is taken at a time at this pace. */
const BATCH = 5

engageSuite("a backlog", (engage) => {
  const { ledger } = engage

  const pileUp = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, nth) =>
        engage.claimed({
          status: "pending",
          reason: "engage_unavailable",
          order_id: `order_${nth}`,
          run_id: null,
          lease_expires_at: null,
          deferred_at: ledger.fromNow(-60),
          next_attempt_at: ledger.fromNow(-60),
        })
      )
    )

  /** A shop whose orders all stand. */
  const shop = (onRead: () => void): MedusaContainer => {
    const quiet = { info: () => {}, warn: () => {}, error: () => {} }
    const parts: Record<string, unknown> = {
      [ContainerRegistrationKeys.LOGGER]: quiet,
      [Modules.EVENT_BUS]: { emit: async () => {} },
      [ContainerRegistrationKeys.QUERY]: {
        graph: async ({ filters }: { filters: { id: string[] } }) => {
          onRead()
          return {
            data: filters.id.map((id) => ({
              id,
              status: "pending",
              payment_collections: [{ payments: [{ canceled_at: null }] }],
            })),
          }
        },
      },
    }
    return {
      resolve: (key: string) => parts[key],
    } as unknown as MedusaContainer
  }

  const work = (onRead: () => void = () => {}) =>
    drain({
      container: shop(onRead),
      service: ledger.service,
      run_id: "job",
    })

  beforeEach(() => engage.setOptions({ requestsPerSecond: PER_SECOND }))

  it("is worked through, each row sent once", async () => {
    const rows = await pileUp(12)

    expect(await work()).toBe(rows.length)

    expect(engage.redeemCalls()).toBe(rows.length)
    for (const { id } of rows) {
      expect(await ledger.row(id)).toMatchObject({ status: "redeemed" })
    }
  })

  it("keeps its pace while orders are read: they are read ahead", async () => {
    await pileUp(2 * BATCH)
    const callsWhenRead: number[] = []

    await work(() => callsWhenRead.push(engage.redeemCalls()))

    expect(callsWhenRead).toHaveLength(2)
    expect(callsWhenRead[1]).toBeLessThan(BATCH - 1)
  })

  it("does not send together what a busy machine has held up", async () => {
    await pileUp(2 * BATCH)
    const busy = setTimeout(() => {
      const end = performance.now() + 8 * (1_000 / PER_SECOND)
      while (performance.now() < end);
    }, 250)

    await work()
    clearTimeout(busy)

    const arrivals = engage.sandbox
      .calls({ operation: "redeem" })
      .map(({ time }) => Date.parse(time))
    const together = arrivals.map(
      (start) =>
        arrivals.filter((time) => time >= start && time < start + 300).length
    )
    expect(arrivals).toHaveLength(2 * BATCH)
    expect(Math.max(...together)).toBeLessThanOrEqual(5)
  })

  // A promise that is rejected and that nobody looks at fails the test.
  it("leaves nothing unhandled when the server stops and the database is gone", async () => {
    await pileUp(2 * BATCH)
    const working = work()
    await until(() => engage.redeemCalls() > 0)

    const { client } = connectionsOf(ledger.service)
    const { acquireConnection } = client
    client.acquireConnection = () => Promise.reject(new Error("gone"))
    try {
      const stopped = ledger.service.__hooks.onApplicationPrepareShutdown()
      await Promise.allSettled([working, stopped])
      await delay(100)
    } finally {
      client.acquireConnection = acquireConnection
    }

    expect(engage.redeemCalls()).toBeLessThan(2 * BATCH)
  })
})
