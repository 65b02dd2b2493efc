import type { AdminResolvePromotionRedemption } from "../../../../../types/admin-http"
import { resolveRedemptionWorkflow } from "../../../../../workflows/operator/resolve-redemption"
import { actionRoute } from "../../act"

/** Resolves an `attention` redemption as the operator decides. */
export const POST = actionRoute<AdminResolvePromotionRedemption>(
  (container, input) => resolveRedemptionWorkflow(container).run({ input })
)
