import { model } from "@medusajs/framework/utils"

/**
 * An offer that was refused when a customer applied the offer to a cart. The
 * ledger has no row for the offer, as no cart has it; staff still have to see the
 * refusal. Ids and the offer's name only, kept for a few days: see
 * `ledger/refusals.ts`.
 */
export const PromotionRefusal = model
  .define("promotion_refusal", {
    id: model.id({ prefix: "promrefu" }).primaryKey(),
    customer_id: model.text(),
    cart_id: model.text(),
    assignment_id: model.text(),
    engage_promotion_id: model.text().nullable(),
    promotion_code: model.text().nullable(),
    promotion_name: model.text().nullable(),
    reason: model.text(),
    count: model.number().default(1),
    refused_at: model.dateTime(),
  })
  .indexes([
    {
      name: "IDX_promotion_refusal_once",
      on: ["customer_id", "cart_id", "assignment_id", "reason"],
      unique: true,
    },
    { name: "IDX_promotion_refusal_cart", on: ["cart_id"] },
    { name: "IDX_promotion_refusal_refused", on: ["refused_at"] },
  ])
