import { crashToString } from "../servers/crash"
import { checkAnswer } from "../promises/sales"
import type { Cart } from "../shop/shop"
import { ModelCommand } from "../support/command"
import type { Model } from "../support/model"
import type { World } from "../support/world"
import { complete, type Completion } from "./customer"

/** A customer pays. */
export class Complete extends ModelCommand {
  constructor(
    readonly tab: number,
    readonly completion: Completion
  ) {
    super()
  }

  protected async act(model: Model, world: World): Promise<void> {
    const cart = world.cart(this.tab)
    const answer = await complete(world, cart, this.completion)
    await checkAnswer(model, world, cart, answer)
  }

  toString(): string {
    return `complete(${describe(this.tab, this.completion)})`
  }
}

/** Two completions at once: a double click, two tabs, two servers. */
export class CompleteTwice extends ModelCommand {
  constructor(
    readonly tabs: [number, number],
    readonly completions: [Completion, Completion]
  ) {
    super()
  }

  protected async act(model: Model, world: World): Promise<void> {
    const [one, other] = this.tabs.map((tab) => world.cart(tab)) as [Cart, Cart]
    const [first, second] = this.completions
    // To open a connection takes longer than a claim: neither has to.
    for (const { server } of this.completions) {
      await world.server(server).warmUp()
    }
    const answers = await Promise.all([
      complete(world, one, first),
      complete(world, other, {
        ...second,
        // One cart has one payment.
        payment: one === other ? first.payment : second.payment,
      }),
    ])
    if (one !== other) {
      await checkAnswer(model, world, one, answers[0], other)
      await checkAnswer(model, world, other, answers[1], one)
    }
  }

  toString(): string {
    const each = this.tabs.map((tab, index) =>
      describe(tab, this.completions[index] as Completion)
    )
    return `completeAtOnce(${each.join(" | ")})`
  }
}

function describe(
  tab: number,
  { server, payment, crash, fails_afterwards }: Completion
): string {
  return [
    `tab ${tab}`,
    `server ${server}`,
    ...(payment === "card" ? [] : [payment]),
    ...(fails_afterwards ? ["a later step fails"] : []),
    ...(crash ? [crashToString(crash)] : []),
  ].join(", ")
}
