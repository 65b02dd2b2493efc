import { setTimeout as delay } from "node:timers/promises"

import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { announce } from "../events"
import { retrieveOrders } from "./orders-of-redemptions"
import { reconcile } from "./reconcile"
import type { Turn } from "./turn"

type Worker = Omit<Turn, "orders">

/** Redemptions taken at a time: a quarter of a second's worth, within reason. */
const batchSize = (perSecond: number) =>
  Math.min(100, Math.max(5, Math.ceil(perSecond / 4)))

/**
 * How long before its slots a batch is taken, in milliseconds. To take it and to
 * read its orders may last as long on a busy machine, and would slow the pace.
 */
const AHEAD_MS = 1_000

/**
 * Batches that may be out at once, a quarter of a second each: those taken ahead,
 * and two seconds' worth for slow answers not to slow the pace.
 */
const BATCHES_AT_ONCE = 12

/** Margin for waiting for a slot and for writing the verdict, in milliseconds. */
const LEASE_MARGIN_MS = 60_000

/**
 * Works through everything that is due. Calls keep to the pace that all servers
 * share; how long Engage takes to answer does not slow it down, up to a bound on
 * what is out at once.
 *
 * @returns how many redemptions were looked at.
 */
export async function drain(worker: Worker): Promise<number> {
  const { service, run_id } = worker
  const { requestsPerSecond, timeoutMs } = await service.getOptions()
  const limit = batchSize(requestsPerSecond)
  const out = new Set<Promise<void>>()
  let reconciled = 0

  while (!(await service.isStopping())) {
    const due = await service.takeDue({
      run_id,
      limit,
      // Each may cost a GET and a POST, one after the other.
      lease_ms: 2 * timeoutMs + LEASE_MARGIN_MS,
    })
    if (!due.length) {
      break
    }
    reconciled += due.length
    const orders = await retrieveOrders(worker.container, due)
    const turn = { ...worker, orders }
    const slot = await reserveSlots(worker, due, requestsPerSecond)

    const batch = Promise.all(
      due.map(async (redemption, index) => {
        await delay(slot.startsInMs(index))
        await ((await service.isStopping())
          ? service.giveBack({
              ids: [redemption.id],
              run_id: redemption.run_id ?? run_id,
            })
          : settle(turn, redemption))
      })
    ).then(() => undefined)
    out.add(batch)
    void batch.finally(() => out.delete(batch))

    await delay(Math.max(0, slot.endsInMs - AHEAD_MS))
    if (out.size >= BATCHES_AT_ONCE) {
      await Promise.race(out)
    }
  }
  await Promise.all(out)
  return reconciled
}

/** One slot for each call that may be made. */
async function reserveSlots(
  { service }: Worker,
  due: DueRedemption[],
  perSecond: number
): Promise<{ startsInMs(index: number): number; endsInMs: number }> {
  const starts: number[] = []
  let calls = 0
  for (const redemption of due) {
    starts.push(calls)
    calls += callsOf(redemption)
  }
  const waitMs = calls ? await service.reservePace(calls) : 0
  const toMs = (slots: number) => waitMs + (slots * 1000) / perSecond
  return {
    startsInMs: (index) => toMs(starts[index] ?? 0),
    endsInMs: toMs(calls),
  }
}

/** A GET and a POST when it may have been sent; none when it never will be. */
function callsOf({ status, maybe_sent }: DueRedemption): number {
  if (status !== "pending" && status !== "redeeming") {
    return 0
  }
  return maybe_sent ? 2 : 1
}

/** One that cannot be looked at is left for its lease to end. */
async function settle(turn: Turn, redemption: DueRedemption): Promise<void> {
  try {
    const settled = await reconcile(turn, redemption)
    if (settled && settled.status !== redemption.status) {
      await announce(turn.container, [settled])
    }
  } catch (error) {
    turn.container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(
        `Redemption ${redemption.id} could not be reconciled: ${(error as Error).message}`
      )
  }
}
