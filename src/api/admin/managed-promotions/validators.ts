import { z } from "@medusajs/framework/zod"
import { booleanString } from "@medusajs/medusa/api/utils/common-validators/common"

import { MANAGED_PROMOTION_SOURCES } from "../../../types/promotion-redemption"
import { createBoundedFindParams, oneLine, oneOrMore } from "../find-params"

/** Query of `GET /admin/managed-promotions`. */
export const AdminGetManagedPromotionsParams = createBoundedFindParams([
  "created_at",
  "updated_at",
  "decided_at",
]).extend({
  awaiting_decision: booleanString().optional(),
  require_assignment: booleanString().optional(),
  source: oneOrMore(z.enum(MANAGED_PROMOTION_SOURCES)),
  promotion_id: oneOrMore(oneLine),
})
