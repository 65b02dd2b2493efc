import { crashToString } from "../servers/crash"
import { checkAnswer } from "../promises/sales"
import { step, type Step } from "../support/step"
import { complete, type Completion } from "./customer"

export function completeInTab(tab: number, completion: Completion): Step {
  const name = `complete(${describe(tab, completion)})`
  return step(name, async (model, world) => {
    const cart = world.cart(tab)
    const answer = await complete(world, cart, completion)
    await checkAnswer(model, world, cart, answer)
  })
}

/** Two completions at once: a double click, two tabs, two servers. */
export function completeAtOnce(
  tabs: [number, number],
  completions: [Completion, Completion]
): Step {
  const [first, second] = completions
  const each = [describe(tabs[0], first), describe(tabs[1], second)]
  return step(`completeAtOnce(${each.join(" | ")})`, async (model, world) => {
    const [one, other] = [world.cart(tabs[0]), world.cart(tabs[1])]
    // To open a connection takes longer than a claim: neither has to.
    for (const { server = 0 } of completions) {
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
  })
}

function describe(
  tab: number,
  { server = 0, payment = "card", crash, fails_afterwards }: Completion
): string {
  return [
    `tab ${tab}`,
    `server ${server}`,
    ...(payment === "card" ? [] : [payment]),
    ...(fails_afterwards ? ["a later step fails"] : []),
    ...(crash ? [crashToString(crash)] : []),
  ].join(", ")
}
