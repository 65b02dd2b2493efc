import type { AdminReassignPromotionRedemption } from "../../../../../types/admin-http"
import { reassignPromotionWorkflow } from "../../../../../workflows/operator/reassign-promotion"
import { answering503 } from "../../../../utils/answering-503"
import { actionRoute } from "../../act"

/** Gives the offer of a cancelled or returned order back to the customer. */
export const POST = answering503(
  actionRoute<AdminReassignPromotionRedemption>(
    (container, { actor_id: actor, ...input }) =>
      reassignPromotionWorkflow(container).run({ input: { ...input, actor } })
  )
)
