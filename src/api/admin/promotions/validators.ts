import { z } from "@medusajs/framework/zod"

import { VALIDITY_UNITS } from "../../../modules/promotion-redemption/engage/draft"
import type { AdminUpdatePromotionEngage as UpdateBody } from "../../../types/admin-http"
import { oneLine } from "../find-params"

/** Body of `POST /admin/promotions/:id/engage`. */
export const AdminUpdatePromotionEngage = z.strictObject({
  require_assignment: z.boolean(),
}) satisfies z.ZodType<UpdateBody>

/** Engage accepts no time of day. */
const day = z.iso.date({ error: "has to be a day, such as 2026-09-01" })

/** Body of `POST /admin/promotions/:id/engage/draft`. */
export const AdminCreateEngageDraft = z
  .strictObject({
    name: oneLine,
    heading: oneLine.nullish(),
    description: z
      .string()
      .max(5000)
      .regex(/^[^\0]*$/, { error: "has to be text" })
      .nullish(),
    link: z
      .url({ protocol: /^https?$/, error: "has to be a web address" })
      .max(2000)
      .nullish(),
    /** Default: today, in the tenant's time zone. */
    start_date: day.optional(),
    /** The last day. */
    end_date: day.optional(),
    assigned_validity: z
      .strictObject({
        unit: z.enum(VALIDITY_UNITS),
        amount: z.number().int().min(1).max(1000),
      })
      .optional(),
    despite_unknown: z.boolean().default(false),
  })
  .refine(
    ({ end_date, assigned_validity }) =>
      (end_date === undefined) !== (assigned_validity === undefined),
    { error: "has to have either end_date or assigned_validity" }
  )
  .refine(
    ({ start_date, end_date }) =>
      end_date === undefined ||
      start_date === undefined ||
      end_date >= start_date,
    { path: ["end_date"], error: "has to be the start or a later day" }
  )

/** See {@link AdminCreateEngageDraft}. */
export type AdminCreateEngageDraftType = z.infer<typeof AdminCreateEngageDraft>
