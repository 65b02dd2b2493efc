import type { AdminEngageDraft } from "../../../types/admin-http"
import type { EngagePromotionDraftDTO } from "../../../types/promotion-redemption"

/** A draft as the admin API shows it. */
export function toAdminDraft(draft: EngagePromotionDraftDTO): AdminEngageDraft {
  return {
    id: draft.id,
    status: draft.status,
    engage_promotion_id: draft.engage_promotion_id,
    name: draft.name,
    http_status: draft.http_status,
    created_by: draft.created_by,
    // A workflow returns times as text, whatever the type says.
    created_at: new Date(draft.created_at).toISOString(),
  }
}
