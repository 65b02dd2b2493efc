/** What happened to the money of one payment session. */
export type BookEntry = {
  /** The provider's own id of the payment. */
  payment: string
  what: "authorized" | "captured" | "canceled" | "refunded" | "deleted"
  /** In major units; by default all that the payment was started with. */
  amount?: number
}

/** A payment as it was started: how much, and what for if the shopper said. */
type OpenedPayment = { amount: number; purchase: unknown }

const entries: BookEntry[] = []
const payments = new Map<string, OpenedPayment>()

/** What the tests' payment provider did, as a bank would remember it. */
export const book = {
  /** @param purchase what the shopper pays for, to find the payment by. */
  open(payment: string, amount: number, purchase: unknown): void {
    payments.set(payment, { amount, purchase })
  },
  add(entry: BookEntry): void {
    entries.push(entry)
  },
  clear(): void {
    entries.length = 0
    payments.clear()
  },
  /** What happened, in order. */
  all(): BookEntry["what"][] {
    return entries.map(({ what }) => what)
  },
  /** Whether a payment was called off: it cannot be authorised any more. */
  isDeleted(payment: string): boolean {
    return entries.some(
      (entry) => entry.payment === payment && entry.what === "deleted"
    )
  },
  /** What happened to the payments of one purchase, with all amounts. */
  of(purchase: string): Required<BookEntry>[] {
    return entries.flatMap((entry) => {
      const opened = payments.get(entry.payment)
      return opened?.purchase === purchase
        ? [{ amount: opened.amount, ...entry }]
        : []
    })
  },
  /**
   * What the shop has of a shopper's money for a purchase: authorised and not
   * released, or captured and not refunded.
   */
  held(purchase: string): number {
    const reserved = new Map<string, number>()
    let taken = 0
    for (const { payment, what, amount } of book.of(purchase)) {
      if (what === "refunded") {
        taken -= amount
        continue
      }
      taken += what === "captured" ? amount : 0
      reserved.set(payment, what === "authorized" ? amount : 0)
    }
    return [...reserved.values()].reduce((sum, amount) => sum + amount, taken)
  },
}
