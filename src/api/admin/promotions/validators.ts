import { z } from "@medusajs/framework/zod"

import { VALIDITY_UNITS } from "../../../modules/promotion-redemption/engage/draft"
import { oneLine } from "../find-params"

/** Body of `POST /admin/promotions/:id/engage`. */
export const AdminUpdatePromotionEngage = z.strictObject({
  /** True: the promotion works only with an assignment. */
  require_assignment: z.boolean(),
})

/** See {@link AdminUpdatePromotionEngage}. */
export type AdminUpdatePromotionEngageType = z.infer<
  typeof AdminUpdatePromotionEngage
>

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: "has to be a day or a time, ISO 8601",
})

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
    /** Default: now. */
    start_date: moment.optional(),
    end_date: moment.optional(),
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
      Date.parse(end_date) >
        (start_date === undefined ? Date.now() : Date.parse(start_date)),
    { path: ["end_date"], error: "has to be after the start" }
  )

/** See {@link AdminCreateEngageDraft}. */
export type AdminCreateEngageDraftType = z.infer<typeof AdminCreateEngageDraft>
