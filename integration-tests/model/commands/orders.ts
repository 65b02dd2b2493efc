import type { Order, PaymentSession } from "../shop/shop"
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

export function moneyArrives(choice: number): Step {
  return step(`moneyArrives(${choice})`, async (_, world) => {
    const session = pick(unpaidSessions(world), choice)
    if (session) {
      world.shop.createPayment(session)
    }
  })
}

/** Of orders whose bank transfer is still to come. */
export function unpaidSessions({ shop }: World): PaymentSession[] {
  return shop
    .standing()
    .flatMap(({ collection }) => collection?.session ?? [])
    .filter(({ payment }) => !payment)
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
