import { model } from "@medusajs/framework/utils"

import {
  ORDER_OUTCOMES,
  REASSIGN_STATUSES,
  REDEMPTION_RESOLUTIONS,
  REDEMPTION_STATUSES,
} from "../../../types/promotion-redemption"
import { reservesAssignment, OCCUPIES_CART } from "../ledger/predicates"
import { PromotionRedemptionAttempt } from "./promotion-redemption-attempt"

/**
 * The ledger: one row for each assignment on each cart. Statuses change only
 * through `ledger/transition.ts`.
 *
 * The unique indexes guarantee that an assignment is used for at most one order;
 * the code above only makes their refusals rare. In the migration the unique
 * indexes leave out `deleted_at` on purpose: hiding a row must not free its
 * assignment.
 */
export const PromotionRedemption = model
  .define("promotion_redemption", {
    id: model.id({ prefix: "promred" }).primaryKey(),
    assignment_id: model.text().searchable().nullable(),
    cart_id: model.text(),
    order_id: model.text().nullable(),
    customer_id: model.text().nullable(),
    promotion_id: model.text(),
    promotion_code: model.text().searchable(),
    promotion_name: model.text().nullable(),
    promotion_heading: model.text().nullable(),
    engage_promotion_id: model.text().nullable(),
    contact_id: model.text().nullable(),
    channel: model.text(),
    status: model.enum([...REDEMPTION_STATUSES]).default("linked"),
    reason: model.text().nullable(),
    inferred: model.boolean().default(false),
    discount_amount: model.bigNumber().nullable(),
    currency_code: model.text().nullable(),
    attempt_count: model.number().default(0),
    next_attempt_at: model.dateTime().nullable(),
    payment_collection_id: model.text().nullable(),
    run_id: model.text().nullable(),
    lease_expires_at: model.dateTime().nullable(),
    deferred_at: model.dateTime().nullable(),
    redeemed_at: model.dateTime().nullable(),
    rejected_at: model.dateTime().nullable(),
    status_changed_at: model.dateTime(),
    status_changed_by: model.text(),
    note: model.text().nullable(),
    resolution: model.enum([...REDEMPTION_RESOLUTIONS]).nullable(),
    order_outcome: model.enum([...ORDER_OUTCOMES]).nullable(),
    order_outcome_at: model.dateTime().nullable(),
    reassign_status: model.enum([...REASSIGN_STATUSES]).nullable(),
    reassign_reason: model.text().nullable(),
    reassigned_by: model.text().nullable(),
    reassigned_at: model.dateTime().nullable(),
    reassign_known_ids: model.array().nullable(),
    attempts: model.hasMany(() => PromotionRedemptionAttempt, {
      mappedBy: "promotion_redemption",
    }),
  })
  .indexes([
    {
      name: "IDX_promotion_redemption_assignment_once",
      on: ["assignment_id"],
      unique: true,
      where: reservesAssignment(),
    },
    {
      name: "IDX_promotion_redemption_cart_assignment",
      on: ["cart_id", "assignment_id"],
      unique: true,
      where: OCCUPIES_CART,
    },
    {
      name: "IDX_promotion_redemption_cart_promotion",
      on: ["cart_id", "promotion_id"],
      unique: true,
      where: OCCUPIES_CART,
    },
    {
      name: "IDX_promotion_redemption_uncovered",
      on: ["cart_id", "promotion_id"],
      unique: true,
      where: "assignment_id IS NULL AND payment_collection_id IS NULL",
    },
    { name: "IDX_promotion_redemption_cart", on: ["cart_id"] },
    {
      name: "IDX_promotion_redemption_order",
      on: ["order_id"],
      where: "order_id IS NOT NULL",
    },
    {
      name: "IDX_promotion_redemption_payment_collection",
      on: ["payment_collection_id"],
      where: "payment_collection_id IS NOT NULL",
    },
    {
      name: "IDX_promotion_redemption_due",
      on: ["next_attempt_at"],
      where: "next_attempt_at IS NOT NULL",
    },
    {
      name: "IDX_promotion_redemption_status",
      on: ["status", "created_at"],
    },
    // For the operators' list and summary. The migrations alone have more indexes,
    // on expressions and states: see `ledger/search.ts`.
    {
      name: "IDX_promotion_redemption_status_changed",
      on: ["status", "status_changed_at"],
    },
    { name: "IDX_promotion_redemption_created", on: ["created_at", "id"] },
    {
      name: "IDX_promotion_redemption_customer",
      on: ["customer_id"],
      where: "customer_id IS NOT NULL",
    },
    { name: "IDX_promotion_redemption_promotion", on: ["promotion_id"] },
    {
      name: "IDX_promotion_redemption_reason",
      on: ["reason", "created_at"],
      where: "reason IS NOT NULL",
    },
  ])
