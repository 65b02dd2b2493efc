/** A promise of the design that did not hold. */
export class BrokenPromise extends Error {
  constructor(promise: number, what: string, seen: unknown = null) {
    const details = seen === null ? "" : `\n${JSON.stringify(seen, null, 2)}`
    super(`Promise ${promise} is broken: ${what}${details}`)
    this.name = "BrokenPromise"
  }
}

/** @throws BrokenPromise unless the promise of this number holds. */
export function requirePromise(
  promise: 1 | 2 | 3 | 4 | 5,
  holds: unknown,
  what: string,
  seen?: unknown
): asserts holds {
  if (!holds) {
    throw new BrokenPromise(promise, what, seen)
  }
}
