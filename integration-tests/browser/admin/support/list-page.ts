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
export const EXPORT = `${LIST}/export`
export const BATCH = "POST /admin/promotion-redemptions/batch"
const AWAITING = "GET /admin/managed-promotions"

/** An operator before a page on which all is well. */
export async function seated(office: Office, setup?: Setup): Promise<Operator> {
  const operator = await office.operator(setup)
  await operator.stopTheClock()
  operator.answer(LIST, { json: list() })
  operator.answer(SUMMARY, { json: summary() })
  operator.answer(HEALTH, { json: health() })
  operator.answer(AWAITING, {
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

/** Lines of the requests for the list, newest last. */
export function listRequests({ requests }: Operator): string[] {
  return requests
    .map(({ line }) => line)
    .filter((line) => line.startsWith(`${LIST}?`))
}

/** Lines of the requests for the summary, newest last. */
export function summaryRequests({ requests }: Operator): string[] {
  return requests
    .map(({ line }) => line)
    .filter((line) => line.startsWith(SUMMARY))
}

/** Unfolds the counts and the chart. */
export async function openOverview(
  { page }: Operator,
  name = "Counts and chart"
): Promise<void> {
  await page.getByRole("button", { name }).click()
}
