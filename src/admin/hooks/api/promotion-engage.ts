import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"

import type {
  AdminCreateEngageDraft,
  AdminEngageDraft,
  AdminEngageDraftResponse,
  AdminPromotionEngage,
  AdminPromotionEngageResponse,
  AdminUpdatePromotionEngage,
} from "../../../types/admin-http"
import { post, sdk } from "../../lib/sdk"
import { KEYS } from "./keys"
import type { Told } from "./told"

function pathOf(promotionId: string): string {
  return `/admin/promotions/${encodeURIComponent(promotionId)}/engage`
}

export async function fetchPromotionEngage(
  promotionId: string
): Promise<AdminPromotionEngage> {
  const { promotion_engage } =
    await sdk.client.fetch<AdminPromotionEngageResponse>(pathOf(promotionId))
  return promotion_engage
}

/** A promotion's settings, limits and drafts for Engage. */
export function usePromotionEngage(promotionId: string) {
  return useQuery({
    queryKey: KEYS.promotion(promotionId),
    queryFn: () => fetchPromotionEngage(promotionId),
    staleTime: 0,
  })
}

/** Sets whether a promotion is only for customers who have an offer. */
export function useUpdatePromotionEngage(
  promotionId: string,
  told: Told<AdminPromotionEngageResponse>
) {
  const client = useQueryClient()
  return useMutation({
    ...told,
    mutationFn: (body: AdminUpdatePromotionEngage) =>
      post<AdminPromotionEngageResponse>(pathOf(promotionId), body),
    onSettled: () => client.invalidateQueries({ queryKey: KEYS.all }),
  })
}

/** Creates a draft in Engage with a promotion's code. */
export function useCreateDraft(
  promotionId: string,
  told: Told<AdminEngageDraft>
) {
  const client = useQueryClient()
  return useMutation({
    ...told,
    mutationFn: async (body: AdminCreateEngageDraft) => {
      const { draft } = await post<AdminEngageDraftResponse>(
        `${pathOf(promotionId)}/draft`,
        body
      )
      return draft
    },
    onSettled: () =>
      client.invalidateQueries({ queryKey: KEYS.promotion(promotionId) }),
  })
}
