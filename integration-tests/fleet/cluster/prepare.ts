import type { Customer } from "../../../testkit/purchases/customers"
import {
  preparePurchase,
  purchaseWithOffer,
  type Purchase,
} from "../../../testkit/purchases/purchases"
import type { Scene } from "../../../testkit/purchases/scene"
import type { Server } from "../../../testkit/shop/server"

/** So many at once: each customer one, as Medusa wants their first payment alone. */
const AT_ONCE = 6

type Several<T> = [T, ...T[]]

/** Carts with an assignment each, ready to be completed. */
export function prepare(
  scene: Scene,
  server: Server,
  count: number
): Promise<Several<Purchase>> {
  return prepareEach(scene, count, (customer) =>
    purchaseWithOffer(scene, server, customer)
  )
}

/** Pairs of carts of one customer each, with the same assignment. */
export function preparePairs(
  scene: Scene,
  server: Server,
  count: number
): Promise<Several<[Purchase, Purchase]>> {
  return prepareEach(scene, count, async (customer) => {
    const { catalogue, random } = scene
    const first = await purchaseWithOffer(scene, server, customer)
    const { assignmentId } = first
    const order = { customer, assignmentId, random }
    return [first, await preparePurchase(server, catalogue, order)]
  })
}

async function prepareEach<T>(
  { customers }: Scene,
  count: number,
  one: (customer: Customer) => Promise<T>
): Promise<Several<T>> {
  const made: T[] = []
  while (made.length < count) {
    const some = customers.slice(0, Math.min(AT_ONCE, count - made.length))
    made.push(...(await Promise.all(some.map(one))))
  }
  return made as Several<T>
}
