import {
  createStep,
  StepResponse,
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type {
  StoreEngagePromotion,
  StoreEngagePromotionListReason,
} from "../../types/http"
import { placeOf } from "../medusa/cart"
import { askAheadFor } from "./ask-ahead"
import {
  type ResolvedContact,
  listContactPromotions,
  resolveContactWorkflow,
} from "./contact"
import {
  CONTACT_AMBIGUOUS,
  describeOffers,
  listKnownToLedger,
  notGivenOf,
} from "./describe"
import { listOwnRedemptions } from "./on-cart"

/**
 * The end of a page's wait for Engage, in milliseconds since 1970: a single time for
 * all calls of a list. If this process knows the customer's contact, asks Engage at
 * once; meanwhile the current contact is read from the database, and the page shows
 * only a list of the current contact.
 */
const startWaitingStep = createStep(
  "start-waiting",
  async ({ customer_id }: { customer_id: string | null }, { container }) => {
    const { listWaitMs } = await askAheadFor(container, customer_id)
    return new StepResponse(Date.now() + listWaitMs)
  }
)

/** The contact's assignments, each with its state on the cart. */
const listEngagePromotionsStep = createStep(
  "list-engage-promotions",
  async (
    {
      contact: { contact_id, reason },
      cart_id,
      customer_id,
      sales_channel_ids,
      wait_until,
      for_shopper,
    }: {
      contact: ResolvedContact
      cart_id: string | null
      /** The customer with the offers; null for a guest. */
      customer_id: string | null
      /** Without a cart: the sales channels for the offers. Null: any. */
      sales_channel_ids: string[] | null
      /** The end of the page's wait, in milliseconds since 1970. */
      wait_until: number
      /** True: counts offers that the shop cannot give, for operators. */
      for_shopper: boolean
    },
    { container }
  ) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    if (for_shopper && reason === "contact_ambiguous") {
      await service.notGiven.note([CONTACT_AMBIGUOUS])
    }
    const [place, redemptions] = cart_id
      ? await Promise.all([
          placeOf(container, cart_id),
          listOwnRedemptions(container, cart_id),
        ])
      : [null, []]
    const channels = place ? [place.sales_channel_id] : sales_channel_ids
    const offered = !channels || (await service.offersIn(channels))
    if (!contact_id) {
      // An offer applied while the customer still had a contact keeps its discount:
      // list it, so that the customer can take the offer off.
      const known = cart_id ? await listKnownToLedger(container, cart_id) : []
      const isAsked = offered && reason === "verification_required"
      return new StepResponse(listed(known, isAsked ? reason : null))
    }
    if (!offered && !redemptions.length) {
      return new StepResponse(listed([]))
    }
    const promotions = await listContactPromotions(service, contact_id, {
      wait_until,
      anew: !for_shopper,
    })
    const currency_code = place?.currency_code ?? null
    const offers = await describeOffers(
      container,
      promotions.filter(
        ({ id }) =>
          offered ||
          redemptions.some(({ assignment_id }) => assignment_id === id)
      ),
      { customer_id, cart_id, currency_code, redemptions }
    )
    if (for_shopper) {
      await service.notGiven.note(notGivenOf(offers, currency_code))
    }
    return new StepResponse(listed(offers))
  }
)

/** Starts the page's wait, and finds the contact within it. */
function waitForContact(who: {
  customer_id: string | null
  guest_email: string | null
}) {
  const wait_until = startWaitingStep({ customer_id: who.customer_id })
  const contact = resolveContactWorkflow.runAsStep({
    input: transform({ who, wait_until }, ({ who, wait_until }) => ({
      customer_id: who.customer_id,
      guest_email: who.guest_email,
      wait_until,
    })),
  })
  return { wait_until, contact }
}

function listed(
  engage_promotions: StoreEngagePromotion[],
  reason: StoreEngagePromotionListReason | null = null
) {
  return { engage_promotions, reason }
}

/** A customer or a guest, and a cart. */
export type ListEngagePromotionsInput = {
  customer_id: string | null
  guest_email: string | null
  /** For marking offers applied to a cart, or refused on it. */
  cart_id: string | null
  /**
   * Without a cart: the sales channels for the offers. The option `salesChannels`
   * has to name at least one of them. Default: any.
   */
  sales_channel_ids?: string[] | null
}

/**
 * Lists a customer's offers. Without a contact in Engage the list is empty; in a
 * sales channel not named by the option `salesChannels` the list has only offers
 * already on the cart. Waits for Engage no longer than the option `listWaitMs`.
 *
 * @returns the offers; `reason` says why the list is empty, if the customer can
 * change the cause.
 * @throws MedusaError `engage_unavailable` when Engage cannot be asked.
 */
export const listEngagePromotionsWorkflow = createWorkflow(
  "list-engage-promotions",
  (input: ListEngagePromotionsInput) => {
    const { wait_until, contact } = waitForContact(input)
    return new WorkflowResponse(
      listEngagePromotionsStep(
        transform(
          { input, contact, wait_until },
          ({ input, contact, wait_until }) => ({
            contact,
            cart_id: input.cart_id,
            customer_id: input.customer_id,
            sales_channel_ids: input.sales_channel_ids ?? null,
            wait_until,
            for_shopper: true,
          })
        )
      )
    )
  }
)

/**
 * Lists a customer's offers for an operator, with the customer's Engage contact or
 * the reason for its absence. The operator can tell apart a customer without a
 * contact, a contact without offers, and a customer for whom Engage was not asked.
 *
 * @throws MedusaError `engage_unavailable` when Engage cannot be asked; NOT_FOUND
 * for the customer.
 */
export const listCustomerEngagePromotionsWorkflow = createWorkflow(
  "list-customer-engage-promotions",
  (input: { customer_id: string }) => {
    const { wait_until, contact } = waitForContact(
      transform(input, ({ customer_id }) => ({
        customer_id,
        guest_email: null,
      }))
    )
    const { engage_promotions } = listEngagePromotionsStep({
      contact,
      cart_id: null,
      customer_id: input.customer_id,
      sales_channel_ids: null,
      wait_until,
      for_shopper: false,
    })
    return new WorkflowResponse(
      transform(
        { contact, engage_promotions },
        ({ contact, engage_promotions }) => ({ ...contact, engage_promotions })
      )
    )
  }
)
