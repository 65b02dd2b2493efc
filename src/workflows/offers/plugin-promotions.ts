import { randomBytes } from "node:crypto"

import type {
  MedusaContainer,
  CreatePromotionDTO,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows"

import { engageError } from "../../errors/engage-error"
import type { PromotionValue } from "../../modules/promotion-redemption/engage/promotion"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { PluginPromotion } from "../../modules/promotion-redemption/ledger/plugin-promotions"
import { isLockTimeout } from "../medusa/cart-lock"

/**
 * The properties that a promotion needs to give this value on this cart.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_currency_mismatch`
 */
export async function wantedPromotion(
  container: MedusaContainer,
  cartId: string,
  engage_promotion_id: string,
  value: Exclude<PromotionValue, { type: "EXTERNALOFFER" }>
): Promise<PluginPromotion> {
  if (value.type === "PERCENT") {
    return {
      engage_promotion_id,
      value_type: "PERCENT",
      value: value.percent,
      currency_code: null,
      is_tax_inclusive: false,
    }
  }
  const {
    data: [cart],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["currency_code", "items.is_tax_inclusive"],
    filters: { id: cartId },
  })
  const money = value.amounts.find(
    ({ currency_code }) => currency_code === cart?.currency_code?.toLowerCase()
  )
  if (!money) {
    throw engageError("promotion_currency_mismatch")
  }
  return {
    engage_promotion_id,
    value_type: "MONEY",
    value: money.amount,
    currency_code: money.currency_code,
    // As the shopper sees the prices.
    is_tax_inclusive: Boolean(taxOfPrices(cart)),
  }
}

/**
 * Whether a cart's prices are shown with tax. Null for an empty cart, without a
 * price to tell from.
 */
export async function pricesHaveTax(
  container: MedusaContainer,
  cartId: string
): Promise<boolean | null> {
  const {
    data: [cart],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["items.is_tax_inclusive"],
    filters: { id: cartId },
  })
  return taxOfPrices(cart)
}

function taxOfPrices(
  cart: { items?: unknown } | null | undefined
): boolean | null {
  const items = (cart?.items ?? []) as { is_tax_inclusive: boolean }[]
  return items.length
    ? items.some(({ is_tax_inclusive }) => is_tax_inclusive)
    : null
}

/** The application method of the Medusa promotion for a value. */
function applicationMethodOf({
  value_type,
  value,
  currency_code,
}: PluginPromotion): CreatePromotionDTO["application_method"] & {
  type: string
} {
  return {
    type: value_type === "PERCENT" ? "percentage" : "fixed",
    target_type: "items",
    allocation: "across",
    value,
    ...(currency_code && { currency_code }),
  }
}

/** The fields of a Medusa promotion that {@link isAsMade} needs. */
const AS_MADE_FIELDS = [
  "type",
  "is_automatic",
  "is_tax_inclusive",
  "limit",
  "campaign.starts_at",
  "campaign.ends_at",
  "campaign.budget.id",
  "rules.id",
  "application_method.*",
  "application_method.target_rules.id",
  "application_method.buy_rules.id",
]

const none = z.null().or(z.undefined())
const noRules = z.array(z.unknown()).max(0).nullish()

/** The common form of all promotions made by `make`, for any value. */
const plainSchema = z.object({
  type: z.literal("standard"),
  is_automatic: z.literal(false),
  is_tax_inclusive: z.boolean(),
  limit: none,
  // A campaign only for listing the promotion is the operator's business.
  campaign: z
    .object({ starts_at: none, ends_at: none, budget: none })
    .nullish(),
  rules: noRules,
  application_method: z.object({
    type: z.string(),
    target_type: z.literal("items"),
    allocation: z.literal("across"),
    value: z.coerce.number(),
    currency_code: z.string().nullish(),
    max_quantity: none,
    apply_to_quantity: none,
    buy_rules_min_quantity: none,
    target_rules: noRules,
    buy_rules: noRules,
  }),
})

/**
 * Whether a promotion made by the plugin still gives its value, to every cart and as
 * often as Engage assigns the offer. An operator may have changed its value,
 * allocation, quantity, rules, limit or budget.
 */
export function isAsMade(promotion: unknown, wanted: PluginPromotion): boolean {
  const { success, data } = plainSchema.safeParse(promotion)
  if (!success) {
    return false
  }
  const { is_tax_inclusive, application_method: method } = data
  return (
    is_tax_inclusive === wanted.is_tax_inclusive &&
    method.type === applicationMethodOf(wanted).type &&
    method.value === wanted.value &&
    (method.currency_code ?? null) === wanted.currency_code
  )
}

/**
 * The promotion made earlier for this value, if unchanged. `stale` is the id of a
 * promotion that an operator has changed or deleted.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_not_configured` when an operator has
 * switched the promotion off.
 */
async function existingPromotion(
  container: MedusaContainer,
  wanted: PluginPromotion
): Promise<{ code: string | null; stale: string | null }> {
  const promotionId = await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .ledger.findPluginPromotion(wanted)
  if (!promotionId) {
    return { code: null, stale: null }
  }
  const {
    data: [promotion],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "promotion",
    fields: ["code", "status", ...AS_MADE_FIELDS],
    filters: { id: promotionId },
  })
  if (!promotion?.code || !isAsMade(promotion, wanted)) {
    return { code: null, stale: promotionId }
  }
  if (promotion.status !== "active") {
    throw engageError("promotion_not_configured")
  }
  return { code: promotion.code ?? null, stale: null }
}

const LONGEST_NAME = 40

/** Latin letters that Unicode does not split into a base letter and an accent. */
const LETTERS: Record<string, string> = {
  Æ: "AE",
  Œ: "OE",
  Ø: "O",
  Đ: "D",
  Ð: "D",
  Ħ: "H",
  Ł: "L",
  Þ: "TH",
  ẞ: "SS",
}

/**
 * A code for a promotion made by the plugin: `FIVE-EURO-OFF-9F3A61…`. The name tells
 * people the offer; the 96 random bits keep the code from being guessed. A name
 * without a Latin letter or a digit gives `ENGAGE-…`.
 */
export function readableCode(name: string | null): string {
  return `${slugOf(name ?? "") || "ENGAGE"}-${randomBytes(12).toString("hex").toUpperCase()}`
}

/** Words of A to Z and 0 to 9 with hyphens between; whole words, if they fit. */
function slugOf(name: string): string {
  const words = name
    .toUpperCase()
    .replace(/[ÆŒØĐÐĦŁÞẞ]/g, (letter) => LETTERS[letter] as string)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .split(/[^A-Z0-9]+/)
    .filter(Boolean)
  let slug = ""
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word
    if (longer.length > LONGEST_NAME) {
      return slug || word.slice(0, LONGEST_NAME)
    }
    slug = longer
  }
  return slug
}

/** How long to wait for a second server that makes the promotion, in seconds. */
const LOCK_TIMEOUT_S = 10

/**
 * Finds or makes the Medusa promotion for a value. Several customers may come at
 * once; if the servers share no lock, the database decides which promotion counts.
 *
 * @param name the offer's name, for the code of a new promotion.
 * @returns the promotion's code, which cannot be guessed.
 * @throws MedusaError NOT_ALLOWED `promotion_not_configured` when an operator has
 * switched the promotion off, `redemption_in_progress` when the wait for the lock
 * takes too long.
 */
export async function pluginPromotionFor(
  container: MedusaContainer,
  wanted: PluginPromotion,
  name: string | null
): Promise<string> {
  const { code } = await existingPromotion(container, wanted)
  if (code) {
    return code
  }
  try {
    return await container
      .resolve(Modules.LOCKING)
      .execute(
        [`engage-promotion:${wanted.engage_promotion_id}`],
        () => make(container, wanted, name),
        { timeout: LOCK_TIMEOUT_S }
      )
  } catch (error) {
    throw isLockTimeout(error) ? engageError("redemption_in_progress") : error
  }
}

async function make(
  container: MedusaContainer,
  wanted: PluginPromotion,
  name: string | null
): Promise<string> {
  const { code: existing, stale } = await existingPromotion(container, wanted)
  if (existing) {
    return existing
  }
  const code = readableCode(name)
  const {
    result: [promotion],
  } = await createPromotionsWorkflow(container).run({
    input: {
      promotionsData: [
        {
          code,
          type: "standard",
          status: "active",
          is_automatic: false,
          is_tax_inclusive: wanted.is_tax_inclusive,
          application_method: applicationMethodOf(wanted),
        },
      ],
    },
  })
  const promotion_id = promotion!.id
  const isOurs = await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .ledger.notePluginPromotion({
      ...{ wanted, promotion_id, instead_of: stale },
      promotion_code: code,
    })
  if (isOurs) {
    return code
  }
  await container.resolve(Modules.PROMOTION).deletePromotions([promotion_id])
  const { code: others } = await existingPromotion(container, wanted)
  if (!others) {
    throw engageError("promotion_not_configured")
  }
  return others
}
