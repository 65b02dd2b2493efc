import type { AdminNotePromotionRedemption } from "../../../../../types/admin-http"
import { noteRedemptionWorkflow } from "../../../../../workflows/operator/staff"
import { actionRoute } from "../../act"

/** Adds a note for other operators; the redemption itself stays unchanged. */
export const POST = actionRoute<AdminNotePromotionRedemption>(
  (container, input) => noteRedemptionWorkflow(container).run({ input })
)
