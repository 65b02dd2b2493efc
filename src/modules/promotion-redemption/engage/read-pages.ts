import { interpretListAnswer } from "./answers"
import type { PageOf } from "./endpoints"
import { MAX_PROMOTIONS } from "./parse-promotions"
import type { EngageAnswer, EngagePromotion, PromotionsResult } from "./types"

/** Most pages read of a contact's list. */
const MAX_PAGES = 100

/** A request for one page of a list. */
export type PageRequest = {
  /** Left out for the first page: only its address is documented. */
  page?: PageOf
  timeoutMs: number
  maxBodyBytes: number
}

/** The pages do not fit together: the list changed during the reading. */
const CHANGED: PromotionsResult = {
  kind: "unavailable",
  httpStatus: 200,
  retryAfterMs: null,
}

/** The pages can never make a whole list: a person has to act. */
const NO_LIST: PromotionsResult = { kind: "misconfigured", httpStatus: 200 }

type Ask = (request: PageRequest) => Promise<EngageAnswer>

type ListLimits = { timeoutMs: number; maxBodyBytes: number }

/**
 * Reads a contact's list to its end, page by page, within one time limit and one
 * size limit for all pages of a reading. The result is a whole list or none: a caller concludes
 * from a missing assignment that the assignment was redeemed, taken away, or is
 * new. So if a page fails, is repeated, or contradicts another page, the result is
 * no list. A list that changed during the reading, as when Engage assigns a
 * promotion meanwhile, is read once more in the time that is left.
 */
export async function readPages(
  ask: Ask,
  limits: ListLimits
): Promise<PromotionsResult> {
  const deadline = performance.now() + limits.timeoutMs
  const result = await readOnce(ask, limits)
  const timeoutMs = deadline - performance.now()
  return result === CHANGED && timeoutMs > 0
    ? readOnce(ask, { ...limits, timeoutMs })
    : result
}

async function readOnce(
  ask: Ask,
  limits: ListLimits
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
      // A bare array is a whole list. In place of a later page an array is a
      // mistake.
      return pages ? NO_LIST : listOf(given.promotions, given.elements)
    }
    if (pages && given.total !== total) {
      return CHANGED
    }
    const known = given.promotions.filter(({ id }) => pages && ids.has(id))
    if (known.length) {
      // The whole page again: the server does not know our parameters.
      return known.length === given.promotions.length ? NO_LIST : CHANGED
    }
    given.promotions.forEach((promotion) => ids.add(promotion.id))
    promotions.push(...given.promotions)
    elements += given.elements
    total = given.total
    count ||= given.elements

    if (elements === total) {
      return listOf(promotions, elements)
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

/**
 * Elements without a single usable id have another form than Engage's: such a list
 * is not empty, and proves no assignment missing.
 */
function listOf(
  promotions: EngagePromotion[],
  elements: number
): PromotionsResult {
  return elements && !promotions.length ? NO_LIST : { kind: "ok", promotions }
}

const sizeOf = (body: string) => Buffer.byteLength(body)
