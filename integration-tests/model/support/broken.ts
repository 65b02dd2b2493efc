/** A promise of the design that did not hold. */
export class BrokenPromise extends Error {
  constructor(promise: 1 | 2 | 3 | 4 | 5, what: string, seen: unknown = null) {
    const details = seen === null ? "" : `\n${JSON.stringify(seen, null, 2)}`
    super(`Promise ${promise} is broken: ${what}${details}`)
    this.name = "BrokenPromise"
  }
}
