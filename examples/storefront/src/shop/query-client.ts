import { QueryClient } from "@tanstack/react-query"

import { statusOf } from "./errors"

const TRIES = 2

/** Asks again when no answer came; an answer, good or bad, is an answer. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) =>
        statusOf(error) === undefined && failures < TRIES,
      retryDelay: 500,
    },
  },
})
