import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import type { RedemptionOrder } from "../../../../workflows/reconcile-redemptions/orders-of-redemptions"
import { reconcile } from "../../../../workflows/reconcile-redemptions/reconcile"
import type { TestLedger } from "./test-ledger"

/** The shop around the job. */
export type JobSurroundings = {
  /** Orders by their carts as the turn read them; by default as they are. */
  readBefore?: Map<string, string>
  /** Orders that their carts have lost, by their ids. */
  withoutCart?: RedemptionOrder[]
  /** Promotions that discount the orders. */
  discounts?: string[]
  /** Happens when the job has taken the row. */
  beforeSettling?: () => Promise<void>
  /** Does the work under the cart's lock. */
  lock?: (work: () => Promise<unknown>) => Promise<unknown>
}

/**
 * The job's next look at the row that is due, in a shop with these orders, by
 * their carts.
 */
export async function runJob(
  ledger: TestLedger,
  orders: Map<string, string>,
  {
    readBefore = orders,
    withoutCart = [],
    discounts = [],
    beforeSettling,
    lock = (work) => work(),
  }: JobSurroundings = {}
): Promise<void> {
  const [due] = await ledger.service.takeDue({
    run_id: "job",
    limit: 1,
    lease_ms: 60_000,
  })
  await beforeSettling?.()
  const items = [
    {
      adjustments: discounts.map((promotion_id) => ({
        promotion_id,
        code: "10056",
        amount: 10,
      })),
    },
  ]
  const parts: Record<string, unknown> = {
    [Modules.LOCKING]: {
      execute: (_: string[], work: () => Promise<unknown>) => lock(work),
    },
    [ContainerRegistrationKeys.QUERY]: {
      graph: async () => ({
        data: [...orders].map(([cart_id, order_id]) => ({
          cart_id,
          order_id,
          items,
        })),
      }),
    },
  }
  await reconcile(
    {
      container: {
        resolve: (key: string) => parts[key],
      } as unknown as MedusaContainer,
      service: ledger.service,
      run_id: "job",
      orders: {
        idOfCart: readBefore,
        byId: new Map(
          [
            ...withoutCart,
            ...[...readBefore.values()].map((id) => ({
              id,
              canceled: false,
              paid: true,
            })),
          ].map((order) => [order.id, order])
        ),
      },
    },
    due!
  )
}
