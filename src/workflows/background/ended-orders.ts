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
import { ORDER_OUTCOMES } from "../../types/promotion-redemption"
import { announce } from "../announce"
import { outcomesOfOrders } from "../medusa/order-outcome"
import {
  ORDER_CANCELED,
  reassignPromotionWorkflow,
  RETURN_RECEIVED,
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
async function* lately<Row>(
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

/** The ids of orders with recently received returns, a page at a time. */
async function* returnedLately(
  container: MedusaContainer
): AsyncGenerator<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  for await (const returns of lately((since, pagination) =>
    query.graph({
      entity: "return",
      fields: ["order_id"],
      filters: { received_at: { $gte: since } },
      pagination,
    })
  )) {
    yield [...new Set(returns.flatMap(({ order_id }) => order_id ?? []))]
  }
}

/**
 * Frees the unused assignments that cancelled orders reserve: releases assignments
 * written off by an operator, and has the job look at waiting redemptions at once.
 * Does not ask Engage. Undo: none.
 */
const releaseCanceledOrdersStep = createStep(
  "release-canceled-orders",
  async ({ order_ids }: Pick<EndedOrders, "order_ids">, { container }) => {
    const { ledger } = container.resolve(PROMOTION_REDEMPTION_MODULE)
    for await (const ids of order_ids
      ? [order_ids]
      : canceledOrders(container)) {
      const change = { rows: { order_id: ids }, by: ORDER_CANCELED }
      await ledger.apply({ event: "look_at_canceled" }, change)
      await announce(
        container,
        await ledger.apply({ event: "release_written_off" }, change)
      )
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

/** A GET of the list, the POST, and a second GET after an unclear answer. */
const CALLS = 3

/**
 * Reassigns the redeemed offers of these orders. A failure does not stop the rest.
 *
 * @param actor the event that asks for the reassigning.
 */
async function reassignOrders(
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

/** Orders that ended, and the event that tells so. */
type EndedOrders = {
  /** Null: orders whose event was lost. */
  order_ids: string[] | null
  event: keyof typeof LOST
}

/** Finds the orders whose event was lost, by the event. */
const LOST = {
  [ORDER_CANCELED]: canceledLately,
  [RETURN_RECEIVED]: returnedLately,
}

/**
 * Notes the outcome of cancelled and returned orders, and reassigns their redeemed
 * offers, if the shop wants that. For a partly returned order, only an operator gives
 * the offer back. Undo: none.
 */
const reassignEndedOrdersStep = createStep(
  "reassign-ended-orders",
  async ({ order_ids, event }: EndedOrders, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const { enabled, onOrderCanceled } = await service.getOptions()
    const gives = enabled && onOrderCanceled === "reassign"
    const reassigned = await service.runInBackground(async () => {
      let count = 0
      for await (const ids of order_ids
        ? [order_ids]
        : LOST[event](container)) {
        const outcomes = await outcomesOfOrders(container, ids)
        for (const outcome of ORDER_OUTCOMES) {
          const ended = ids.filter((id) => outcomes.get(id) === outcome)
          await service.ledger.apply(
            { event: "order_ended", outcome },
            { rows: { order_id: ended }, by: null }
          )
          count +=
            gives && outcome !== "partly_returned"
              ? await reassignOrders(container, ended, event)
              : 0
        }
      }
      return count
    })
    return new StepResponse({ reassigned })
  }
)

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
    const { order_ids } = input
    releaseCanceledOrdersStep({ order_ids })
    return new WorkflowResponse(
      reassignEndedOrdersStep({ order_ids, event: ORDER_CANCELED })
    )
  }
)

/**
 * Notes returns of orders: of the given orders, or, with null, those of the last 72
 * hours. With `onOrderCanceled: "reassign"`, also reassigns the redeemed offers of
 * wholly returned orders. Undo: none.
 *
 * @returns how many offers were reassigned.
 */
export const reassignReturnedOrdersWorkflow = createWorkflow(
  "reassign-returned-orders",
  (input: Pick<EndedOrders, "order_ids">) =>
    new WorkflowResponse(
      reassignEndedOrdersStep({
        order_ids: input.order_ids,
        event: RETURN_RECEIVED,
      })
    )
)
