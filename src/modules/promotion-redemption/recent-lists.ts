import type { EngagePromotion } from "./engage/types"

/** How long a list of offers serves one visit at most, in seconds. */
export const LIST_SECONDS = 30

/** Contacts kept at most; the ones asked for longest ago go first. */
const MOST_LISTS = 1_000

/** A longer list is nobody's everyday one, and not worth the memory. */
const LONGEST_LIST = 200

/**
 * What Engage listed for a contact a moment ago, in this process: the pages of one
 * visit ask for the same list again and again. In memory on purpose, as offers are
 * personal and not ours to store.
 */
export class RecentLists {
  private readonly lists = new Map<
    string,
    { promotions: EngagePromotion[]; expiresAt: number }
  >()

  /** @param seconds 0: nothing is remembered. */
  constructor(private readonly seconds: number) {}

  /** The list; undefined when Engage has to be asked. */
  get(contactId: string): EngagePromotion[] | undefined {
    const list = this.lists.get(contactId)
    return list && list.expiresAt > Date.now() ? list.promotions : undefined
  }

  set(contactId: string, promotions: EngagePromotion[]): void {
    this.lists.delete(contactId)
    if (this.seconds === 0 || promotions.length > LONGEST_LIST) {
      return
    }
    this.lists.set(contactId, {
      promotions,
      expiresAt: Date.now() + this.seconds * 1000,
    })
    if (this.lists.size > MOST_LISTS) {
      const [oldest] = this.lists.keys()
      this.lists.delete(oldest as string)
    }
  }

  /** To be called when something has changed in Engage by our own doing. */
  forget(contactId: string | null | undefined): void {
    if (contactId) {
      this.lists.delete(contactId)
    }
  }
}
