/** An event of one payment session's money. */
export type BookEntry = {
  /** The provider's own id of the payment. */
  payment: string
  what: "authorized" | "captured" | "canceled" | "refunded" | "deleted"
  /** In major units; by default the payment's initial amount. */
  amount?: number
}

/** A payment at its start: the amount, and the purchase if the shopper named one. */
type OpenedPayment = { amount: number; purchase: unknown }

const entries: BookEntry[] = []
const payments = new Map<string, OpenedPayment>()

/** The actions of the tests' payment provider, as a bank would record them. */
export const book = {
  /** @param purchase the shopper's purchase, for finding the payment. */
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
  /** All events, in order. */
  all(): BookEntry["what"][] {
    return entries.map(({ what }) => what)
  },
  /**
   * Whether a payment was deleted: the provider can no longer authorise the payment.
   */
  isDeleted(payment: string): boolean {
    return entries.some(
      (entry) => entry.payment === payment && entry.what === "deleted"
    )
  },
  /** All events of a purchase's payments, with amounts. */
  of(purchase: string): Required<BookEntry>[] {
    return entries.flatMap((entry) => {
      const opened = payments.get(entry.payment)
      return opened?.purchase === purchase
        ? [{ amount: opened.amount, ...entry }]
        : []
    })
  },
  /**
   * How much of the shopper's money the shop has for a purchase: authorised and not
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
