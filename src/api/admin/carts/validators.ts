import { z } from "@medusajs/framework/zod"
import { createSelectParams } from "@medusajs/medusa/api/utils/validators"

import {
  ONE_LINE,
  assignmentIdSchema,
} from "../../../modules/promotion-redemption/engage/ids"

/** Selects the fields of the cart in the answer. */
export const AdminGetPromotionAssignmentParams = createSelectParams()

/** The assignment, and the code of the Medusa promotion that gives its discount. */
export const AdminCreatePromotionAssignment = z.strictObject({
  assignment_id: assignmentIdSchema,
  promotion_code: z.string().regex(ONE_LINE, {
    error: "has to be one line of at most 255 characters",
  }),
})

/** Body of `POST /admin/carts/:id/promotion-assignments`. */
export type AdminCreatePromotionAssignmentType = z.infer<
  typeof AdminCreatePromotionAssignment
>
