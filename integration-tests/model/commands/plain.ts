import { BrokenPromise } from "../support/broken"
import { SUMMER } from "../support/cast"
import { step, type Step } from "../support/step"
import { complete, UNEVENTFUL } from "./customer"

/** Promise 5: somebody without an offer buys something. */
export function completePlain(withShopsOwnCode: boolean, place: number): Step {
  const what = withShopsOwnCode ? "the shop's own code" : "no code"
  return step(`completePlain(${what}, server ${place})`, async (_, world) => {
    const cart = world.shop.createCart("carl")
    if (withShopsOwnCode) {
      cart.promotions.add(SUMMER.id)
    }
    const server = world.server(place)
    const before = server.statements
    const answer = await complete(world, cart, { ...UNEVENTFUL, server: place })

    if (answer.kind !== "order") {
      throw new BrokenPromise(5, "a cart without an offer was not sold", answer)
    }
    if (!withShopsOwnCode && server.statements !== before) {
      throw new BrokenPromise(5, "a cart without a discount cost statements")
    }
    const rows = await world.db
      .knex("promotion_redemption")
      .where({ cart_id: cart.id })
    if (rows.length) {
      throw new BrokenPromise(5, "a cart without an offer has a row", rows)
    }
    if (world.sandbox.calls().some(({ path }) => path.includes("carl"))) {
      throw new BrokenPromise(5, "Engage was asked about a plain cart")
    }
  })
}
