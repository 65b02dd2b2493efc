import type { Order } from "../shop/shop"
import { step, type Step } from "../support/step"
import type { World } from "../support/world"

/** An operator cancels an order, and its payment with it. */
export function cancelOrder(choice: number): Step {
  return step(`cancelOrder(${choice})`, async (_, world) => {
    const order = pick(world.shop.standing(), choice)
    if (order) {
      cancel(order)
    }
  })
}

/** A bank transfer arrives. */
export function moneyArrives(choice: number): Step {
  return step(`moneyArrives(${choice})`, async (_, world) => {
    const order = pick(unpaidOrders(world), choice)
    if (order?.collection) {
      world.shop.createPayment(order.collection.session)
    }
  })
}

/** Orders whose bank transfer is still to come. */
export function unpaidOrders(world: World): Order[] {
  return world.shop
    .standing()
    .filter(({ collection }) => collection && !collection.session.payment)
}

/**
 * Orders whose server died after it had given the payment back: nobody is going
 * to pay them. Their redemptions wait for a payment, for an operator to see.
 */
export function halfUndoneOrders(world: World): Order[] {
  return world.shop
    .standing()
    .filter(
      ({ finished, collection }) =>
        !finished && collection?.session.payment?.canceled
    )
}

/** Cancels an order, and its payment with it. */
export function cancel(order: Order): void {
  order.status = "canceled"
  const payment = order.collection?.session.payment
  if (payment) {
    payment.canceled = true
  }
}

function pick<T>(from: T[], choice: number): T | undefined {
  return from[choice % Math.max(1, from.length)]
}
