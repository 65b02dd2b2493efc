import { linkAssignmentWorkflow } from "../../../src/workflows/offers/link-assignment"
import { unlinkAssignmentWorkflow } from "../../../src/workflows/offers/unlink-assignment"
import { ASSIGNMENTS } from "../support/cast"
import { step, type Step } from "../support/step"
import { requireRefusal } from "./customer"

/** A customer applies an offer to the cart in a tab. */
export function link(tab: number, choice: number, server: number): Step {
  const name = `link(tab ${tab}, offer ${choice}, server ${server})`
  return step(name, async (model, world) => {
    const cart = world.cart(tab).completed
      ? world.newCart(tab)
      : world.cart(tab)
    const { id, promotion, contact_id } = offerOf(cart.customer_id, choice)
    try {
      await linkAssignmentWorkflow(world.server(server).container).run({
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
  })
}

/** A customer takes an offer off the cart in a tab. */
export function unlink(tab: number, choice: number, server: number): Step {
  const name = `unlink(tab ${tab}, offer ${choice}, server ${server})`
  return step(name, async (model, world) => {
    const cart = world.cart(tab)
    const { id, promotion } = offerOf(cart.customer_id, choice)
    if (model.assignmentOf(cart.id, promotion.id) !== id) {
      return
    }
    try {
      await unlinkAssignmentWorkflow(world.server(server).container).run({
        input: { cart_id: cart.id, assignment_id: id, by: "customer" },
      })
      if (!cart.completed) {
        model.unlink(cart.id, promotion.id)
      }
    } catch (error) {
      requireRefusal(error)
    }
  })
}

/** One of a customer's own offers. */
function offerOf(customerId: string, choice: number) {
  const own = ASSIGNMENTS.filter(({ contact_id }) => contact_id === customerId)
  return own[choice % own.length] as (typeof ASSIGNMENTS)[number]
}
