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
  private readonly trials = new Map<string, number>()
  private readonly judged: Judgement[] = []
  private carts = 0
  private passed = 0
  failed = 0

  /** Adds a trial and says, when it broke a promise, how. */
  add({ name, violations, purchases }: Trial, judged: Judgement) {
    const all = [...(violations ?? []), ...judged.violations]
    if (all.length) {
      this.failed++
      console.log(`\n  FAILED ${name}`)
      all.forEach((violation) => console.log(`    - ${violation}`))
    } else {
      this.passed++
    }
    this.judged.push(judged)
    this.carts += purchases.length
    this.trials.set(name, (this.trials.get(name) ?? 0) + 1)
  }

  /** One line, for a campaign that takes long. */
  printProgress(kills: number, total: number): void {
    const seconds = Math.round((Date.now() - this.started) / 1000)
    console.log(
      `  ${kills} of ${total} kills  ${this.carts} carts  ` +
        `${this.sum("redeemed")} redeemed  ${this.failed} failed  (${seconds} s)`
    )
  }

  /** All figures, and last the one line that counts. */
  print(kills: number): void {
    console.log("\nWhat was done to the shop:")
    for (const [name, count] of this.trials) {
      console.log(`  ${String(count).padStart(5)}  ${name}`)
    }
    console.log(`
kills            ${kills}
carts            ${this.carts}
redeemed         ${this.sum("redeemed")}
redeemed twice   ${this.sum("redeemedTwice")}
forgotten        ${this.sum("forgotten")}
half-made orders ${this.sum("halfMade")}, without a cart and a payment: Medusa does not resume
                 a completion whose server died

${this.passed} passed, ${this.failed} failed`)
  }

  private sum(figure: Exclude<keyof Judgement, "violations">): number {
    return this.judged.reduce((sum, judged) => sum + judged[figure], 0)
  }
}
