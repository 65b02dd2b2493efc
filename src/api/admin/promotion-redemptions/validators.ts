import { z } from "@medusajs/framework/zod"
import {
  createOperatorMap,
  createSelectParams,
} from "@medusajs/medusa/api/utils/validators"

import { isTimeZone } from "../../../modules/promotion-redemption/options/schema"
import {
  ADMIN_REDEMPTION_ORDERS,
  MAX_BATCH,
  type AdminBatchPromotionRedemptions as BatchBody,
  type AdminEngageCheckParams,
  type AdminNotePromotionRedemption as NoteBody,
  type AdminReassignPromotionRedemption as ReassignBody,
  type AdminResolvePromotionRedemption as ResolveBody,
  type AdminTakePromotionRedemption as TakeBody,
} from "../../../types/admin-http"
import {
  REDEMPTION_RESOLUTIONS,
  REDEMPTION_STATES,
  REDEMPTION_STATUSES,
} from "../../../types/promotion-redemption"
import { isPlainId } from "../../utils/ids"
import {
  count,
  createBoundedFindParams,
  oneLine,
  oneOrMore,
} from "../find-params"

/** A day or a time that Postgres accepts: no offset beyond 14 hours. */
const MOMENT =
  /^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]{5,12}(?:Z|[+-](?:0\d|1[0-4]):?\d{2})?)?$/
const A_MOMENT = { error: "has to be a day or a time, ISO 8601" }

const moment = z
  .string()
  .regex(MOMENT, A_MOMENT)
  .refine(
    (text) => isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)),
    A_MOMENT
  )

/** Only the operators of Medusa that compare times. */
const timeFilter = createOperatorMap(moment)
  .pipe(
    z.union([
      moment,
      z
        .strictObject({
          $gt: moment.optional(),
          $gte: moment.optional(),
          $lt: moment.optional(),
          $lte: moment.optional(),
        })
        .refine((bounds) => Object.keys(bounds).length > 0, {
          error: "has to have $gt, $gte, $lt or $lte",
        }),
    ])
  )
  .optional()

const filters = {
  status: oneOrMore(z.enum(REDEMPTION_STATUSES)),
  reason: oneOrMore(oneLine),
  channel: oneOrMore(oneLine),
  order_id: oneOrMore(oneLine),
  cart_id: oneOrMore(oneLine),
  customer_id: oneOrMore(oneLine),
  promotion_id: oneOrMore(oneLine),
  engage_promotion_id: oneOrMore(oneLine),
  assignment_id: oneOrMore(oneLine),
  state: oneOrMore(z.enum(REDEMPTION_STATES)),
  of_order: oneLine.optional(),
  q: oneLine.optional(),
  created_at: timeFilter,
  status_changed_at: timeFilter,
}

/** Query of `GET /admin/promotion-redemptions`. */
export const AdminGetPromotionRedemptionsParams = createBoundedFindParams(
  ADMIN_REDEMPTION_ORDERS
).extend(filters)

/** See {@link AdminGetPromotionRedemptionsParams}. */
export type AdminGetPromotionRedemptionsParamsType = z.infer<
  typeof AdminGetPromotionRedemptionsParams
>

/** Query of `GET /admin/promotion-redemptions/export`: the list's filters. */
export const AdminExportPromotionRedemptionsParams = z.object(filters)

/** Query of `GET /admin/promotion-redemptions/refusals`. */
export const AdminGetPromotionRefusalsParams = z.strictObject({
  customer_id: oneOrMore(oneLine),
  cart_id: oneOrMore(oneLine),
  of_order: oneLine.optional(),
  limit: count(1, 100, 20),
  offset: count(0, 10_000, 0),
})

/** See {@link AdminGetPromotionRefusalsParams}. */
export type AdminGetPromotionRefusalsParamsType = z.infer<
  typeof AdminGetPromotionRefusalsParams
>

/** Query of `GET /admin/promotion-redemptions/check`. */
export const AdminCheckPromotionRedemptionsParams = z.strictObject({
  customer: oneLine,
}) satisfies z.ZodType<AdminEngageCheckParams>

/** Query of `GET /admin/promotion-redemptions/:id` and of its actions. */
export const AdminGetPromotionRedemptionParams = createSelectParams()

/** Body of `POST /admin/promotion-redemptions/:id/reassign`; may be left out. */
export const AdminReassignPromotionRedemption = z.strictObject({
  despite_partial_return: z.boolean().optional(),
}) satisfies z.ZodType<ReassignBody>

// Notes may have line breaks and tabs. Other control characters are no text, and
// Postgres stores no null byte.
const note = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .regex(/^[^\p{Cc}]*(?:[\n\r\t][^\p{Cc}]*)*$/u, {
    error: "has to be text",
  })

const id = z.string().refine(isPlainId, { error: "has to be an id" })

/** Body of `POST /admin/promotion-redemptions/:id/resolve`. */
export const AdminResolvePromotionRedemption = z.strictObject({
  resolution: z.enum(REDEMPTION_RESOLUTIONS),
  note,
}) satisfies z.ZodType<ResolveBody>

/** Body of `POST /admin/promotion-redemptions/:id/note`. */
export const AdminNotePromotionRedemption = z.strictObject({
  note,
}) satisfies z.ZodType<NoteBody>

/** Body of `POST /admin/promotion-redemptions/:id/take`. */
export const AdminTakePromotionRedemption = z.strictObject({
  instead_of: id.optional(),
}) satisfies z.ZodType<TakeBody>

const ids = z.array(id).min(1).max(MAX_BATCH)

/** Body of `POST /admin/promotion-redemptions/batch`. */
export const AdminBatchPromotionRedemptions = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("retry"), ids }),
  AdminResolvePromotionRedemption.extend({
    action: z.literal("resolve"),
    ids,
  }),
]) satisfies z.ZodType<BatchBody>

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: "has to be a day, YYYY-MM-DD" })
  .refine(isDay, { error: "has to be a day, YYYY-MM-DD" })

/** Query of `GET /admin/promotion-redemptions/summary`. */
export const AdminGetPromotionRedemptionSummaryParams = z.object({
  ...filters,
  from: day.optional(),
  to: day.optional(),
  time_zone: z
    .string()
    .refine(isNameOfTimeZone, {
      error: "has to be a name such as Europe/Stockholm",
    })
    .default("UTC"),
})

/** See {@link AdminGetPromotionRedemptionSummaryParams}. */
export type AdminGetPromotionRedemptionSummaryParamsType = z.infer<
  typeof AdminGetPromotionRedemptionSummaryParams
>

/**
 * Rejects 2026-02-30, which JavaScript reads as a day in March, and the year 0, which
 * Postgres does not have.
 */
function isDay(text: string): boolean {
  const time = new Date(`${text}T00:00:00Z`)
  return (
    !Number.isNaN(time.getTime()) &&
    time.toISOString().startsWith(text) &&
    time.getUTCFullYear() > 0
  )
}

/** Accepts names, not offsets: Postgres reads an offset's sign the opposite way. */
function isNameOfTimeZone(name: string): boolean {
  return /^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/.test(name) && isTimeZone(name)
}
