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

/** How often a redemption that changes by itself is looked at again. */
const REFRESH_MS = 5_000

const CHANGES_BY_ITSELF: RedemptionStatus[] = [
  "claimed",
  "redeeming",
  "pending",
]

/** A page of redemptions. The one before stays until the next is there. */
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

/** More than any order has. */
const MOST_OF_AN_ORDER = 50

/** How often the order's box is looked at while something of it changes by itself. */
const REFRESH_ORDER_MS = 2_000

/** An order as Medusa gives it to a widget. */
export type WidgetOrder = {
  id: string
  status?: string
  version?: number
  updated_at?: string | Date
}

/**
 * What an order got, and what was tried on its cart. Asked anew when Medusa shows
 * the order anew, as after a cancellation or a return, and then until the shop has
 * heard of that too.
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
          // The order is cancelled, and its event has not come yet.
          (redemption.order?.status === "canceled" &&
            redemption.order_outcome !== "canceled")
      )
        ? REFRESH_ORDER_MS
        : false,
  })
}

/** What was refused in the last days when it was applied. */
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

/** One redemption, kept up to date while it waits. */
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

/** Counts by status, and what came to each on every day of a period. */
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
 * An operator's action on a redemption. Whether it worked or not, every screen
 * shows afterwards how things stand: somebody else may have been quicker.
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

/** Asks Engage now, without waiting for the next turn. */
export function useRetry(id: string) {
  return useAction<Record<string, never>>(id, "retry")
}

/** Closes a redemption that waits for a decision. */
export function useResolve(id: string) {
  return useAction<AdminResolvePromotionRedemption>(id, "resolve")
}

/** Gives the customer the promotion once more. */
export function useGiveBack(id: string) {
  return useAction<AdminReassignPromotionRedemption>(id, "reassign")
}

/** Adds a note for the others. */
export function useNote(id: string) {
  return useAction<AdminNotePromotionRedemption>(id, "note")
}

/** Says that the user is on it. */
export function useTake(id: string) {
  return useAction<AdminTakePromotionRedemption>(id, "take")
}

/** Says that the user is not on it any more. */
export function useLeave(id: string) {
  return useAction<Record<string, never>>(id, "leave")
}

/** What is done with several redemptions. */
export type BatchAction =
  | { action: "retry" }
  | ({ action: "resolve" } & AdminResolvePromotionRedemption)

/**
 * Acts on any number of redemptions, in as many requests as it takes: what one
 * request had no time for, the next one goes on with.
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
