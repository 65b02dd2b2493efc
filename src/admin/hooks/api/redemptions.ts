import {
  keepPreviousData,
  useMutation,
  useQuery,
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
import { isForbidden, isNotFound } from "../../lib/failure"
import { post } from "../../lib/post"
import { sdk } from "../../lib/sdk"
import { KEYS } from "./keys"

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
  return useQuery({
    queryKey: KEYS.list(query),
    queryFn: () =>
      sdk.client.fetch<AdminPromotionRedemptionListResponse>(PATH, { query }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchOnWindowFocus: true,
    retry: (failures, error) => failures < 1 && !isForbidden(error),
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
  return useQuery({
    queryKey: [...KEYS.list({ of_order: order.id }), as_of],
    queryFn: () =>
      sdk.client.fetch<AdminPromotionRedemptionListResponse>(PATH, {
        query: { of_order: order.id, limit: MOST_OF_AN_ORDER },
      }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: (failures, error) => failures < 1 && !isForbidden(error),
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
  return useQuery({
    queryKey: KEYS.refusals(query),
    queryFn: () =>
      sdk.client.fetch<AdminPromotionRefusalListResponse>(`${PATH}/refusals`, {
        query,
      }),
    staleTime: 0,
    retry: (failures, error) => failures < 1 && !isForbidden(error),
  })
}

/** A redemption, refetched while it changes by itself. */
export function useRedemption(id: string) {
  return useQuery({
    queryKey: KEYS.detail(id),
    queryFn: async () => {
      const { promotion_redemption } =
        await sdk.client.fetch<AdminPromotionRedemptionResponse>(
          `${PATH}/${encodeURIComponent(id)}`
        )
      return promotion_redemption
    },
    staleTime: 0,
    refetchOnWindowFocus: true,
    retry: (failures, error) =>
      failures < 1 && !isNotFound(error) && !isForbidden(error),
    refetchInterval: ({ state }) =>
      state.data && CHANGES_BY_ITSELF.includes(state.data.status)
        ? REFRESH_MS
        : false,
  })
}

/** Counts by status, and how many redemptions came to each state on each day. */
export function useSummary(
  query: AdminPromotionRedemptionSummaryParams,
  isWanted: boolean
) {
  return useQuery({
    enabled: isWanted,
    refetchOnWindowFocus: true,
    queryKey: KEYS.summary(query),
    queryFn: async () => {
      const { summary } =
        await sdk.client.fetch<AdminPromotionRedemptionSummaryResponse>(
          `${PATH}/summary`,
          { query }
        )
      return summary
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

/**
 * An operator's action on a redemption. After success and failure alike, every
 * screen loads the present state, because another operator may have been faster.
 */
function useAction<TBody extends object>(id: string, action: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: TBody) => {
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

/** Asks Engage now, without waiting for the job. */
export function useRetry(id: string) {
  return useAction<Record<string, never>>(id, "retry")
}

/** Resolves a redemption that waits for a decision. */
export function useResolve(id: string) {
  return useAction<AdminResolvePromotionRedemption>(id, "resolve")
}

/** Gives the offer back to the customer. */
export function useGiveBack(id: string) {
  return useAction<AdminReassignPromotionRedemption>(id, "reassign")
}

/** Adds a note for other operators. */
export function useNote(id: string) {
  return useAction<AdminNotePromotionRedemption>(id, "note")
}

/** Records that the user works on the redemption. */
export function useTake(id: string) {
  return useAction<AdminTakePromotionRedemption>(id, "take")
}

/** Records that the user no longer works on the redemption. */
export function useLeave(id: string) {
  return useAction<Record<string, never>>(id, "leave")
}

/** An action on several redemptions. */
export type BatchAction =
  | { action: "retry" }
  | ({ action: "resolve" } & AdminResolvePromotionRedemption)

/**
 * Acts on any number of redemptions, in as many requests as needed: redemptions that
 * a request had no time for go into the next request.
 */
export function useBatch() {
  const client = useQueryClient()
  return useMutation({
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
