import { setTimeout as delay } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import { announce } from "../announce"
import {
  ORDER_CANCELED,
  reassignPromotionWorkflow,
} from "../operator/reassign-promotion"

/**
 * How far back a cancellation, or a return, is looked for whose event was lost, or
 * that Engage was away for. A long weekend; what is older is left to an operator.
 */
export const LOOK_BACK_MS = 72 * 60 * 60 * 1000

const PAGE = 500

/** The ids of orders that were cancelled lately, a page at a time. */
async function* canceledLately(
  container: MedusaContainer
): AsyncGenerator<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const since = new Date(Date.now() - LOOK_BACK_MS)
  for (let skip = 0; ; skip += PAGE) {
    const { data } = await query.graph({
      entity: "order",
      fields: ["id"],
      filters: { status: "canceled", canceled_at: { $gte: since } },
      pagination: { skip, take: PAGE, order: { created_at: "ASC" } },
    })
    if (data.length) {
      yield data.map(({ id }) => id)
    }
    if (data.length < PAGE) {
      return
    }
  }
}

/**
 * Gives back the offers that cancelled orders hold and have not used: releases
 * what an operator wrote off, and has the job look at once at what waits. Engage
 * is not asked here. Undo: none.
 */
const releaseCanceledOrdersStep = createStep(
  "release-canceled-orders",
  async ({ order_ids }: { order_ids: string[] | null }, { container }) => {
    for await (const ids of order_ids
      ? [order_ids]
      : canceledOrders(container)) {
      await releaseOffersOf(container, ids)
    }
    return new StepResponse()
  }
)

/**
 * The cancelled ones among the orders that hold an assignment, a page at a time:
 * those whose event was lost. Asked for by the ledger, as a shop has many orders.
 */
async function* canceledOrders(
  container: MedusaContainer
): AsyncGenerator<string[]> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  let ids: string[] = []
  do {
    ids = await service.ledger.listHoldingOrders({
      after: ids.at(-1) ?? "",
      limit: PAGE,
    })
    const { data } = ids.length
      ? await query.graph({
          entity: "order",
          fields: ["id"],
          filters: { id: ids, status: "canceled" },
        })
      : { data: [] }
    if (data.length) {
      yield data.map(({ id }) => id)
    }
  } while (ids.length === PAGE)
}

async function releaseOffersOf(
  container: MedusaContainer,
  order_ids: string[]
): Promise<void> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  await service.ledger.lookAtCanceled(order_ids)
  await announce(
    container,
    await service.ledger.releaseWrittenOff({ order_ids, by: ORDER_CANCELED })
  )
}

/** The list before, the assignment, and the list after if all is unclear. */
const CALLS = 3

/**
 * Notes that orders were cancelled, and gives back what they had used, one after
 * another, where the shop wants that. Undo: none.
 */
const reassignCanceledOrdersStep = createStep(
  "reassign-canceled-orders",
  async ({ order_ids }: { order_ids: string[] | null }, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const gives = await givesBack(service)
    const reassigned = await service.runInBackground(async () => {
      let count = 0
      for await (const ids of order_ids
        ? [order_ids]
        : canceledLately(container)) {
        await service.ledger.noteOrderOutcome({
          order_ids: ids,
          outcome: "canceled",
        })
        count += gives
          ? await reassignOrders(container, ids, ORDER_CANCELED)
          : 0
      }
      return count
    })
    return new StepResponse({ reassigned })
  }
)

/** Whether the shop gives offers back by itself. */
export async function givesBack(
  service: PromotionRedemptionModuleService
): Promise<boolean> {
  const { enabled, onOrderCanceled } = await service.getOptions()
  return enabled && onOrderCanceled === "reassign"
}

/**
 * Gives back what these orders had used. One that fails does not keep the others
 * from being given back.
 *
 * @param actor the event of which it is done.
 */
export async function reassignOrders(
  container: MedusaContainer,
  orderIds: string[],
  actor: string
): Promise<number> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const { requestsPerSecond: per_second } = await service.getOptions()
  let count = 0
  for (const { id } of await service.ledger.listNotReassigned(orderIds)) {
    if (await service.isStopping()) {
      break
    }
    await delay(await service.ledger.reservePace({ calls: CALLS, per_second }))
    try {
      await reassignPromotionWorkflow(container).run({
        input: { id, actor },
      })
      count++
    } catch (error) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `The offer of redemption ${id} was not given back: ${(error as Error).message}`
        )
    }
  }
  return count
}

/** Which orders were cancelled. */
export type ReassignCanceledOrdersInput = {
  /** Null: those whose event was lost. Given back are those of 72 hours. */
  order_ids: string[] | null
}

/**
 * Gives back what cancelled orders hold: an assignment that an operator wrote off
 * is the customer's again, and the job looks at once at what waits for Engage.
 *
 * With `onOrderCanceled: "reassign"`, also gives back the redeemed offers of cancelled
 * orders that nobody has tried to give back. What Engage refuses, or leaves
 * unclear, is for an operator. Undo: none.
 *
 * @returns how many were given back.
 */
export const reassignCanceledOrdersWorkflow = createWorkflow(
  "reassign-canceled-orders",
  (input: ReassignCanceledOrdersInput) => {
    releaseCanceledOrdersStep(input)
    return new WorkflowResponse(reassignCanceledOrdersStep(input))
  }
)
