import { complete } from "../../../testkit/purchases/completions"
import type { Customer } from "../../../testkit/purchases/customers"
import {
  preparePurchase,
  purchaseWithOffer,
  type Purchase,
} from "../../../testkit/purchases/purchases"
import type { Scene } from "../../../testkit/purchases/scene"
import type { Server } from "../../../testkit/shop/server"
import { pileUp } from "../backlog"

/** So many at once: each customer one, as Medusa wants their first payment alone. */
const AT_ONCE = 6

/** Carts with an assignment each, ready to be completed. */
export function prepare(scene: Scene, server: Server, count: number) {
  return prepareEach(scene, count, (customer) =>
    purchaseWithOffer(scene, server, customer)
  )
}

/** Pairs of carts of one customer each, with the same assignment. */
export function preparePairs(scene: Scene, server: Server, count: number) {
  const { catalogue, random } = scene
  return prepareEach(scene, count, async (customer) => {
    const first = await purchaseWithOffer(scene, server, customer)
    const { assignmentId } = first
    const order = { customer, assignmentId, random }
    const second = await preparePurchase(server, catalogue, order)
    return [first, second] as [Purchase, Purchase]
  })
}

async function prepareEach<T>(
  { customers }: Scene,
  count: number,
  one: (customer: Customer) => Promise<T>
): Promise<[T, ...T[]]> {
  const made: T[] = []
  while (made.length < count) {
    const some = customers.slice(0, Math.min(AT_ONCE, count - made.length))
    made.push(...(await Promise.all(some.map(one))))
  }
  return made as [T, ...T[]]
}

/**
 * So many rows that are due at once, of an order that is placed on a server.
 * Every second one was sent before: the job looks before it sends.
 */
export async function addBacklog(scene: Scene, server: Server, count: number) {
  const [purchase] = await prepare(scene, server, 1)
  const answer = await complete(server, purchase).answer
  if (answer.kind !== "placed") {
    throw new Error(`No order to begin with: ${JSON.stringify(answer)}`)
  }
  const input = { cartId: purchase.cartId, count, unsureOneIn: 2 }
  return pileUp(scene.ledger.sql, scene.engage, input)
}
