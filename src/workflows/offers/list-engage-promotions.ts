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
import {
  type ResolvedContact,
  LIST_TIMEOUT_MS,
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
 * Until when a page waits for Engage, in milliseconds since 1970: one time for all
 * that is asked for one list. Of a customer whose contact this process knows, Engage
 * is asked right away: who the contact is now is read from the database meanwhile,
 * and only a list of that contact is shown.
 */
const startWaitingStep = createStep(
  "start-waiting",
  async ({ customer_id }: { customer_id: string | null }, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const { listWaitMs } = await service.getOptions()
    service.engage.askAhead(customer_id, {
      timeoutMs: LIST_TIMEOUT_MS,
      shown_within_ms: listWaitMs,
    })
    return new StepResponse(Date.now() + listWaitMs)
  }
)

/** The contact's assignments, with where each stands on the cart. */
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
      /** Whose offers they are; null for a guest. */
      customer_id: string | null
      /** Where the offers are to be used, if not on a cart. Null: anywhere. */
      sales_channel_ids: string[] | null
      /** Until when the page waits, in milliseconds since 1970. */
      wait_until: number
      /** What a shopper misses in it is counted for the operators. */
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
      // What is on the cart was applied while the customer had a contact. It has
      // its discount still, so it is shown, and can be taken off.
      const known = cart_id ? await listKnownToLedger(container, cart_id) : []
      const isAsked = offered && reason === "verification_required"
      return new StepResponse(listed(known, isAsked ? reason : null))
    }
    if (!offered && !redemptions.length) {
      return new StepResponse(listed([]))
    }
    const promotions = await listContactPromotions(service, contact_id, {
      wait_until,
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

function listed(
  engage_promotions: StoreEngagePromotion[],
  reason: StoreEngagePromotionListReason | null = null
) {
  return { engage_promotions, reason }
}

/** Whose offers, and on which cart. */
export type ListEngagePromotionsInput = {
  customer_id: string | null
  guest_email: string | null
  /** To mark what is applied to a cart, and what was refused on it. */
  cart_id: string | null
  /**
   * Without a cart: where the offers are to be used. One of the option's
   * `salesChannels` has to be among them. Default: anywhere.
   */
  sales_channel_ids?: string[] | null
}

/**
 * Lists a customer's offers. No contact in Engage is an empty list, and in a sales
 * channel that the option `salesChannels` does not name the list has only what is
 * on the cart already. Waits for Engage no longer than the option `listWaitMs`.
 *
 * @returns the offers, and with `reason` why the list is empty when the customer
 * can do something about it.
 * @throws MedusaError `engage_unavailable` when Engage cannot be asked.
 */
export const listEngagePromotionsWorkflow = createWorkflow(
  "list-engage-promotions",
  (input: ListEngagePromotionsInput) => {
    const wait_until = startWaitingStep({ customer_id: input.customer_id })
    const contact = resolveContactWorkflow.runAsStep({
      input: transform(
        { input, wait_until },
        ({ input: { customer_id, guest_email }, wait_until }) => ({
          customer_id,
          guest_email,
          wait_until,
        })
      ),
    })
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
 * Lists a customer's offers for an operator, with the contact that they are
 * matched to, or why there is none: nobody, somebody without offers, and somebody
 * for whom Engage was not asked are not the same.
 *
 * @throws MedusaError `engage_unavailable` when Engage cannot be asked; NOT_FOUND
 * for the customer.
 */
export const listCustomerEngagePromotionsWorkflow = createWorkflow(
  "list-customer-engage-promotions",
  (input: { customer_id: string }) => {
    const wait_until = startWaitingStep({ customer_id: input.customer_id })
    const contact = resolveContactWorkflow.runAsStep({
      input: transform(
        { input, wait_until },
        ({ input: { customer_id }, wait_until }) => ({
          customer_id,
          guest_email: null,
          wait_until,
        })
      ),
    })
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
