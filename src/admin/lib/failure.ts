import { FetchError } from "@medusajs/js-sdk"

/**
 * What a failed request came to, for the sentence that tells it.
 * `unavailable`: Engage could not be asked. `conflict`: somebody was quicker.
 */
export type Failure = "not_found" | "conflict" | "unavailable" | "other"

/** @param error - what a query or a mutation failed with */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof FetchError)) {
    return "other"
  }
  switch (error.status) {
    case 404:
      return "not_found"
    case 409:
      return "conflict"
    case 503:
      return "unavailable"
    default:
      return "other"
  }
}
