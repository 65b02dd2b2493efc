import { retryRedemptionWorkflow } from "../../../../../workflows/operator/retry-redemption"
import { actionRoute } from "../../act"

/** Tries a `pending` or `attention` redemption now. */
export const POST = actionRoute((container, input) =>
  retryRedemptionWorkflow(container).run({ input })
)
