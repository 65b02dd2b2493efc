import { setTimeout as delay } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { drain } from "../../../workflows/background/reconcile-redemptions"
import { until } from "../../../../testkit/poll"
import { PROMOTION_REDEMPTION_MODULE } from "../key"
import { engageSuite } from "./support/engage-suite"
import { connectionsOf } from "./support/statements"

const PER_SECOND = 20

/** What is taken and sent at a time at this pace. */
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
      [PROMOTION_REDEMPTION_MODULE]: ledger.service,
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

  /** When the redeem calls arrived, in milliseconds. */
  const arrivals = () =>
    engage.sandbox
      .calls({ operation: "redeem" })
      .map(({ time }) => Date.parse(time))
      .sort((one, other) => one - other)

  const mostInASecond = (starts: number[]) =>
    Math.max(
      ...starts.map(
        (start) =>
          starts.filter((time) => time >= start && time < start + 1_000).length
      )
    )

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
    await pileUp(4 * BATCH)
    const callsWhenRead: number[] = []

    await work(() => callsWhenRead.push(engage.redeemCalls()))

    expect(callsWhenRead).toHaveLength(4)
    // Three quarters of a second before the fourth batch is sent.
    expect(callsWhenRead[3]).toBeLessThan(2 * BATCH)
  })

  it("goes out in batches, each in a slot reserved for its calls", async () => {
    await pileUp(4 * BATCH)
    const reserved = jest.spyOn(ledger.service.ledger, "reservePace")

    await work()

    const starts = arrivals()
    const sizes = reserved.mock.calls.map(([{ calls }]) => calls)
    reserved.mockRestore()
    expect(Math.max(...sizes)).toBe(BATCH)
    // More on a busy machine: a slot that was missed is reserved anew.
    expect(sizes.reduce((sum, calls) => sum + calls)).toBeGreaterThanOrEqual(
      4 * BATCH
    )
    expect(mostInASecond(starts)).toBeLessThanOrEqual(PER_SECOND + BATCH)
    expect((starts.at(-1) ?? NaN) - (starts[0] ?? NaN)).toBeGreaterThan(600)
  })

  it("does not send together the batches that a busy machine has held up", async () => {
    await pileUp(8 * BATCH)
    const busy = setTimeout(() => {
      const end = performance.now() + 1_100
      while (performance.now() < end);
    }, 250)

    await work()
    clearTimeout(busy)

    expect(arrivals()).toHaveLength(8 * BATCH)
    expect(mostInASecond(arrivals())).toBeLessThanOrEqual(PER_SECOND + BATCH)
  })

  it("takes a slot for each of a row's calls", async () => {
    // Engage is asked what became of a row's earlier call before it is sent again.
    const rows = await pileUp(2 * BATCH)
    for (const { id } of rows) {
      await ledger.insertAttempt(id, { outcome: "unknown" })
    }

    await work()

    expect(engage.redeemCalls()).toBe(rows.length)
    const calls = engage.sandbox.calls().map(({ time }) => Date.parse(time))
    expect(mostInASecond(calls)).toBeLessThanOrEqual(PER_SECOND + BATCH)
    // 20 calls, 15 of them after the first batch.
    expect(Math.max(...calls) - Math.min(...calls)).toBeGreaterThan(600)
  })

  // A promise that is rejected and that nobody looks at fails the test.
  it("leaves nothing unhandled when the server stops and the database is gone", async () => {
    await pileUp(4 * BATCH)
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

    expect(engage.redeemCalls()).toBeLessThan(4 * BATCH)
  })
})
