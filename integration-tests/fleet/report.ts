import { judge, type Judgement } from "../../testkit/promises/judge"
import type { Answer } from "../../testkit/purchases/completions"
import type { Purchase } from "../../testkit/purchases/purchases"
import type { Scene } from "../../testkit/purchases/scene"

/** The sum of what all scenarios of a suite came to. */
export class Report {
  private readonly started = Date.now()
  private passed = 0
  private failed = 0

  /**
   * Plays a scenario and prints it as one, as others are played beside it.
   * @returns what the scenario returned, if it was played to its end.
   */
  async play<Result>(
    name: string,
    play: (scenario: Scenario) => Promise<Result>
  ): Promise<Result | undefined> {
    const at = this.seconds()
    const scenario = new Scenario()
    const result = await play(scenario).catch((error: Error) => {
      scenario.check("is played to its end", false, error.stack)
      return undefined
    })
    console.log(`\n${name} (seconds ${at} to ${this.seconds()})`)
    for (const { holds, line } of scenario.checks) {
      console.log(`  ${holds ? "ok    " : "FAILED"}  ${line}`)
      holds ? this.passed++ : this.failed++
    }
    return result
  }

  /** Prints the sum. @returns the exit code. */
  close(): number {
    console.log(
      `\n${this.passed} checks passed, ${this.failed} failed (${this.seconds()} s)`
    )
    return this.failed ? 1 : 0
  }

  private seconds(): number {
    return Math.round((Date.now() - this.started) / 1000)
  }
}

/** What a scenario checks, one line for each. */
export class Scenario {
  readonly checks: { holds: boolean; line: string }[] = []

  /** Notes a check with what was seen. */
  check(what: string, holds: boolean, evidence: unknown = ""): void {
    const seen =
      typeof evidence === "string" ? evidence : JSON.stringify(evidence)
    this.checks.push({ holds, line: what + (seen && `: ${seen}`) })
  }

  /** A check that a list of what is wrong is empty. */
  none(what: string, wrong: readonly unknown[], evidence?: unknown): void {
    this.check(what, !wrong.length, wrong.length ? wrong : evidence)
  }

  placed(what: string, answers: Answer[]): void {
    this.none(
      what,
      answers.filter(({ kind }) => kind !== "placed")
    )
  }

  /**
   * Holds purchases against the promises.
   * @param redeemed how many of them Engage has to have redeemed.
   */
  async promises(
    scene: Pick<Scene, "ledger" | "engage">,
    purchases: Purchase[],
    redeemed?: number
  ): Promise<Judgement> {
    const judged = await judge(scene, purchases)
    const { violations, ...figures } = judged
    this.none("the promises hold", violations, figures)
    if (redeemed !== undefined) {
      this.check(
        "redeemed, each once",
        figures.redeemed === redeemed && figures.redeemedTwice === 0,
        `${figures.redeemed} of ${redeemed}, twice ${figures.redeemedTwice}`
      )
    }
    return judged
  }
}
