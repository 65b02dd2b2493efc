import { randomUUID } from "node:crypto"

import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { announce } from "../announce"
import { retrieveOrders } from "../medusa/orders"
import { batchSize, Pace, until, type Slot } from "./pace"
import { reconcile } from "./reconcile"
import type { Turn } from "./turn"
import { lookAtUndonePayment } from "./undone-payments"

type Worker = Omit<Turn, "orders">

/**
 * How long before its slot a batch is taken, in milliseconds. To take it and to
 * read its orders may last as long on a busy machine, and would slow the pace.
 */
const AHEAD_MS = 1_000

/**
 * Batches that may be out at once: those taken ahead, and two seconds' worth for
 * slow answers not to slow the pace.
 */
const BATCHES_AT_ONCE = 12

/** Margin for waiting for a slot and for writing the verdict, in milliseconds. */
const LEASE_MARGIN_MS = 60_000

/**
 * Works through everything that is due, in batches: takes one, reserves a slot for
 * its calls in the pace that all servers share, and sends the batch when its slot
 * comes. The next batches are taken and made ready meanwhile. How long Engage takes
 * to answer does not slow it down, up to a bound on what is out at once. A checkout
 * takes no slot and waits for none.
 *
 * @returns how many redemptions were looked at.
 */
export async function drain(worker: Worker): Promise<number> {
  const { service, run_id } = worker
  const { requestsPerSecond, timeoutMs } = await service.getOptions()
  const limit = batchSize(requestsPerSecond)
  const pace = new Pace(service, requestsPerSecond)
  // Not longer before the slot: a server that dies meanwhile leaves calls noted that
  // it never made, and somebody has to ask Engage what became of each.
  const ready_ms = pace.lengthOf(limit)
  const out = new Set<Promise<void>>()
  let reconciled = 0

  try {
    while (!(await service.isStopping())) {
      const due = await service.ledger.takeDue({
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
      const slot = await pace.reserve(due.filter(makesCalls).length)
      const batch = sendInSlot({ ...worker, orders }, due, slot, ready_ms)
      out.add(batch)
      void batch.then(() => out.delete(batch))

      await until(slot.begins - AHEAD_MS)
      if (out.size >= BATCHES_AT_ONCE) {
        await Promise.race(out)
      }
    }
  } finally {
    // Also when the database is gone: the shutdown waits for what is out.
    await Promise.all(out)
  }
  return reconciled
}

/**
 * Settles a batch. What needs no call is settled at once. A call is noted shortly
 * before the slot, and made with the others of its batch.
 *
 * @param ready_ms how long before the slot, in milliseconds.
 */
async function sendInSlot(
  turn: Turn,
  due: DueRedemption[],
  slot: Slot,
  ready_ms: number
): Promise<void> {
  await Promise.all(
    due.map(async (redemption) => {
      if (!makesCalls(redemption)) {
        return settle({ ...turn, await_slot: () => slot.wait() }, redemption)
      }
      await until(slot.begins - ready_ms)
      let isNoted = false
      const noteReady = () => {
        if (!isNoted) {
          isNoted = true
          slot.noteReady()
        }
      }
      const await_slot = () => {
        noteReady()
        return slot.wait()
      }
      await settle({ ...turn, await_slot }, redemption)
      noteReady()
    })
  )
}

/** An order that waits for its payment seldom costs a call. */
const makesCalls = ({ status, reason }: DueRedemption) =>
  (status === "pending" && reason !== "payment_pending") ||
  status === "redeeming"

/**
 * Settles one, or gives it back when the server stops. One that cannot be looked
 * at is left for its lease to end; it never throws.
 */
async function settle(turn: Turn, redemption: DueRedemption): Promise<void> {
  try {
    if (await turn.service.isStopping()) {
      const { id, run_id } = redemption
      return await turn.service.ledger.giveBack({
        ids: [id],
        run_id: run_id ?? turn.run_id,
      })
    }
    await lookAtUndonePayment(turn, redemption)
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

/** Works through what is due, at the pace that the shop allows. Undo: none. */
const reconcileDueRedemptionsStep = createStep(
  "reconcile-due-redemptions",
  async (_: void, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    return new StepResponse({
      reconciled: (await service.settlesWhatWaits())
        ? await service.runInBackground(() =>
            drain({ container, service, run_id: `job:${randomUUID()}` })
          )
        : 0,
    })
  }
)

/**
 * Settles the redemptions whose time has come, until none is due: `pending`
 * ones, and those that a dead server left `claimed` or `redeeming`. Any number
 * of workers may run it at once; each redemption goes to one of them.
 *
 * @returns how many were looked at.
 *
 * @example
 * const { result } = await reconcileRedemptionsWorkflow(container).run()
 */
export const reconcileRedemptionsWorkflow = createWorkflow(
  "reconcile-redemptions",
  () => new WorkflowResponse(reconcileDueRedemptionsStep())
)
