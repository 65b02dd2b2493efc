import { MOMENTS, type Moment } from "./moments"
import type { Judgement } from "../../../testkit/promises/judge"
import type { Trial } from "./trial"

/** The figures of a campaign. */
export class Tally {
  private readonly started = Date.now()
  private readonly moments = new Map<Moment, number>()
  private readonly sums = {
    kills: 0,
    carts: 0,
    redeemed: 0,
    redeemedTwice: 0,
    forgotten: 0,
    halfMade: 0,
  }
  passed = 0
  failed = 0

  /** Adds a trial and says, when it broke a promise, how. */
  add(
    trial: Trial,
    { violations, ...figures }: Judgement,
    { kill }: { kill: boolean }
  ): void {
    const all = [...trial.violations, ...violations]
    if (all.length) {
      this.failed++
      console.log(`\n  FAILED ${trial.name}`)
      all.forEach((violation) => console.log(`    - ${violation}`))
    } else {
      this.passed++
    }
    this.sums.kills += kill ? 1 : 0
    this.sums.carts += trial.purchases.length
    this.sums.redeemed += figures.redeemed
    this.sums.redeemedTwice += figures.redeemedTwice
    this.sums.forgotten += figures.forgotten
    this.sums.halfMade += figures.halfMade
    for (const moment of trial.moments) {
      this.moments.set(moment, (this.moments.get(moment) ?? 0) + 1)
    }
  }

  /** One line, for a campaign that takes long. */
  printProgress(total: number): void {
    const { kills, carts, redeemed } = this.sums
    const seconds = Math.round((Date.now() - this.started) / 1000)
    console.log(
      `  ${kills} of ${total} kills  ${carts} carts  ${redeemed} redeemed  ` +
        `${this.failed} failed  (${seconds} s)`
    )
  }

  /** All figures, and last the one line that counts. */
  print(): void {
    const { kills, carts, redeemed, redeemedTwice, forgotten, halfMade } =
      this.sums
    console.log("\nWhere completions and jobs were hit:")
    for (const moment of MOMENTS) {
      const count = this.moments.get(moment) ?? 0
      console.log(`  ${String(count).padStart(5)}  ${moment}`)
    }
    console.log(`
kills            ${kills}
carts            ${carts}
redeemed         ${redeemed}
redeemed twice   ${redeemedTwice}
forgotten        ${forgotten}
half-made orders ${halfMade}, without a cart and a payment: Medusa does not resume
                 a completion whose server died

${this.passed} passed, ${this.failed} failed`)
  }
}
