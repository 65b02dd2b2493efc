import { takeRedemptionWorkflow } from "../../../../../workflows/operator/staff"
import { actionRoute } from "../../act"

/** Records that the caller no longer works on the redemption. */
export const POST = actionRoute((container, input) =>
  takeRedemptionWorkflow(container).run({ input: { ...input, on_it: false } })
)
