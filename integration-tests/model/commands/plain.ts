import { BrokenPromise } from "../support/broken"
import { SUMMER } from "../support/cast"
import { ModelCommand } from "../support/command"
import type { Model } from "../support/model"
import type { World } from "../support/world"
import { complete, UNEVENTFUL } from "./customer"

/** Promise 5: somebody without an offer buys something. */
export class CompletePlain extends ModelCommand {
  constructor(
    readonly withShopsOwnCode: boolean,
    readonly server: number
  ) {
    super()
  }

  protected async act(_: Model, world: World): Promise<void> {
    const cart = world.shop.createCart("carl")
    if (this.withShopsOwnCode) {
      cart.promotions.add(SUMMER.id)
    }
    const server = world.server(this.server)
    const before = server.statements
    const answer = await complete(world, cart, {
      ...UNEVENTFUL,
      server: this.server,
    })

    if (answer.kind !== "order") {
      throw new BrokenPromise(5, "a cart without an offer was not sold", answer)
    }
    if (!this.withShopsOwnCode && server.statements !== before) {
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
  }

  toString(): string {
    const what = this.withShopsOwnCode ? "the shop's own code" : "no code"
    return `completePlain(${what}, server ${this.server})`
  }
}
