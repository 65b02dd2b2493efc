import { BriefWait, FAILURE_SECONDS } from "./brief-wait"
import type { EngagePromotion, PromotionsResult } from "./engage/types"

/** How long a list of offers serves one visit at most, in seconds. */
export const LIST_SECONDS = 30

/** Most contacts kept; lists that were asked for longest ago are dropped first. */
const MOST_LISTS = 1_000

/** A longer list is rare, and not worth the memory. */
const LONGEST_LIST = 200

type Ask = () => Promise<PromotionsResult>

/**
 * Engage's recent lists of contacts, in this process: the pages of one visit ask
 * for the same list again and again, and a page that opens may ask several times
 * at once. In memory on purpose, as offers are personal and not ours to store.
 */
export class RecentLists {
  private readonly lists = new Map<
    string,
    { promotions: EngagePromotion[]; expiresAt: number }
  >()
  /** The latest call under way for a contact. */
  private readonly calls = new Map<string, Promise<PromotionsResult>>()
  private readonly waits: BriefWait<PromotionsResult>

  /** @param seconds 0: nothing is remembered, and calls are shared all the same. */
  constructor(private readonly seconds: number) {
    this.waits = new BriefWait(Math.min(FAILURE_SECONDS, seconds))
  }

  /**
   * A recent list, else the answer to the call under way, else the answer to a new
   * call. A call that failed a moment ago is not made again.
   *
   * @param waitMs how long to wait for the answer, in milliseconds; null: to the
   * end of the call.
   * @param anew staff ask: a recent list will not do.
   */
  async read(
    contactId: string,
    ask: Ask,
    waitMs: number | null = null,
    { anew = false }: { anew?: boolean } = {}
  ): Promise<PromotionsResult> {
    const list = this.lists.get(contactId)
    return !anew && list && list.expiresAt > Date.now()
      ? { kind: "ok", promotions: list.promotions }
      : this.waits.answer(
          contactId,
          waitMs,
          () => this.calls.get(contactId) ?? this.ask(contactId, ask)
        )
  }

  /** Asks anew, and remembers the answer. */
  async ask(contactId: string, ask: Ask): Promise<PromotionsResult> {
    const call = ask()
    // An older answer must not overwrite a later call's, nor come back after
    // `forget`.
    const isLatest = () => this.calls.get(contactId) === call
    this.calls.set(contactId, call)
    try {
      const answer = await call
      if (isLatest()) {
        this.keep(contactId, answer)
      }
      if (answer.kind === "ok") {
        this.waits.forget(contactId)
      }
      return answer
    } finally {
      if (isLatest()) {
        this.calls.delete(contactId)
      }
    }
  }

  /** To be called after a call of ours changed the contact's offers in Engage. */
  forget(contactId: string | null | undefined): void {
    if (contactId) {
      this.lists.delete(contactId)
      this.calls.delete(contactId)
    }
  }

  private keep(contactId: string, answer: PromotionsResult): void {
    this.lists.delete(contactId)
    if (
      answer.kind !== "ok" ||
      this.seconds === 0 ||
      answer.promotions.length > LONGEST_LIST
    ) {
      return
    }
    this.lists.set(contactId, {
      promotions: answer.promotions,
      expiresAt: Date.now() + this.seconds * 1000,
    })
    if (this.lists.size > MOST_LISTS) {
      const [oldest] = this.lists.keys()
      this.lists.delete(oldest as string)
    }
  }
}
