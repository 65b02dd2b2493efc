import {
  keepPreviousData,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query"

import {
  MAX_BATCH,
  type AdminBatchPromotionRedemptions,
  type AdminBatchPromotionRedemptionsResponse,
  type AdminBatchResult,
  type AdminNotePromotionRedemption,
  type AdminTakePromotionRedemption,
} from "../../../types/admin-http"
import type {
  AdminPromotionRedemptionDetail,
  AdminPromotionRedemptionListParams,
  AdminPromotionRedemptionListResponse,
  AdminPromotionRedemptionResponse,
  AdminPromotionRedemptionSummaryParams,
  AdminPromotionRedemptionSummaryResponse,
  AdminPromotionRefusalListParams,
  AdminPromotionRefusalListResponse,
  AdminReassignPromotionRedemption,
  AdminResolvePromotionRedemption,
} from "../../../types/admin-http"
import type { RedemptionStatus } from "../../../types/promotion-redemption"
import { post } from "../../lib/sdk"
import { useGet } from "./get"
import { KEYS } from "./keys"
import type { Told } from "./told"

const PATH = "/admin/promotion-redemptions"

/** How often to refetch a redemption that changes by itself. */
const REFRESH_MS = 5_000

const CHANGES_BY_ITSELF: RedemptionStatus[] = [
  "claimed",
  "redeeming",
  "pending",
]

/** A page of redemptions. The previous page stays until the next page is loaded. */
export function useRedemptions(query: AdminPromotionRedemptionListParams) {
  return useGet<AdminPromotionRedemptionListResponse>(PATH, {
    queryKey: KEYS.list(query),
    query,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: true,
  })
}

/** More redemptions than any order has. */
const MOST_OF_AN_ORDER = 50

/**
 * How often to refetch an order's redemptions while one of them changes by itself.
 */
const REFRESH_ORDER_MS = 2_000

/** An order, as Medusa passes orders to a widget. */
export type WidgetOrder = {
  id: string
  status?: string
  version?: number
  updated_at?: string | Date
}

/**
 * An order's redemptions, including offers tried on the order's cart. Refetched when
 * the order changes on the page, for example after a cancellation or return, and
 * then until the plugin has received the change too.
 */
export function useRedemptionsOfOrder(order: WidgetOrder) {
  const as_of = [order.status, order.version, String(order.updated_at)].join()
  return useGet<AdminPromotionRedemptionListResponse>(PATH, {
    queryKey: [...KEYS.list({ of_order: order.id }), as_of],
    query: { of_order: order.id, limit: MOST_OF_AN_ORDER },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.promotion_redemptions.some(
        (redemption) =>
          CHANGES_BY_ITSELF.includes(redemption.status) ||
          redemption.reassign_status === "sending" ||
          // The order is cancelled, but the plugin has not received the event yet.
          (redemption.order?.status === "canceled" &&
            redemption.order_outcome !== "canceled")
      )
        ? REFRESH_ORDER_MS
        : false,
  })
}

/** Offers that were refused in the last days when customers applied them. */
export function useRefusals(query: AdminPromotionRefusalListParams) {
  return useGet<AdminPromotionRefusalListResponse>(`${PATH}/refusals`, {
    queryKey: KEYS.refusals(query),
    query,
  })
}

/** A redemption, refetched while it changes by itself. */
export function useRedemption(id: string) {
  return useGet(`${PATH}/${encodeURIComponent(id)}`, {
    queryKey: KEYS.detail(id),
    select: ({ promotion_redemption }: AdminPromotionRedemptionResponse) =>
      promotion_redemption,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state: { data } }) =>
      data && CHANGES_BY_ITSELF.includes(data.promotion_redemption.status)
        ? REFRESH_MS
        : false,
  })
}

/** Counts by status, and how many redemptions came to each state on each day. */
export function useSummary(query: AdminPromotionRedemptionSummaryParams) {
  return useGet(`${PATH}/summary`, {
    queryKey: KEYS.summary(query),
    query,
    select: ({ summary }: AdminPromotionRedemptionSummaryResponse) => summary,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: true,
  })
}

/** The bodies of an operator's actions on a redemption. */
type Actions = {
  /** Asks Engage now, without waiting for the job. */
  retry: Record<string, never>
  /** Resolves a redemption that waits for a decision. */
  resolve: AdminResolvePromotionRedemption
  /** Gives the offer back to the customer. */
  reassign: AdminReassignPromotionRedemption
  /** Adds a note for other operators. */
  note: AdminNotePromotionRedemption
  /** Records that the user works on the redemption, or no longer does. */
  take: AdminTakePromotionRedemption
  leave: Record<string, never>
}

/**
 * An operator's action on a redemption. After success and failure alike, every
 * screen loads the present state, because another operator may have been faster.
 * @param told - see {@link Told}
 */
export function useAction<Action extends keyof Actions>(
  id: string,
  action: Action,
  told: Told<AdminPromotionRedemptionDetail> = {}
) {
  const client = useQueryClient()
  return useMutation({
    ...told,
    mutationFn: async (body: Actions[Action]) => {
      const { promotion_redemption } =
        await post<AdminPromotionRedemptionResponse>(
          `${PATH}/${encodeURIComponent(id)}/${action}`,
          body
        )
      return promotion_redemption
    },
    onSettled: () => client.invalidateQueries({ queryKey: KEYS.all }),
  })
}

/** An action on several redemptions. */
type BatchAction =
  | { action: "retry" }
  | ({ action: "resolve" } & AdminResolvePromotionRedemption)

/**
 * Acts on any number of redemptions, in as many requests as needed: redemptions that
 * a request had no time for go into the next request.
 * @param told - see {@link Told}
 */
export function useBatch(told: Told<AdminBatchResult[]> = {}) {
  const client = useQueryClient()
  return useMutation({
    ...told,
    mutationFn: async ({ ids, ...action }: { ids: string[] } & BatchAction) => {
      const results: AdminBatchResult[] = []
      let left = ids
      while (left.length) {
        const body: AdminBatchPromotionRedemptions = {
          ...action,
          ids: left.slice(0, MAX_BATCH),
        }
        const answer = await post<AdminBatchPromotionRedemptionsResponse>(
          `${PATH}/batch`,
          body
        )
        const tried = answer.results.filter(
          ({ outcome }) => outcome !== "not_tried"
        )
        results.push(...tried)
        const done = new Set(tried.map(({ id }) => id))
        left = left.filter((id) => !done.has(id))
        if (!done.size) {
          break
        }
      }
      return results
    },
    onSettled: () => client.invalidateQueries({ queryKey: KEYS.all }),
  })
}
