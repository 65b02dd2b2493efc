import { OFFERS } from "../../../../testkit/seed/norrsken"
import type { Stage } from "../../storefront/stage"
import type { World } from "../../support/world"
import { Operator, type Setup } from "./operator"

/** Ids of what the shop itself has, to put the widgets on. */
export type Places = {
  orderId: string
  customerId: string
  promotionId: string
}

/** Where the operators sit. */
export class Office {
  /** One before each kind of screen and of clock. */
  private readonly operators = new Map<string, Operator>()
  /** Those of the test that runs. */
  private readonly atWork = new Set<Operator>()

  constructor(
    private readonly world: World,
    /** For the shoppers that they hear of. */
    readonly stage: Stage
  ) {}

  /** An operator who has signed in, and is at work until the end of the test. */
  async operator({
    language = "en",
    theme = "light",
    screen = "desktop",
    clock = "stopped",
  }: Setup = {}): Promise<Operator> {
    const key = `${screen} ${clock}`
    const { browser, shop } = this.world
    const operator =
      this.operators.get(key) ??
      (await Operator.signIn(browser, shop.url, { screen, clock }))
    this.operators.set(key, operator)
    if (this.atWork.has(operator)) {
      await operator.getUp()
    }
    this.atWork.add(operator)
    await operator.sitDown(language, theme)
    return operator
  }

  /** Ids of a customer and a promotion of the shop's own, and of an order without an offer. */
  async findPlaces(): Promise<Places> {
    const { web, cartId, email } = await this.stage.cart()
    const order = await web.buy(cartId)
    const { code } = OFFERS.tenPercent
    return {
      orderId: order.id,
      customerId: await this.firstId("customers", `q=${email}`),
      promotionId: await this.firstId("promotions", `code=${code}`),
    }
  }

  /** Id of the first that the admin API lists. */
  async firstId(name: string, query: string): Promise<string> {
    const { page } = await this.operator()
    const answer = await page.request.get(`/admin/${name}?${query}`)
    const listed = (await answer.json()) as Record<string, { id: string }[]>
    return String(listed[name]?.[0]?.id)
  }

  /** Ends a test. @returns what went wrong unseen in the browsers. */
  async endOfDay(): Promise<string[]> {
    const seen: string[] = []
    for (const operator of this.atWork) {
      await operator.getUp()
      seen.push(...operator.exceptions.splice(0))
    }
    this.atWork.clear()
    return seen
  }
}
