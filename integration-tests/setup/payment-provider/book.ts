/** What happened to the money of one payment session. */
export type BookEntry = {
  /** The provider's own id of the payment. */
  payment: string
  what: "authorized" | "captured" | "canceled" | "refunded" | "deleted"
}

const entries: BookEntry[] = []

/** What the tests' payment provider did, as a bank would remember it. */
export const book = {
  add(entry: BookEntry): void {
    entries.push(entry)
  },
  clear(): void {
    entries.length = 0
  },
  /** What happened, in order. */
  all(): BookEntry["what"][] {
    return entries.map(({ what }) => what)
  },
}
