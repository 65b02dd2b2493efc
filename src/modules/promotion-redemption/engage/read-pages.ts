import { interpretListAnswer } from "./answers"
import type { PageOf } from "./endpoints"
import { MAX_PROMOTIONS } from "./parse-promotions"
import type { EngageAnswer, EngagePromotion, PromotionsResult } from "./types"

/** A contact's list is not read on after so many pages. */
const MAX_PAGES = 100

/** One page of a list, to be asked for. */
export type PageRequest = {
  /** Left out for the first: its address is the documented one. */
  page?: PageOf
  timeoutMs: number
  maxBodyBytes: number
}

/** The pages do not fit together: the list changed while it was read. */
const CHANGED: PromotionsResult = {
  kind: "unavailable",
  httpStatus: 200,
  retryAfterMs: null,
}

/** The pages can never be a whole list: somebody has to look. */
const NO_LIST: PromotionsResult = { kind: "misconfigured", httpStatus: 200 }

/**
 * Reads a contact's list to its end, one page after the other, within one time
 * and one size for all of them. A list is whole, or there is none: a caller that
 * finds an assignment absent concludes that it was redeemed, taken away, or is
 * new. So a page that fails, is repeated, or contradicts another ends in no list.
 */
export async function readPages(
  ask: (request: PageRequest) => Promise<EngageAnswer>,
  limits: { timeoutMs: number; maxBodyBytes: number }
): Promise<PromotionsResult> {
  const deadline = performance.now() + limits.timeoutMs
  const promotions: EngagePromotion[] = []
  const ids = new Set<string>()
  let maxBodyBytes = limits.maxBodyBytes
  let timeoutMs = limits.timeoutMs
  let total: number | null = null
  let elements = 0
  let count = 0

  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = pages ? { offset: elements, count } : undefined
    const answer = await ask({ page, timeoutMs, maxBodyBytes })
    const read = interpretListAnswer(answer)
    if (read.kind !== "page") {
      return read
    }
    const given = read.page
    if (given.total === null) {
      // A bare array is all there is. In the place of a page it is nothing.
      return pages ? NO_LIST : { kind: "ok", promotions: given.promotions }
    }
    if (pages && given.total !== total) {
      return CHANGED
    }
    const known = given.promotions.filter(({ id }) => pages && ids.has(id))
    if (known.length) {
      // All of it again: this server does not know our parameters.
      return known.length === given.promotions.length ? NO_LIST : CHANGED
    }
    given.promotions.forEach((promotion) => ids.add(promotion.id))
    promotions.push(...given.promotions)
    elements += given.elements
    total = given.total
    count ||= given.elements

    if (elements === total) {
      return { kind: "ok", promotions }
    }
    if (
      !given.elements ||
      elements > total ||
      promotions.length > MAX_PROMOTIONS
    ) {
      return NO_LIST
    }
    maxBodyBytes -= answer.kind === "response" ? sizeOf(answer.body) : 0
    timeoutMs = deadline - performance.now()
    if (timeoutMs <= 0) {
      return CHANGED
    }
  }
  return NO_LIST
}

const sizeOf = (body: string) => Buffer.byteLength(body)
