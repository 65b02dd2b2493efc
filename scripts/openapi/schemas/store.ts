import { z } from "@medusajs/framework/zod"

import { StoreApplyEngagePromotion } from "../../../src/api/store/carts/validators"
import type {
  StoreEngagePromotion,
  StoreEngagePromotionListResponse,
  StoreOrderEngagePromotionListResponse,
} from "../../../src/types/http"
import { cartSchema, component, errorCodeSchema, text } from "./common"

export const offerFields = {
  assignment_id: z.string().describe("What to apply and remove it by."),
  name: text,
  heading: text,
  description: text,
  image_url: text,
  link: text,
  expires_on: text.describe("As Engage writes it: a date, or date and time."),
  value_type: text.describe("EXTERNALOFFER, PERCENT, MONEY, MANUAL or SWIPE."),
  value: z
    .union([z.string(), z.number()])
    .nullable()
    .describe("A code, a part in per cent, or an amount in major units."),
  currency_code: text.describe("Of an amount."),
  instruction: text,
  promotion_code: text.describe("Code of the Medusa promotion, once known."),
  applicable: z.boolean().describe("Nothing that is known speaks against it."),
  reason: errorCodeSchema
    .nullable()
    .describe("Why it cannot be used, or was refused on this cart."),
}

const offerSchema: z.ZodType<StoreEngagePromotion> = component(
  "StoreEngagePromotion",
  "A personal offer: an assignment of a promotion in Engage.",
  z.strictObject({
    ...offerFields,
    applied: z.boolean().describe("It is on this cart."),
    refused: z
      .boolean()
      .describe("It was refused on this cart, and not applied again."),
  })
)

export const offerListSchema: z.ZodType<StoreEngagePromotionListResponse> =
  component(
    "StoreEngagePromotionListResponse",
    "A customer's offers.",
    z.strictObject({
      engage_promotions: z.array(offerSchema),
      count: z.int().min(0),
      reason: z
        .enum(["verification_required", "engage_unavailable"])
        .nullable()
        .describe(
          "Null: nothing is missing. `verification_required`: empty, as the customer's e-mail address is not verified. `engage_unavailable`: Engage cannot be asked, and the list has what is on the cart."
        ),
    })
  )

export const orderOfferListSchema: z.ZodType<StoreOrderEngagePromotionListResponse> =
  component(
    "StoreOrderEngagePromotionListResponse",
    "The offers of an order.",
    z.strictObject({
      engage_promotions: z.array(
        z.strictObject({
          promotion_code: z
            .string()
            .describe("As in the adjustments of the order's items."),
          name: text.describe(
            "What the customer read when they applied it: Engage's heading, or its name."
          ),
        })
      ),
      count: z.int().min(0),
    })
  )

export const cartResponseSchema = component(
  "StoreCartResponse",
  "As Medusa's own routes of carts answer.",
  z.strictObject({ cart: cartSchema })
)

export const applySchema = component(
  "StoreApplyEngagePromotion",
  "The offer to apply.",
  StoreApplyEngagePromotion
)
