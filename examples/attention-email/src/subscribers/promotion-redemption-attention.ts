import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

/**
 * Sends the shop's staff an e-mail when a redemption needs them. Who gets it is
 * in the environment variable ENGAGE_ATTENTION_EMAIL; without it nobody does.
 */
export default async function promotionRedemptionAttention({
  event: {
    data: { id },
  },
  container,
}: SubscriberArgs<{ id: string }>) {
  const to = process.env.ENGAGE_ATTENTION_EMAIL
  if (!to) {
    return
  }
  const {
    data: [redemption],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "promotion_redemption",
    fields: [
      "status",
      "reason",
      "promotion_name",
      "promotion_code",
      "discount_amount",
      "currency_code",
      "status_changed_at",
      "order.id",
      "order.display_id",
    ],
    filters: { id },
  })
  // An event may come late: somebody may have seen to it by then.
  if (redemption?.status !== "attention") {
    return
  }
  await container.resolve(Modules.NOTIFICATION).createNotifications({
    to,
    channel: "email",
    template: "promotion-redemption-attention",
    trigger_type: "promotion_redemption.attention",
    resource_type: "promotion_redemption",
    resource_id: id,
    // One e-mail each time that it comes to need somebody, however often the
    // event is delivered.
    idempotency_key: `attention:${id}:${Number(redemption.status_changed_at)}`,
    data: {
      redemption_id: id,
      reason: redemption.reason,
      promotion_name: redemption.promotion_name,
      promotion_code: redemption.promotion_code,
      discount_amount: rounded(redemption),
      currency_code: redemption.currency_code,
      order_id: redemption.order?.id ?? null,
      order_number: redemption.order?.display_id ?? null,
    },
  })
}

/** The discount with as many decimals as its currency has. */
function rounded({
  discount_amount,
  currency_code,
}: {
  discount_amount?: number | null
  currency_code?: string | null
}): number | null {
  if (discount_amount == null || !currency_code) {
    return null
  }
  const { maximumFractionDigits } = new Intl.NumberFormat("en", {
    style: "currency",
    currency: currency_code,
  }).resolvedOptions()
  return Number(Number(discount_amount).toFixed(maximumFractionDigits))
}

export const config: SubscriberConfig = {
  event: "promotion_redemption.attention",
}
