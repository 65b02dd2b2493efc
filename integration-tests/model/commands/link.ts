import { linkAssignmentWorkflow } from "../../../src/workflows/offers/link-assignment"
import { unlinkAssignmentWorkflow } from "../../../src/workflows/offers/unlink-assignment"
import { ASSIGNMENTS, type CastAssignment } from "../support/cast"
import { ModelCommand } from "../support/command"
import type { Model } from "../support/model"
import type { World } from "../support/world"
import { requireRefusal } from "./outcome"

/** A customer applies an offer to the cart in a tab. */
export class Link extends ModelCommand {
  constructor(
    readonly tab: number,
    readonly choice: number,
    readonly server: number
  ) {
    super()
  }

  protected async act(model: Model, world: World): Promise<void> {
    const cart = world.cart(this.tab).completed
      ? world.newCart(this.tab)
      : world.cart(this.tab)
    const { id, promotion, contact_id } = offerOf(cart.customer_id, this.choice)
    try {
      await linkAssignmentWorkflow(world.server(this.server).container).run({
        input: {
          cart_id: cart.id,
          assignment_id: id,
          promotion_code: promotion.code,
          contact_id,
          by: "customer",
        },
      })
      model.link(cart.id, promotion.id, id)
    } catch (error) {
      requireRefusal(error)
    }
  }

  toString(): string {
    return `link(tab ${this.tab}, offer ${this.choice}, server ${this.server})`
  }
}

/** A customer takes an offer off the cart in a tab. */
export class Unlink extends ModelCommand {
  constructor(
    readonly tab: number,
    readonly choice: number,
    readonly server: number
  ) {
    super()
  }

  protected async act(model: Model, world: World): Promise<void> {
    const cart = world.cart(this.tab)
    const { id, promotion } = offerOf(cart.customer_id, this.choice)
    if (model.assignmentOf(cart.id, promotion.id) !== id) {
      return
    }
    try {
      await unlinkAssignmentWorkflow(world.server(this.server).container).run({
        input: { cart_id: cart.id, assignment_id: id, by: "customer" },
      })
      if (!cart.completed) {
        model.unlink(cart.id, promotion.id)
      }
    } catch (error) {
      requireRefusal(error)
    }
  }

  toString(): string {
    return `unlink(tab ${this.tab}, offer ${this.choice}, server ${this.server})`
  }
}

/** One of a customer's own offers. */
function offerOf(customerId: string, choice: number): CastAssignment {
  const own = ASSIGNMENTS.filter(({ contact_id }) => contact_id === customerId)
  return own[choice % own.length] as CastAssignment
}
