import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import type { RedemptionOrder } from "../../../../workflows/medusa/orders"
import { reconcile } from "../../../../workflows/background/reconcile"
import { PROMOTION_REDEMPTION_MODULE } from "../../key"
import type { TestLedger } from "./test-ledger"

/** One order of each cart, or several in the order in which they were made. */
type OrdersByCart = Map<string, string | string[]>

/** The shop around the job. */
export type JobSurroundings = {
  /** The orders that the job read before the lock. Default: `orders`. */
  readBefore?: OrdersByCart
  /** Orders without a link to their cart, as they were placed. */
  withoutCart?: Omit<RedemptionOrder, "changed">[]
  /** Promotions that discount all orders, or each order by id. */
  discounts?: string[] | Record<string, string[]>
  /** Promotions that discount the carts. Default: none. */
  cartDiscounts?: string[]
  /** Runs when the job has taken the row. */
  beforeWriting?: () => Promise<void>
  /** Runs the work under the cart's lock. */
  lock?: (work: () => Promise<unknown>) => Promise<unknown>
  /** Gets each line of the log. */
  log?: (line: string) => void
}

/**
 * Runs the job for the due row, in a shop with the given orders by cart.
 */
export async function runJob(
  ledger: TestLedger,
  orders: OrdersByCart,
  {
    readBefore = orders,
    withoutCart = [],
    discounts = [],
    cartDiscounts = [],
    beforeWriting,
    lock = (work) => work(),
    log = () => undefined,
  }: JobSurroundings = {}
): Promise<void> {
  const [due] = await ledger.service.ledger.takeDue({
    run_id: "job",
    limit: 1,
    lease_ms: 60_000,
  })
  await beforeWriting?.()
  const discountsOf = (order_id: string) =>
    Array.isArray(discounts) ? discounts : (discounts[order_id] ?? [])
  const parts: Record<string, unknown> = {
    [PROMOTION_REDEMPTION_MODULE]: ledger.service,
    [Modules.LOCKING]: {
      execute: (_: string[], work: () => Promise<unknown>) => lock(work),
    },
    [ContainerRegistrationKeys.QUERY]: {
      graph: async ({ entity }: { entity: string }) => ({
        data:
          entity === "cart"
            ? [{ items: linesWith(cartDiscounts) }]
            : linksOf(orders).map(([cart_id, order_id], nth) => ({
                id: order_id,
                created_at: new Date(nth),
                cart_id,
                order_id,
                items: linesWith(discountsOf(order_id)),
              })),
      }),
    },
    [ContainerRegistrationKeys.LOGGER]: { warn: (line: string) => log(line) },
  }
  await reconcile(
    {
      container: {
        resolve: (key: string) => parts[key],
      } as unknown as MedusaContainer,
      service: ledger.service,
      run_id: "job",
      orders: {
        idsOfCart: new Map(
          [...readBefore].map(([cart_id, ids]) => [cart_id, [ids].flat()])
        ),
        discountsOf: new Map(
          linksOf(readBefore).map(([, order_id]) => [
            order_id,
            new Set(discountsOf(order_id)),
          ])
        ),
        byId: new Map(
          [
            ...withoutCart,
            ...[...readBefore.values()].flat().map((id) => ({
              id,
              canceled: false,
              paid: true,
            })),
          ].map((order) => [order.id, { ...order, changed: false }])
        ),
      },
    },
    due!
  )
}

function linksOf(orders: OrdersByCart): [cart_id: string, order_id: string][] {
  return [...orders].flatMap(([cart_id, ids]) =>
    [ids].flat().map((id): [string, string] => [cart_id, id])
  )
}

function linesWith(promotions: string[]) {
  return [
    {
      adjustments: promotions.map((promotion_id) => ({
        promotion_id,
        code: "10056",
        amount: 10,
      })),
    },
  ]
}
