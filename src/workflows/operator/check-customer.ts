import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { isUnavailable } from "../../errors/engage-error"
import {
  findingOf,
  type Found,
} from "../../modules/promotion-redemption/engage/finding"
import { channelOf } from "../../modules/promotion-redemption/engage/promotion-state"
import { valueOf } from "../../modules/promotion-redemption/engage/promotion-value"
import type {
  EngagePromotion,
  EngageRedemptionChannel,
} from "../../modules/promotion-redemption/engage/types"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type {
  AdminCheckedOffer,
  AdminEngageCheckResponse,
} from "../../types/admin-http"
import type { NoContactReason } from "../../types/promotion-redemption"
import { resolveContactWorkflow, type ResolvedContact } from "../offers/contact"
import { describeOffers } from "../offers/describe"

type Check = AdminEngageCheckResponse["engage_check"]

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
  const found = await lookUp(container, customer_id)
  if (!("contact" in found)) {
    return {
      ...nothing(customer_id),
      steps: [OK_CUSTOMER, { step: "contact_lookup", ...found }],
    }
  }
  const { contact_id, reason } = found.contact
  if (contact_id === null) {
    const finding = { finding: reason, http_status: null }
    return {
      ...nothing(customer_id),
      steps: NOT_ASKED.includes(reason)
        ? [{ step: "customer", ...finding }]
        : [OK_CUSTOMER, { step: "contact_lookup", ...finding }],
    }
  }

  const steps: Check["steps"] = [
    OK_CUSTOMER,
    { step: "contact_lookup", finding: "ok", http_status: null },
  ]
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const list = await service.engage.listPromotions(contact_id, {
    timeoutMs: TIMEOUT_MS,
  })
  if (list.kind !== "ok") {
    const step = findingOf(list)
    return {
      ...nothing(customer_id),
      contact_id,
      steps: [
        ...steps,
        {
          step: "promotions_list",
          ...step,
          ...(list.kind === "contact_not_found" && {
            finding: "contact_not_found",
          }),
        },
      ],
    }
  }
  if (!list.promotions.length) {
    return {
      ...nothing(customer_id),
      contact_id,
      steps: [
        ...steps,
        {
          step: "promotions_list",
          finding: "no_promotions",
          http_status: null,
        },
      ],
    }
  }
  const engage_promotions = await offersOf(
    container,
    customer_id,
    list.promotions
  )
  return {
    customer_id,
    contact_id,
    engage_promotions,
    steps: [
      ...steps,
      { step: "promotions_list", finding: "ok", http_status: null },
      {
        step: "offers",
        finding: engage_promotions.some(({ applicable }) => applicable)
          ? "ok"
          : "none_usable",
        http_status: null,
      },
    ],
  }
}

const OK_CUSTOMER: Check["steps"][number] = {
  step: "customer",
  finding: "ok",
  http_status: null,
}

function nothing(customer_id: string): Check {
  return { customer_id, contact_id: null, steps: [], engage_promotions: [] }
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
  const online = channelOf(promotion, channel)
  const value = online && valueOf(online)
  if (value?.type !== "MONEY") {
    return []
  }
  const given = new Set(value.amounts.map(({ currency_code }) => currency_code))
  return currencies.filter((currency) => !given.has(currency))
}
