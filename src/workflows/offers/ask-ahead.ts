import { setImmediate as nextMoment } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import { LIST_TIMEOUT_MS } from "./contact"

/**
 * Asks Engage for the list of a customer's last known contact, and waits until the
 * request has left, not for the answer. A list that is shown to the customer
 * afterwards uses the same call.
 *
 * @returns how long a page waits for Engage, in milliseconds.
 */
export async function askAheadFor(
  container: MedusaContainer,
  customer_id: string | null
): Promise<{ listWaitMs: number }> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const { listWaitMs } = await service.getOptions()
  service.engage.askAhead(customer_id, {
    timeoutMs: LIST_TIMEOUT_MS,
    shown_within_ms: listWaitMs,
  })
  // On a kept connection, undici sends a request only at the event loop's next turn,
  // and the page's own work would come first.
  await nextMoment()
  return { listWaitMs }
}
