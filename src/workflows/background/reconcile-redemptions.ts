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
 * How long before its slot a batch is taken, in milliseconds. On a busy machine,
 * taking a batch and reading its orders may last as long, and would slow the pace.
 */
const AHEAD_MS = 1_000

/**
 * How many batches may be out at once: the batches taken ahead, and two seconds'
 * worth more, so that slow answers do not slow the pace.
 */
const BATCHES_AT_ONCE = 12

/**
 * Lease time for the wait for a slot and for writing the verdict, in milliseconds.
 */
const LEASE_MARGIN_MS = 60_000

/**
 * Works through all due redemptions in batches: takes a batch, reserves a slot for
 * its calls in the pace shared by all servers, and sends the batch in its slot.
 * Meanwhile takes and prepares the next batches. Slow answers of Engage do not slow
 * the pace, up to a bound on batches out at once. A checkout takes no slot and waits
 * for none.
 *
 * @returns how many redemptions the worker took.
 */
export async function drain(worker: Worker): Promise<number> {
  const { service, run_id } = worker
  const { requestsPerSecond, timeoutMs } = await service.getOptions()
  const limit = batchSize(requestsPerSecond)
  const pace = new Pace(service, requestsPerSecond)
  // Attempts are opened no earlier: if the server dies before the slot, the job must
  // ask Engage about each open attempt, although no call was made.
  const ready_ms = pace.lengthOf(limit)
  const out = new Set<Promise<void>>()
  let reconciled = 0

  try {
    while (!(await service.isStopping())) {
      const due = await service.ledger.takeDue({
        run_id,
        limit,
        // A redemption may cost a GET and a POST, one after the other.
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
    // Also without the database: the shutdown waits for the batches still out.
    await Promise.all(out)
  }
  return reconciled
}

/**
 * Settles a batch. A redemption without a call is settled at once. A call's attempt
 * is opened shortly before the slot, and the calls of a batch go out together.
 *
 * @param ready_ms how long before the slot attempts are opened, in milliseconds.
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

/** A redemption that waits for its payment seldom costs a call. */
const makesCalls = ({ status, reason }: DueRedemption) =>
  (status === "pending" && reason !== "payment_pending") ||
  status === "redeeming"

/**
 * Settles a redemption, or releases its lease when the server stops. Never throws:
 * after a failure the lease ends by itself, and the job takes the row again.
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

/** Works through all due redemptions, at the shop's pace. Undo: none. */
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
 * Settles due redemptions until none is due: `pending` rows, and rows left `claimed`
 * or `redeeming` by a dead server. Any number of workers may run at once; each
 * redemption goes to a single worker.
 *
 * @returns how many redemptions the worker took.
 *
 * @example
 * const { result } = await reconcileRedemptionsWorkflow(container).run()
 */
export const reconcileRedemptionsWorkflow = createWorkflow(
  "reconcile-redemptions",
  () => new WorkflowResponse(reconcileDueRedemptionsStep())
)
