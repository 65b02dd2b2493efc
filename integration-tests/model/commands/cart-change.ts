import { syncCartPromotionsWorkflow } from "../../../src/workflows/checkout/sync-cart-promotions"
import { updateCartPromotionsWorkflow } from "../shop/core-flows"
import { PROMOTIONS } from "../support/cast"
import { step, type Step } from "../support/step"
import { requireRefusal } from "./customer"

/** Items come and go: a promotion falls off the cart, or comes back. */
export function changeCart(
  tab: number,
  promotion: number,
  meets: boolean,
  place: number
): Step {
  const { id, code } = promotionOf(promotion)
  const what = meets ? "meets" : "no longer meets"
  const name = `changeCart(tab ${tab} ${what} the rules of ${code}, server ${place})`
  return step(name, async (_, world) => {
    const cart = world.cart(tab)
    if (cart.completed) {
      return
    }
    const server = world.server(place)
    const owner = { server }
    try {
      await server.lock(cart.id, owner, 5_000)
    } catch (error) {
      requireRefusal(error)
      return
    }
    const total = world.shop.totalOf(cart)
    if (meets) {
      cart.unmet.delete(id)
    } else {
      cart.unmet.add(id)
      cart.promotions.delete(id)
    }
    try {
      await syncCartPromotionsWorkflow(server.container).run({
        input: { cart_id: cart.id },
      })
    } finally {
      world.shop.refreshPayment(cart, total)
      server.unlock(cart.id, owner)
    }
  })
}

/** A customer types in a code that they heard of. */
export function enterCode(tab: number, promotion: number, server: number) {
  const { code } = promotionOf(promotion)
  const name = `enterCode(tab ${tab}, ${code}, server ${server})`
  return step(name, async (_, world) => {
    try {
      await updateCartPromotionsWorkflow(world.server(server).container).run({
        input: {
          cart_id: world.cart(tab).id,
          promo_codes: [code],
          action: "add",
        },
      })
    } catch (error) {
      requireRefusal(error)
    }
  })
}

function promotionOf(choice: number) {
  return PROMOTIONS[choice % PROMOTIONS.length] ?? PROMOTIONS[0]
}
