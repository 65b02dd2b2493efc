import { useQuery, type UseQueryOptions } from "@tanstack/react-query"

import { isForbidden, isNotFound, isUnavailable } from "../../lib/failure"
import { sdk } from "../../lib/sdk"

/**
 * Reads a route of the shop, anew each time a screen opens unless `staleTime` is
 * given. A failed request is repeated once, if its answer may change by itself.
 */
export function useGet<Answer, Data = Answer>(
  path: string,
  {
    query,
    ...options
  }: Omit<UseQueryOptions<Answer, Error, Data>, "queryFn"> & {
    query?: Record<string, unknown>
  }
) {
  return useQuery({
    queryFn: () => sdk.client.fetch<Answer>(path, { query }),
    staleTime: 0,
    retry: (failures, error) =>
      failures < 1 &&
      !isForbidden(error) &&
      !isNotFound(error) &&
      !isUnavailable(error),
    ...options,
  })
}
