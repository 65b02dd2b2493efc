/** What was looked at, and what of it was not as it has to be. */
export class Checks {
  private passed = 0
  failed = 0

  /** Prints one finding, with its evidence when it is not as it has to be. */
  expect(what: string, holds: boolean, evidence: unknown = null): void {
    if (holds) {
      this.passed++
      console.log(`  ok      ${what}`)
      return
    }
    this.failed++
    console.log(`  FAILED  ${what}`)
    if (evidence !== null) {
      console.log(`          ${JSON.stringify(evidence)}`)
    }
  }

  /** The one line that counts. */
  print(): void {
    console.log(`\n${this.passed} passed, ${this.failed} failed`)
  }
}
