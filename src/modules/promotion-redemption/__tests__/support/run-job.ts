import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { reconcile } from "../../../../workflows/reconcile-redemptions/reconcile"
import type { TestLedger } from "./test-ledger"

/**
 * The job's next look at the row that is due, in a shop with these orders, by
 * their carts.
 *
 * @returns what it warned of.
 */
export async function runJob(
  ledger: TestLedger,
  orders: Map<string, string>
): Promise<void> {
  const [due] = await ledger.service.takeDue({
    run_id: "job",
    limit: 1,
    lease_ms: 60_000,
  })
  const parts: Record<string, unknown> = {
    [Modules.LOCKING]: {
      execute: (_: string[], work: () => unknown) => work(),
    },
    [ContainerRegistrationKeys.QUERY]: {
      graph: async () => ({
        data: [...orders].map(([cart_id, order_id]) => ({ cart_id, order_id })),
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
        idOfCart: orders,
        byId: new Map(
          [...orders.values()].map((id) => [
            id,
            { id, canceled: false, paid: true },
          ])
        ),
      },
    },
    due!
  )
}
