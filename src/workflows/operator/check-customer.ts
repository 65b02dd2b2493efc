import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { isUnavailable } from "../../errors/engage-error"
import {
  findingOf,
  type Found,
} from "../../modules/promotion-redemption/engage/finding"
import { valueIn } from "../../modules/promotion-redemption/engage/promotion"
import type {
  EngagePromotion,
  EngageRedemptionChannel,
  PromotionsResult,
} from "../../modules/promotion-redemption/engage/types"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import {
  CUSTOMER_CHECK_STEPS,
  type AdminCheckedOffer,
  type AdminEngageCheckResponse,
} from "../../types/admin-http"
import type { NoContactReason } from "../../types/promotion-redemption"
import { resolveContactWorkflow, type ResolvedContact } from "../offers/contact"
import { describeOffers } from "../offers/describe"

type Check = AdminEngageCheckResponse["engage_check"]
type Step = Check["steps"][number]

/** Longest wait for one call to Engage, in milliseconds: an operator waits. */
const TIMEOUT_MS = 10_000

/** Reasons for not asking Engage at all. */
const NOT_ASKED: NoContactReason[] = [
  "verification_required",
  "nothing_to_look_up_by",
  "switched_off",
]

/**
 * Checks, step by step, every condition for a customer to see an offer, with the
 * shop's own calls to Engage, and stops at the first failure. Changes nothing in the
 * shop or in Engage.
 */
export async function checkCustomer(
  container: MedusaContainer,
  customer_id: string
): Promise<Check> {
  const nothing = { customer_id, contact_id: null, engage_promotions: [] }
  const found = await lookUp(container, customer_id)
  if (!("contact" in found)) {
    return { ...nothing, steps: stepsUntil("contact_lookup", found) }
  }
  const { contact_id, reason } = found.contact
  if (contact_id === null) {
    const failed = NOT_ASKED.includes(reason) ? "customer" : "contact_lookup"
    const finding = { finding: reason, http_status: null }
    return { ...nothing, steps: stepsUntil(failed, finding) }
  }
  const list = await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .engage.listPromotions(contact_id, { timeoutMs: TIMEOUT_MS })
  if (list.kind !== "ok" || !list.promotions.length) {
    const steps = stepsUntil("promotions_list", whyNoList(list))
    return { ...nothing, contact_id, steps }
  }
  const engage_promotions = await offersOf(
    container,
    customer_id,
    list.promotions
  )
  const isUsable = engage_promotions.some(({ applicable }) => applicable)
  return {
    customer_id,
    contact_id,
    engage_promotions,
    steps: stepsUntil("offers", {
      finding: isUsable ? "ok" : "none_usable",
      http_status: null,
    }),
  }
}

/** The steps up to `last`, which alone may have a finding that is not `ok`. */
function stepsUntil(
  last: Step["step"],
  { finding, http_status }: Pick<Step, "finding" | "http_status">
): Step[] {
  return [
    ...CUSTOMER_CHECK_STEPS.slice(0, CUSTOMER_CHECK_STEPS.indexOf(last)).map(
      (step) => ({ step, finding: "ok" as const, http_status: null })
    ),
    { step: last, finding, http_status },
  ]
}

function whyNoList(
  list: PromotionsResult
): Pick<Step, "finding" | "http_status"> {
  switch (list.kind) {
    case "ok":
      return { finding: "no_promotions", http_status: null }
    case "contact_not_found":
      return { finding: "contact_not_found", http_status: null }
    default:
      return findingOf(list)
  }
}

/** The customer's contact, or the finding on a failed call. */
async function lookUp(
  container: MedusaContainer,
  customer_id: string
): Promise<{ contact: ResolvedContact } | Found> {
  try {
    const { result } = await resolveContactWorkflow(container).run({
      input: { customer_id, guest_email: null },
    })
    return { contact: result as ResolvedContact }
  } catch (error) {
    if (!isUnavailable(error)) {
      throw error
    }
    // The same call for an unknown contact tells more than a failure alone.
    const { contact_lookup } = await container
      .resolve(PROMOTION_REDEMPTION_MODULE)
      .engage.check(TIMEOUT_MS)
    return contact_lookup.finding === "ok"
      ? { finding: "unreachable", http_status: null }
      : contact_lookup
  }
}

async function offersOf(
  container: MedusaContainer,
  customer_id: string,
  promotions: EngagePromotion[]
): Promise<AdminCheckedOffer[]> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const { channel } = await service.getOptions()
  const [offers, currencies] = await Promise.all([
    describeOffers(container, promotions, {
      customer_id,
      cart_id: null,
      currency_code: null,
      redemptions: [],
    }),
    currenciesOf(container),
  ])
  return offers.map(({ applied: _, refused: _refused, ...offer }) => {
    const promotion = promotions.find(({ id }) => id === offer.assignment_id)!
    const missing_currencies = missingIn(promotion, channel, currencies)
    const none =
      currencies.length > 0 && missing_currencies.length === currencies.length
    return none && offer.applicable
      ? {
          ...offer,
          applicable: false,
          reason: "promotion_currency_mismatch",
          missing_currencies,
        }
      : { ...offer, missing_currencies }
  })
}

/** The currencies of the shop's regions, in lower case. */
async function currenciesOf(container: MedusaContainer): Promise<string[]> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "region", fields: ["currency_code"] })
  return [
    ...new Set(data.map(({ currency_code }) => currency_code.toLowerCase())),
  ].sort()
}

function missingIn(
  promotion: EngagePromotion,
  channel: EngageRedemptionChannel,
  currencies: string[]
): string[] {
  const value = valueIn(promotion, channel)
  if (value?.type !== "MONEY") {
    return []
  }
  const given = new Set(value.amounts.map(({ currency_code }) => currency_code))
  return currencies.filter((currency) => !given.has(currency))
}
