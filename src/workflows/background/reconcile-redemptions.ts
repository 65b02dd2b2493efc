import { randomUUID } from "node:crypto"
import { EventEmitter, once } from "node:events"

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
import { noteRedeemCalls, type RedeemInput } from "../calls/redeem"
import { retrieveOrders, type OrdersOfRedemptions } from "../medusa/orders"
import { batchSize, Pace, together } from "./pace"
import { reconcile, type Holder } from "./reconcile"
import { lookAtUndonePayment } from "./undone-payments"

type Worker = Omit<Holder, "orders">

/**
 * How many batches are prepared ahead of the calls. Their attempts are open: if the
 * server dies, the job must ask Engage about each of them, although no call was made.
 */
const BATCHES_AHEAD = 3

/**
 * How many batches may be out at once: those ahead, and two seconds' worth more, so
 * that slow answers do not slow the pace.
 */
const BATCHES_AT_ONCE = 12

/**
 * Lease time for the wait for a slot and for writing the verdict, in milliseconds.
 */
const LEASE_MARGIN_MS = 60_000

/**
 * Works through all due redemptions: takes batch after batch, prepares the calls, and
 * sends them in the pace shared by all servers. Slow answers of Engage do not slow
 * the pace, up to a bound on redemptions out at once. A checkout takes no slot and
 * waits for none.
 *
 * @returns how many redemptions the worker took.
 */
export async function drain(worker: Worker): Promise<number> {
  const { service, run_id } = worker
  const { requestsPerSecond, timeoutMs } = await service.getOptions()
  const limit = batchSize(requestsPerSecond)
  const pace = new Pace(service, requestsPerSecond)
  const ahead = new Set<DueRedemption>()
  const out = new Set<Promise<void>>()
  const progress = new EventEmitter()
  let reconciled = 0

  const note = together((inputs: RedeemInput[]) =>
    noteRedeemCalls(worker.container, inputs)
  )
  const begin = (orders: OrdersOfRedemptions, redemption: DueRedemption) => {
    const passOn = () => {
      ahead.delete(redemption)
      progress.emit("made")
    }
    ahead.add(redemption)
    const work = reconcileOne(
      {
        ...worker,
        orders,
        pace: {
          note,
          wait: async () => {
            const waited_ms = await pace.wait()
            passOn()
            return waited_ms
          },
        },
      },
      redemption
    ).then(() => {
      out.delete(work)
      passOn()
    })
    out.add(work)
  }

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
      due.forEach((redemption) => begin(orders, redemption))
      while (
        ahead.size > (BATCHES_AHEAD - 1) * limit ||
        out.size > (BATCHES_AT_ONCE - 1) * limit
      ) {
        await once(progress, "made")
      }
    }
  } finally {
    // Also without the database: the shutdown waits for the calls still out.
    await Promise.all(out)
  }
  return reconciled
}

/**
 * Takes a redemption a step further, or releases its lease when the server stops.
 * Never throws: after a failure the lease ends by itself, and the job takes the row
 * again.
 */
async function reconcileOne(
  holder: Holder,
  redemption: DueRedemption
): Promise<void> {
  try {
    if (await holder.service.isStopping()) {
      const { id, run_id } = redemption
      await holder.service.ledger.apply(
        { event: "release_lease", run_id: run_id ?? holder.run_id },
        { rows: { id }, by: null }
      )
      return
    }
    await lookAtUndonePayment(holder.container, redemption)
    const changed = await reconcile(holder, redemption)
    if (changed && changed.status !== redemption.status) {
      await announce(holder.container, [changed])
    }
  } catch (error) {
    holder.container
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
      reconciled: (await service.makesWaitingCalls())
        ? await service.runInBackground(() =>
            drain({ container, service, run_id: `job:${randomUUID()}` })
          )
        : 0,
    })
  }
)

/**
 * Takes due redemptions further until none is due: `pending` rows, and rows left
 * `claimed` or `redeeming` by a dead server. Any number of workers may run at once;
 * each redemption goes to a single worker.
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
