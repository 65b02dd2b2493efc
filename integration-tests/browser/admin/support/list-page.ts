import type { AdminPromotionRedemptionDetail } from "../../../../src/types"
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
export const MANAGED = "GET /admin/managed-promotions"
export const BATCH = "POST /admin/promotion-redemptions/batch"

/** An operator before a page on which all is well. */
export async function seated(office: Office, setup?: Setup): Promise<Operator> {
  const operator = await office.operator(setup)
  operator.answer(LIST, list())
  operator.answer(SUMMARY, summary())
  operator.answer(HEALTH, health())
  operator.answer(MANAGED, managed({ id: "promo_02", code: "WELCOME-300" }))
  return operator
}

/** The list of managed promotions, with one of them. */
export function managed(promotion: { id: string; code: string }) {
  const managed_promotions = [{ promotion_id: promotion.id, promotion }]
  return { managed_promotions, count: 1, limit: 20, offset: 0 }
}

/** Answers with a redemption: when its page asks for it, or another call. */
export function show(
  operator: Operator,
  row: AdminPromotionRedemptionDetail,
  call = `${LIST}/${row.id}`
): void {
  operator.answer(call, { promotion_redemption: row })
}

/** What a button of a redemption sends. */
export function callOf({ id }: AdminPromotionRedemptionDetail, action: string) {
  return `POST /admin/promotion-redemptions/${id}/${action}`
}

/** The queries of a call's requests, the newest last. */
export function queriesOf({ requests }: Operator, call: string) {
  return requests
    .filter(({ line }) => line === call || line.startsWith(`${call}?`))
    .map(({ line }) => new URLSearchParams(line.split("?")[1]))
}

export function lastQuery(operator: Operator): URLSearchParams {
  return queriesOf(operator, LIST).pop() ?? new URLSearchParams()
}

export function addressOf({ page }: Operator): URLSearchParams {
  return new URL(page.url()).searchParams
}

/** Unfolds the counts and the chart. */
export function openOverview(operator: Operator): Promise<void> {
  return operator.press("Counts and chart")
}
