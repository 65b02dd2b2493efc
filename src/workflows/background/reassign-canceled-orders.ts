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
 * How far back the job looks for cancellations and returns whose event was lost, or
 * that came while Engage was down: a long weekend. Older orders are left to an
 * operator.
 */
const LOOK_BACK_MS = 72 * 60 * 60 * 1000

const PAGE = 500

type Page = { skip: number; take: number; order: { created_at: "ASC" } }

/**
 * What happened lately, a page at a time, oldest first.
 *
 * @param read reads one page of what happened since then.
 */
export async function* lately<Row>(
  read: (since: Date, pagination: Page) => Promise<{ data: Row[] }>
): AsyncGenerator<Row[]> {
  const since = new Date(Date.now() - LOOK_BACK_MS)
  for (let skip = 0; ; skip += PAGE) {
    const order = { created_at: "ASC" } as const
    const { data } = await read(since, { skip, take: PAGE, order })
    if (data.length) {
      yield data
    }
    if (data.length < PAGE) {
      return
    }
  }
}

/** The ids of recently cancelled orders, a page at a time. */
async function* canceledLately(
  container: MedusaContainer
): AsyncGenerator<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  for await (const orders of lately((since, pagination) =>
    query.graph({
      entity: "order",
      fields: ["id"],
      filters: { status: "canceled", canceled_at: { $gte: since } },
      pagination,
    })
  )) {
    yield orders.map(({ id }) => id)
  }
}

/**
 * Frees the unused assignments that cancelled orders reserve: releases assignments
 * written off by an operator, and has the job look at waiting redemptions at once.
 * Does not ask Engage. Undo: none.
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
 * Cancelled orders that still reserve an assignment because their event was lost, a
 * page at a time. Starts from the ledger, because a shop has many orders.
 */
async function* canceledOrders(
  container: MedusaContainer
): AsyncGenerator<string[]> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  let ids: string[] = []
  do {
    ids = await service.ledger.listReservingOrders({
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

/** A GET of the list, the POST, and a second GET after an unclear answer. */
const CALLS = 3

/**
 * Notes that orders were cancelled, and reassigns their redeemed offers, one after
 * another, if the shop wants that. Undo: none.
 */
const reassignCanceledOrdersStep = createStep(
  "reassign-canceled-orders",
  async ({ order_ids }: { order_ids: string[] | null }, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const gives = await reassignsByItself(service)
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

/** Whether the shop's options let the plugin reassign offers by itself. */
export async function reassignsByItself(
  service: PromotionRedemptionModuleService
): Promise<boolean> {
  const { enabled, onOrderCanceled } = await service.getOptions()
  return enabled && onOrderCanceled === "reassign"
}

/**
 * Reassigns the redeemed offers of these orders. A failure does not stop the rest.
 *
 * @param actor the event that asks for the reassigning.
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

/** The cancelled orders. */
export type ReassignCanceledOrdersInput = {
  /**
   * Null: looks for orders whose event was lost. Redeemed offers are then reassigned
   * only for cancellations of the last 72 hours.
   */
  order_ids: string[] | null
}

/**
 * Frees the assignments that cancelled orders reserve: the customer gets back an
 * assignment written off by an operator, and the job looks at once at redemptions
 * waiting for Engage.
 *
 * With `onOrderCanceled: "reassign"`, also reassigns redeemed offers of cancelled
 * orders, if no reassigning was tried before. A refused or unclear reassigning is
 * left to an operator. Undo: none.
 *
 * @returns how many offers were reassigned.
 */
export const reassignCanceledOrdersWorkflow = createWorkflow(
  "reassign-canceled-orders",
  (input: ReassignCanceledOrdersInput) => {
    releaseCanceledOrdersStep(input)
    return new WorkflowResponse(reassignCanceledOrdersStep(input))
  }
)
