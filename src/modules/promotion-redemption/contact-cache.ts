/** Contacts kept at most; the ones looked up longest ago go first. */
const LIMIT = 10_000

/**
 * Remembers which contact an address or a custom key belongs to, in this
 * process. By the key and not by the customer, so that a changed address is
 * looked up anew; only contacts that exist, so that a new one is seen at once.
 */
export class ContactCache {
  private readonly entries = new Map<
    string,
    { contactId: string; expiresAt: number }
  >()

  constructor(private readonly seconds: number) {}

  /** The contact's id; undefined when it has to be looked up. */
  get(key: string): string | undefined {
    const entry = this.entries.get(key)
    return entry && entry.expiresAt > Date.now() ? entry.contactId : undefined
  }

  /** Remembers a contact for as long as the shop allows. */
  set(key: string, contactId: string): void {
    this.entries.delete(key)
    if (this.seconds > 0) {
      this.entries.set(key, {
        contactId,
        expiresAt: Date.now() + this.seconds * 1000,
      })
    }
    if (this.entries.size > LIMIT) {
      const [oldest] = this.entries.keys()
      this.entries.delete(oldest as string)
    }
  }
}
