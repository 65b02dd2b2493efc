import { discountsOf as amountsOf } from "../../testkit/jest/checkout"
import type { TestShop } from "../../testkit/jest/suite"
import { checkPromises, discountsOf } from "../../testkit/promises/check"
import type { FaultCase } from "./fault-case"
import { orderOf, type Subject } from "./look"
import type { Observation } from "./observation"

/** What holds whatever went wrong, and whatever the shop chose. */
export async function requirePromises(
  shop: TestShop,
  {
    fault,
    cart,
    observed,
  }: Subject & {
    fault: FaultCase
    observed: Partial<Observation>
  }
): Promise<void> {
  const rows = await shop.ledger.rows(cart.id)
  const order = await orderOf(shop, cart.id)
  const amounts = order ? amountsOf(order) : {}
  const broken = checkPromises(
    {
      rows,
      orders: order
        ? [
            {
              ...{ id: order.id, cart_id: cart.id },
              ...{ finished: true, paid: true },
              discounts: discountsOf(
                rows,
                ({ promotion_code }) => (amounts[promotion_code] ?? 0) > 0
              ),
            },
          ]
        : [],
      engage: shop.engage.sandbox
        .state()
        .assignments.filter(({ assignmentId }) =>
          rows.some(({ assignment_id }) => assignment_id === assignmentId)
        ),
    },
    "any moment"
  ).map(({ what, seen }) => `${what}: ${JSON.stringify(seen)}`)

  const { purchase, payment } = observed.again?.state ?? observed.end ?? {}
  if (!purchase?.startsWith("order") && payment !== "given back") {
    broken.push("without an order the money is given back")
  }
  if (broken.length) {
    throw new Error(
      `${fault.name}: ${broken.join("; ")}: ${JSON.stringify(observed)}`
    )
  }
}
