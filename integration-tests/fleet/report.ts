/** The sum of what all scenarios of a suite came to. */
export class Report {
  private readonly started = Date.now()
  private passed = 0
  private failed = 0

  /** Plays a scenario and prints it as one, as others are played beside it. */
  async play(
    name: string,
    play: (scenario: Scenario) => Promise<void>
  ): Promise<void> {
    const at = this.seconds()
    const scenario = new Scenario()
    try {
      await play(scenario)
    } catch (error) {
      const why =
        error instanceof Error ? (error.stack ?? error.message) : error
      scenario.check("is played to its end", false, why)
    }
    console.log(`\n${name} (seconds ${at} to ${this.seconds()})`)
    for (const { holds, line } of scenario.checks) {
      console.log(`  ${holds ? "ok    " : "FAILED"}  ${line}`)
      holds ? this.passed++ : this.failed++
    }
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
}
