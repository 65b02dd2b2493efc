import type { TestShop } from "../../testkit/jest/suite"
import type { FaultCase } from "./fault-case"
import { rowOf, type Subject } from "./look"
import type { Observation } from "./observation"

/** What holds whatever went wrong, and whatever the shop chose. */
export async function requirePromises(
  shop: TestShop,
  {
    fault,
    cart,
    offer,
    observed,
  }: Subject & {
    fault: FaultCase
    observed: Partial<Observation>
  }
): Promise<void> {
  const state = observed.again?.state ?? observed.end
  const row = await rowOf(shop, { cart, offer })
  const engage = shop.engage.sandbox
    .state()
    .assignments.find(({ assignmentId }) => assignmentId === offer.id)
  const { purchase, payment, ledger } = state ?? {}

  const promises: Record<string, boolean | undefined> = {
    "it is redeemed once at most": (engage?.redeemCount ?? 0) <= 1,
    "an order with the discount has a redemption that counts":
      purchase !== "order with the discount" ||
      (ledger?.with_order &&
        ["redeemed", "pending", "attention"].includes(ledger.status)),
    "no order has a discount that was refused, unless an operator is to look":
      purchase !== "order with the discount" || ledger?.status !== "rejected",
    "without an order the money is given back":
      purchase?.startsWith("order") || payment === "given back",
    "what the shop has redeemed is known to be redeemed, or waits visibly":
      engage?.redeemedBy !== "api" ||
      ["redeemed", "pending", "attention"].includes(row.status),
    "it has ended, or somebody looks at it again":
      ["redeemed", "rejected", "attention", "released"].includes(row.status) ||
      row.next_attempt_at !== null,
  }
  for (const [promise, holds] of Object.entries(promises)) {
    if (!holds) {
      throw new Error(`${fault.name}: ${promise}: ${JSON.stringify(observed)}`)
    }
  }
}
