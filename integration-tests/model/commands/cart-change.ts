import { syncCartPromotionsWorkflow } from "../../../src/workflows/checkout/sync-cart-promotions"
import { updateCartPromotionsWorkflow } from "../shop/core-flows"
import { PROMOTIONS } from "../support/cast"
import { ModelCommand } from "../support/command"
import type { Model } from "../support/model"
import type { World } from "../support/world"
import { requireRefusal } from "./outcome"

/** Items come and go: a promotion falls off the cart, or comes back. */
export class ChangeCart extends ModelCommand {
  constructor(
    readonly tab: number,
    readonly promotion: number,
    readonly meets: boolean,
    readonly server: number
  ) {
    super()
  }

  protected async act(_: Model, world: World): Promise<void> {
    const cart = world.cart(this.tab)
    if (cart.completed) {
      return
    }
    const { id } = promotionOf(this.promotion)
    const server = world.server(this.server)
    const owner = { server }
    try {
      await server.lock(cart.id, owner, 5_000)
    } catch (error) {
      requireRefusal(error)
      return
    }
    const total = world.shop.totalOf(cart)
    if (this.meets) {
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
  }

  toString(): string {
    const { code } = promotionOf(this.promotion)
    const what = this.meets ? "meets" : "no longer meets"
    return `changeCart(tab ${this.tab} ${what} the rules of ${code}, server ${this.server})`
  }
}

/** A customer types in a code that they heard of. */
export class EnterCode extends ModelCommand {
  constructor(
    readonly tab: number,
    readonly promotion: number,
    readonly server: number
  ) {
    super()
  }

  protected async act(_: Model, world: World): Promise<void> {
    const cart = world.cart(this.tab)
    try {
      await updateCartPromotionsWorkflow(
        world.server(this.server).container
      ).run({
        input: {
          cart_id: cart.id,
          promo_codes: [promotionOf(this.promotion).code],
          action: "add",
        },
      })
    } catch (error) {
      requireRefusal(error)
    }
  }

  toString(): string {
    const { code } = promotionOf(this.promotion)
    return `enterCode(tab ${this.tab}, ${code}, server ${this.server})`
  }
}

function promotionOf(choice: number) {
  return PROMOTIONS[choice % PROMOTIONS.length] ?? PROMOTIONS[0]
}
