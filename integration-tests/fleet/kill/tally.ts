import type { Judgement } from "../../../testkit/promises/judge"
import type { Purchase } from "../../../testkit/purchases/purchases"

/** Something that was done to the shop, to be judged once all has settled. */
export type Trial = {
  name: string
  purchases: Purchase[]
  /** Settles when every customer has an answer or has lost the connection. */
  answered?: Promise<unknown>
  /** What is wrong already. */
  violations?: string[]
}

export class Tally {
  private readonly started = Date.now()
  private readonly judged: Judgement[] = []
  private carts = 0
  failed = 0

  /** Adds a trial and says, when it broke a promise, how. */
  add({ name, violations, purchases }: Trial, judged: Judgement) {
    const all = [...(violations ?? []), ...judged.violations]
    if (all.length) {
      this.failed++
      console.log(`\n  FAILED ${name}`)
      all.forEach((violation) => console.log(`    - ${violation}`))
    }
    this.judged.push(judged)
    this.carts += purchases.length
  }

  /**
   * Prints how it stands. Half made is an order without a cart and a payment: Medusa
   * does not resume a completion whose server died.
   */
  print(kills: number, total: number): void {
    const seconds = Math.round((Date.now() - this.started) / 1000)
    console.log(
      `  ${kills} of ${total} kills  ${this.carts} carts  ` +
        `${this.sum("redeemed")} redeemed  ${this.sum("halfMade")} half made  ` +
        `${this.failed} of ${this.judged.length} trials failed  (${seconds} s)`
    )
  }

  private sum(figure: Exclude<keyof Judgement, "violations">): number {
    return this.judged.reduce((sum, judged) => sum + judged[figure], 0)
  }
}
