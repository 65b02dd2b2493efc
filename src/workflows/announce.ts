import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep } from "@medusajs/framework/workflows-sdk"

import { LEDGER_REASONS } from "../errors/reasons"
import type {
  PromotionRedemptionDTO,
  RedemptionStatus,
} from "../types/promotion-redemption"

/**
 * The events of a redemption, each emitted after its change is committed. A lost
 * event changes nothing, because the ledger has the change.
 */
export const PromotionRedemptionEvents = {
  LINKED: "promotion_redemption.linked",
  REDEEMED: "promotion_redemption.redeemed",
  DEFERRED: "promotion_redemption.deferred",
  REJECTED: "promotion_redemption.rejected",
  ATTENTION: "promotion_redemption.attention",
  RELEASED: "promotion_redemption.released",
  REASSIGNED: "promotion_redemption.reassigned",
} as const

/** An event's data. All other facts are in the ledger. */
export type PromotionRedemptionEvent = Pick<
  PromotionRedemptionDTO,
  | "id"
  | "assignment_id"
  | "engage_promotion_id"
  | "cart_id"
  | "order_id"
  | "status"
  | "reason"
>

const EVENT_OF: Partial<Record<RedemptionStatus, string>> = {
  linked: PromotionRedemptionEvents.LINKED,
  redeemed: PromotionRedemptionEvents.REDEEMED,
  pending: PromotionRedemptionEvents.DEFERRED,
  rejected: PromotionRedemptionEvents.REJECTED,
  attention: PromotionRedemptionEvents.ATTENTION,
  released: PromotionRedemptionEvents.RELEASED,
}

/**
 * Emits each redemption's state, and logs one line for each. Not through the
 * workflow's own event group: a committed change stays true when the workflow fails.
 * Never throws.
 *
 * @param event instead of the event for a redemption's status.
 */
export async function announce(
  container: MedusaContainer,
  redemptions: PromotionRedemptionDTO[],
  event?: (typeof PromotionRedemptionEvents)[keyof typeof PromotionRedemptionEvents]
): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const messages = redemptions.flatMap((redemption) => {
    const name = event ?? EVENT_OF[redemption.status]
    if (!name) {
      return []
    }
    const { id, assignment_id, engage_promotion_id } = redemption
    const { cart_id, order_id, status, reason } = redemption
    const line =
      `${name} id=${id} cart=${cart_id} order=${order_id ?? "-"}` +
      ` reason=${reason ?? "-"}`
    if (reason === "engage_misconfigured") {
      logger.error(`${line}: ${LEDGER_REASONS[reason]}`)
    } else if (status === "attention") {
      logger.warn(line)
    } else {
      logger.info(line)
    }
    return [
      {
        name,
        data: {
          id,
          assignment_id,
          engage_promotion_id,
          cart_id,
          order_id,
          status,
          reason,
        },
      },
    ]
  })
  if (!messages.length) {
    return
  }
  try {
    await container.resolve(Modules.EVENT_BUS).emit(messages)
  } catch (error) {
    logger.error(
      `Events of redemptions ${messages.map(({ data }) => data.id).join(", ")}` +
        ` were not emitted: ${(error as Error).message}`
    )
  }
}

/** Emits the redemptions' states, once committed. Undo: none. */
export const announceRedemptionsStep = createStep(
  "announce-redemptions",
  async (
    { redemptions }: { redemptions: PromotionRedemptionDTO[] },
    { container }
  ) => {
    await announce(container, redemptions)
  }
)
