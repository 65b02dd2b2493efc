import { z } from "@medusajs/framework/zod"

import {
  AdminCreateEngageDraft,
  AdminUpdatePromotionEngage,
} from "../../../src/api/admin/promotions/validators"
import type {
  AdminCustomerEngagePromotionListResponse,
  AdminEngageDraftResponse,
  AdminManagedPromotionListResponse,
  AdminPromotionEngageResponse,
} from "../../../src/types/admin-http"
import {
  ENGAGE_DRAFT_STATUSES,
  MANAGED_PROMOTION_SOURCES,
  NO_CONTACT_REASONS,
} from "../../../src/types/promotion-redemption"
import { component, text, time } from "./common"
import { countsSchema } from "./redemptions"
import { offerFields } from "./store"

const draftSchema = component(
  "AdminEngageDraft",
  "A try to create a draft in Engage.",
  z.strictObject({
    id: z.string(),
    status: z.enum(ENGAGE_DRAFT_STATUSES),
    engage_promotion_id: text,
    name: z.string(),
    http_status: z.int().nullable(),
    created_by: z.string(),
    created_at: time,
  })
)

export const draftResponseSchema: z.ZodType<AdminEngageDraftResponse> =
  component(
    "AdminEngageDraftResponse",
    "The draft that was created.",
    z.strictObject({ draft: draftSchema })
  )

const limitsSchema = component(
  "AdminPromotionLimits",
  "Medusa's own limits of the promotion, which an offer may run into.",
  z.strictObject({
    usage_limit: z.int().nullable(),
    usage_count: z.int(),
    budget: z
      .strictObject({
        type: z
          .string()
          .describe(
            "Medusa's: `spend`, `usage`, `use_by_attribute`, `spend_by_attribute`."
          ),
        limit: z.number().nullable(),
        used: z.number(),
        currency_code: text,
      })
      .nullable(),
    once_per_customer: z.boolean(),
  })
)

export const promotionResponseSchema: z.ZodType<AdminPromotionEngageResponse> =
  component(
    "AdminPromotionEngageResponse",
    "How a Medusa promotion stands to Engage.",
    z.strictObject({
      promotion_engage: z.strictObject({
        promotion_id: z.string(),
        promotion_code: z.string(),
        is_automatic: z.boolean(),
        is_known: z.boolean(),
        require_assignment: z
          .boolean()
          .describe("It works only on a cart with an assignment for it."),
        awaiting_decision: z.boolean(),
        source: z.enum(MANAGED_PROMOTION_SOURCES).nullable(),
        limits: limitsSchema,
        decided_by: text,
        decided_at: time.nullable(),
        engage_promotions: z.array(
          z.strictObject({
            engage_promotion_id: text,
            promotion_name: text,
            redemption_count: z.int(),
            redeemed_count: z.int(),
            last_seen_at: time,
          })
        ),
        counts: countsSchema,
        drafts: z.array(draftSchema),
      }),
    })
  )

export const managedListSchema: z.ZodType<AdminManagedPromotionListResponse> =
  component(
    "AdminManagedPromotionListResponse",
    "A page of the promotions that the ledger knows.",
    z.strictObject({
      managed_promotions: z.array(
        z.strictObject({
          id: z.string(),
          promotion_id: z.string(),
          require_assignment: z.boolean(),
          awaiting_decision: z.boolean(),
          source: z.enum(MANAGED_PROMOTION_SOURCES),
          decided_by: text,
          decided_at: time.nullable(),
          created_at: time,
          updated_at: time,
          promotion: z
            .strictObject({
              id: z.string(),
              code: z.string(),
              status: z.string(),
            })
            .nullable(),
        })
      ),
      count: z.int(),
      limit: z.int(),
      offset: z.int(),
    })
  )

export const customerOffersSchema: z.ZodType<AdminCustomerEngagePromotionListResponse> =
  component(
    "AdminCustomerEngagePromotionListResponse",
    "A customer's offers as Engage has them now.",
    z.strictObject({
      engage_promotions: z.array(z.strictObject(offerFields)),
      count: z.int(),
      contact_id: text,
      reason: z
        .enum(NO_CONTACT_REASONS)
        .nullable()
        .describe("Why there is no contact; null when there is one."),
    })
  )

export const switchSchema = component(
  "AdminUpdatePromotionEngage",
  "The switch.",
  AdminUpdatePromotionEngage
)

export const createDraftSchema = component(
  "AdminCreateEngageDraft",
  "What the draft is to say. Either `end_date` or `assigned_validity`.",
  AdminCreateEngageDraft
)
