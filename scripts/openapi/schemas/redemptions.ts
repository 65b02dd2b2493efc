import { z } from "@medusajs/framework/zod"

import { AdminCreatePromotionAssignment } from "../../../src/api/admin/carts/validators"
import {
  AdminBatchPromotionRedemptions,
  AdminNotePromotionRedemption,
  AdminReassignPromotionRedemption,
  AdminResolvePromotionRedemption,
  AdminTakePromotionRedemption,
} from "../../../src/api/admin/promotion-redemptions/validators"
import type {
  AdminBatchPromotionRedemptionsResponse,
  AdminEngageCheckResponse,
  AdminPromotionRedemptionDetail,
  AdminPromotionRedemptionHealthResponse,
  AdminPromotionRedemptionListResponse,
  AdminPromotionRedemptionResponse,
  AdminPromotionRedemptionSummaryResponse,
  AdminPromotionRefusalListResponse,
} from "../../../src/types/admin-http"
import {
  BATCH_OUTCOMES,
  CUSTOMER_CHECK_FINDINGS,
  CUSTOMER_CHECK_STEPS,
  ENGAGE_FINDINGS,
} from "../../../src/types/admin-http"
import {
  ATTEMPT_OPERATIONS,
  ATTEMPT_OUTCOMES,
  ATTEMPT_TRIGGERS,
  AVAILABLE_ACTIONS,
  ORDER_OUTCOMES,
  REASSIGN_STATUSES,
  REDEMPTION_ACTIONS,
  REDEMPTION_RESOLUTIONS,
  REDEMPTION_STATES,
  REDEMPTION_STATUSES,
} from "../../../src/types/promotion-redemption"
import {
  cartSchema,
  component,
  errorCodeSchema,
  operatorErrorCodeSchema,
  reasonSchema,
  text,
  time,
} from "./common"
import { offerFields } from "./store"

export const statusSchema = component(
  "RedemptionStatus",
  "Where a redemption stands.",
  z.enum(REDEMPTION_STATUSES)
)

/** How many redemptions there are of each status. */
export const countsSchema = z.record(
  z.enum(REDEMPTION_STATUSES),
  z.int().min(0)
)

const redemptionFields = {
  id: z.string(),
  assignment_id: z
    .string()
    .nullable()
    .describe(
      "Engage's id of the assignment. Null: a discount was refused for having none."
    ),
  cart_id: z.string(),
  order_id: text,
  customer_id: text,
  promotion_id: z.string().describe("Medusa's promotion."),
  promotion_code: z.string(),
  promotion_name: text.describe(
    "What people call the offer: its name in Engage when it was applied."
  ),
  promotion_heading: text.describe(
    "What the shopper read: the offer's heading in Engage when it was applied."
  ),
  engage_promotion_id: text,
  contact_id: text,
  channel: z.string(),
  status: statusSchema,
  reason: reasonSchema.nullable(),
  inferred: z.boolean().describe("`redeemed` was concluded, not answered."),
  discount_amount: z
    .number()
    .nullable()
    .describe(
      "In major units, as the shopper sees it: with tax where prices are shown with tax. Not rounded."
    ),
  currency_code: text,
  attempt_count: z.int(),
  next_attempt_at: time.nullable(),
  payment_collection_id: text.describe(
    "The payment of a completion that was undone, whose money is looked after."
  ),
  deferred_at: time.nullable(),
  redeemed_at: time.nullable(),
  rejected_at: time.nullable(),
  status_changed_at: time,
  status_changed_by: z.string(),
  note: text,
  resolution: z
    .enum(REDEMPTION_RESOLUTIONS)
    .nullable()
    .describe("How an operator settled it. Null: nobody did."),
  order_outcome: z
    .enum(ORDER_OUTCOMES)
    .nullable()
    .describe(
      "What became of its order since, as far as the shop has heard. Null: it stands."
    ),
  order_outcome_at: time.nullable(),
  reassign_status: z.enum(REASSIGN_STATUSES).nullable(),
  reassign_reason: z.union([reasonSchema, operatorErrorCodeSchema]).nullable(),
  reassigned_by: text,
  reassigned_at: time.nullable(),
  created_at: time,
  updated_at: time,
}

const staffMember = z.strictObject({
  id: z.string(),
  email: z.string(),
  first_name: text,
  last_name: text,
})
const laterOrderSchema = z
  .strictObject({ id: z.string(), display_id: z.int() })
  .nullable()

const listedFields = {
  ...redemptionFields,
  customer: z
    .strictObject({
      id: z.string(),
      email: text,
      first_name: text,
      last_name: text,
    })
    .nullable(),
  order: z
    .strictObject({
      id: z.string(),
      display_id: z.int(),
      status: z.string(),
      currency_code: z.string(),
      created_at: time,
    })
    .nullable(),
  taken_by: z
    .strictObject({
      actor_id: z.string(),
      user: staffMember.nullable(),
      since: time,
    })
    .nullable()
    .describe("Who of the staff is on it, while it is open."),
  later_order: laterOrderSchema.describe(
    "Of one that was refused or taken off: the order that was placed on its cart without it."
  ),
}

const attemptSchema = component(
  "AdminPromotionRedemptionAttempt",
  "A call to Engage.",
  z.strictObject({
    id: z.string(),
    operation: z.enum(ATTEMPT_OPERATIONS),
    trigger: z.enum(ATTEMPT_TRIGGERS),
    started_at: time,
    finished_at: time.nullable(),
    http_status: z.int().nullable(),
    outcome: z.enum(ATTEMPT_OUTCOMES).nullable(),
    error_code: text,
    duration_ms: z.int().nullable(),
  })
)

const actionSchema = component(
  "AdminPromotionRedemptionAction",
  "What an operator did.",
  z.strictObject({
    id: z.string(),
    action: z.enum(REDEMPTION_ACTIONS),
    resolution: z.enum(REDEMPTION_RESOLUTIONS).nullable(),
    from_status: statusSchema,
    to_status: statusSchema.nullable(),
    note: text,
    actor_id: z.string(),
    user: staffMember.nullable(),
    created_at: time,
  })
)

const detailSchema: z.ZodType<AdminPromotionRedemptionDetail> = component(
  "AdminPromotionRedemptionDetail",
  "A redemption with all that an operator needs to settle it.",
  z.strictObject({
    ...listedFields,
    attempts: z.array(attemptSchema),
    actions: z.array(actionSchema),
    available_actions: z.array(z.enum(AVAILABLE_ACTIONS)),
    cart: z
      .strictObject({
        id: z.string(),
        currency_code: z.string(),
        completed_at: time.nullable(),
      })
      .nullable(),
    promotion: z
      .strictObject({ id: z.string(), code: z.string(), status: z.string() })
      .nullable(),
  })
)

const listedSchema = component(
  "AdminPromotionRedemption",
  "A redemption: one assignment on one cart, and later its order.",
  z.strictObject(listedFields)
)

export const redemptionListSchema: z.ZodType<AdminPromotionRedemptionListResponse> =
  component(
    "AdminPromotionRedemptionListResponse",
    "A page of redemptions.",
    z.strictObject({
      promotion_redemptions: z.array(listedSchema),
      count: z.int(),
      limit: z.int(),
      offset: z.int(),
      is_partial: z
        .boolean()
        .describe(
          "`q` fits more customers or names of offers than are looked at: a longer one finds the rest."
        ),
    })
  )

export const redemptionResponseSchema: z.ZodType<AdminPromotionRedemptionResponse> =
  component(
    "AdminPromotionRedemptionResponse",
    "One redemption.",
    z.strictObject({ promotion_redemption: detailSchema })
  )

const queueSchema = z.strictObject({
  count: z.int(),
  oldest_at: time.nullable(),
  oldest_age_s: z.number().nullable(),
})

export const healthSchema: z.ZodType<AdminPromotionRedemptionHealthResponse> =
  component(
    "AdminPromotionRedemptionHealthResponse",
    "Whether Engage can be reached, and what waits.",
    z.strictObject({
      health: z.strictObject({
        engage: z.strictObject({
          status: z.enum([
            "ok",
            "key_refused",
            "misconfigured",
            "unreachable",
            "not_configured",
          ]),
          http_status: z
            .int()
            .nullable()
            .describe("Of the answer that is not as it should be."),
          duration_ms: z.int().nullable(),
          steps: z.array(
            z.strictObject({
              step: z.enum(["contact_lookup", "promotions_list"]),
              finding: z.enum(ENGAGE_FINDINGS),
              http_status: z.int().nullable(),
            })
          ),
        }),
        waiting: queueSchema,
        attention: queueSchema,
        give_back: queueSchema.describe(
          "Offers that are used and whose order was cancelled or wholly returned: an operator decides."
        ),
        unpaid: queueSchema.describe(
          "Orders that the customer has not paid; in neither of the other two."
        ),
        promotions_awaiting_decision: z.int(),
        not_given: z
          .array(
            z.strictObject({
              kind: z.enum(["no_promotion", "no_amount", "contact_ambiguous"]),
              promotion_code: text,
              currency_code: text,
              promotion_name: text,
              count: z.int(),
              last_seen_at: time,
            })
          )
          .describe(
            "What Engage offers and the shop cannot give, by the lists that shoppers asked this server for since it started."
          ),
        options: z
          .record(z.string(), z.unknown())
          .describe("The options in force, without secrets."),
      }),
    })
  )

export const refusalListSchema: z.ZodType<AdminPromotionRefusalListResponse> =
  component(
    "AdminPromotionRefusalListResponse",
    "What was refused when it was applied, the latest first.",
    z.strictObject({
      promotion_refusals: z.array(
        z.strictObject({
          id: z.string(),
          customer_id: z.string(),
          cart_id: z.string(),
          assignment_id: z.string(),
          engage_promotion_id: text,
          promotion_code: text,
          promotion_name: text,
          reason: errorCodeSchema,
          count: z
            .int()
            .describe("How often it was refused for this on this cart."),
          refused_at: time,
          later_order: laterOrderSchema.describe(
            "The order that was placed on its cart since."
          ),
        })
      ),
      count: z.int(),
      limit: z.int(),
      offset: z.int(),
    })
  )

export const checkSchema: z.ZodType<AdminEngageCheckResponse> = component(
  "AdminEngageCheckResponse",
  "Why a customer is not shown an offer, or that all is well.",
  z.strictObject({
    engage_check: z.strictObject({
      customer_id: z.string(),
      contact_id: text,
      steps: z
        .array(
          z.strictObject({
            step: z.enum(CUSTOMER_CHECK_STEPS),
            finding: z.enum(CUSTOMER_CHECK_FINDINGS),
            http_status: z.int().nullable(),
          })
        )
        .describe("Up to the first that is not `ok`: that is why."),
      engage_promotions: z.array(
        z.strictObject({
          ...offerFields,
          missing_currencies: z
            .array(z.string())
            .describe(
              "Currencies of the shop's regions that Engage has no amount for."
            ),
        })
      ),
    }),
  })
)

export const summarySchema: z.ZodType<AdminPromotionRedemptionSummaryResponse> =
  component(
    "AdminPromotionRedemptionSummaryResponse",
    "Counts by status and by day.",
    z.strictObject({
      summary: z.strictObject({
        counts: countsSchema,
        states: z
          .record(z.enum(REDEMPTION_STATES), z.int().min(0))
          .describe(
            "How many are in each state, of all time. A redemption can be in several."
          ),
        days: z.array(
          z.strictObject({
            date: z.iso.date(),
            redeemed: z.int(),
            rejected: z.int(),
            pending: z.int(),
            attention: z.int(),
          })
        ),
        from: z.iso.date(),
        to: z.iso.date(),
        time_zone: z.string(),
      }),
    })
  )

export const linkResponseSchema = component(
  "AdminPromotionAssignmentResponse",
  "The redemption as the ledger has it, and the cart as it is now.",
  z.strictObject({
    promotion_redemption: z.strictObject({
      ...redemptionFields,
      run_id: text,
      lease_expires_at: time.nullable(),
      reassign_known_ids: z.array(z.string()).nullable(),
    }),
    cart: cartSchema,
  })
)

export const linkSchema = component(
  "AdminCreatePromotionAssignment",
  "The assignment, and the code of the Medusa promotion that stands for it.",
  AdminCreatePromotionAssignment
)

export const resolveSchema = component(
  "AdminResolvePromotionRedemption",
  "What the operator has found, and how.",
  AdminResolvePromotionRedemption
)

export const noteSchema = component(
  "AdminNotePromotionRedemption",
  "A note for the others of the staff.",
  AdminNotePromotionRedemption
)

export const takeSchema = component(
  "AdminTakePromotionRedemption",
  "Who is on it, as the caller knows.",
  AdminTakePromotionRedemption
)

export const batchSchema = component(
  "AdminBatchPromotionRedemptions",
  "What to do, and with which redemptions.",
  AdminBatchPromotionRedemptions
)

export const batchResponseSchema: z.ZodType<AdminBatchPromotionRedemptionsResponse> =
  component(
    "AdminBatchPromotionRedemptionsResponse",
    "What became of each redemption, in the order of the request.",
    z.strictObject({
      results: z.array(
        z.strictObject({
          id: z.string(),
          outcome: z
            .enum(BATCH_OUTCOMES)
            .describe(
              "`done`: as the route of one redemption answers 200. `refused`: as it answers 400 or 404. `failed`: the shop's log says why. `not_tried`: the request had taken too long by then."
            ),
          status: statusSchema.nullable(),
          reason: reasonSchema.nullable(),
          code: z.union([errorCodeSchema, operatorErrorCodeSchema]).nullable(),
          message: text,
        })
      ),
    })
  )

export const reassignSchema = component(
  "AdminReassignPromotionRedemption",
  "Whether a part of the order that was returned is enough.",
  AdminReassignPromotionRedemption
)
