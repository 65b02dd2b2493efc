import { health, list, summary } from "./answers"
import type { Office } from "./office"
import type { Operator, Setup } from "./operator"

/** The page of all redemptions. */
export const PAGE = "/promotion-redemptions"

/** What it asks for. */
export const LIST = "GET /admin/promotion-redemptions"
export const SUMMARY = `${LIST}/summary`
export const HEALTH = `${LIST}/health`
export const CHECK = `${LIST}/check`
export const BATCH = "POST /admin/promotion-redemptions/batch"

/** An operator before a page on which all is well. */
export async function seated(office: Office, setup?: Setup): Promise<Operator> {
  const operator = await office.operator(setup)
  operator.answer(LIST, { json: list() })
  operator.answer(SUMMARY, { json: summary() })
  operator.answer(HEALTH, { json: health() })
  operator.answer("GET /admin/managed-promotions", {
    json: {
      managed_promotions: [
        {
          promotion_id: "promo_02",
          promotion: { id: "promo_02", code: "WELCOME-300", status: "active" },
        },
      ],
      count: 1,
      limit: 5,
      offset: 0,
    },
  })
  return operator
}

/** The queries of a call's requests, the newest last. */
export function queriesOf(
  { requests }: Operator,
  call: string
): URLSearchParams[] {
  return requests
    .filter(({ line }) => line === call || line.startsWith(`${call}?`))
    .map(({ line }) => new URLSearchParams(line.split("?")[1]))
}

/** What the list was last asked for. */
export function lastQuery(operator: Operator): URLSearchParams {
  return queriesOf(operator, LIST).pop() ?? new URLSearchParams()
}

/** What is in the page's address. */
export function addressOf({ page }: Operator): URLSearchParams {
  return new URL(page.url()).searchParams
}

/** Unfolds the counts and the chart. */
export function openOverview(operator: Operator): Promise<void> {
  return operator.press("Counts and chart")
}
