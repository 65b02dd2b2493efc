import { readLedger } from "../../../testkit/ledger/rows"
import { requirePromise } from "../support/broken"
import { SUMMER } from "../support/cast"
import { step, type Step } from "../support/step"
import { complete } from "./customer"

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
    const answer = await complete(world, cart, { server: place })

    const sold = answer.kind === "order"
    requirePromise(5, sold, "a cart without an offer was not sold", answer)
    requirePromise(
      5,
      withShopsOwnCode || server.statements === before,
      "a cart without a discount cost statements"
    )
    const rows = await readLedger(world.db.sql, [cart.id])
    requirePromise(5, !rows.length, "a cart without an offer has a row", rows)
    const asked = world.sandbox
      .calls()
      .some(({ path }) => path.includes("carl"))
    requirePromise(5, !asked, "Engage was asked about a plain cart")
  })
}
