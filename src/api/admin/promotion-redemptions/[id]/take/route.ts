import type { AdminTakePromotionRedemption } from "../../../../../types/admin-http"
import { takeRedemptionWorkflow } from "../../../../../workflows/operator/staff"
import { actionRoute } from "../../act"

/** Records that the caller works on the redemption. */
export const POST = actionRoute<AdminTakePromotionRedemption>(
  (container, input) =>
    takeRedemptionWorkflow(container).run({ input: { ...input, on_it: true } })
)
