import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { PluginOptions } from "../../../modules/promotion-redemption/options"
import { LIST_TIMEOUT_MS } from "../../engage-promotions/list"
import { verifiedEmail } from "./verified-email"

type LookUpContactInput = {
  customer_id: string | null
  guest_email: string | null
  /** What the shop's own handler found. */
  resolved?: { contact_id: string } | { custom_key: string } | null
}

/** What identifies a contact in Engage. */
type ContactKey = { email: string } | { customKey: string }

/** Asks Engage for a contact's id. Null when nothing identifies the customer. */
export const lookUpContactStep = createStep(
  "look-up-contact",
  async (input: LookUpContactInput, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const options = await service.getOptions()
    if (!options.enabled) {
      return new StepResponse<string | null>(null)
    }
    if (input.resolved && "contact_id" in input.resolved) {
      return new StepResponse<string | null>(input.resolved.contact_id)
    }

    // From a handler that found nothing comes an object of Medusa's own.
    const key =
      input.resolved && "custom_key" in input.resolved
        ? { customKey: input.resolved.custom_key }
        : await keyOf(container, options, input)
    if (!key) {
      return new StepResponse<string | null>(null)
    }
    const contact = await service.findContactId(
      {
        customer_id: input.customer_id,
        by: key,
        contactType: options.contactLookup.contactType,
      },
      { timeoutMs: LIST_TIMEOUT_MS }
    )
    switch (contact.kind) {
      case "found":
        return new StepResponse<string | null>(contact.contactId)
      case "not_found":
      case "ambiguous":
        return new StepResponse<string | null>(null)
      default:
        throw engageError("engage_unavailable")
    }
  }
)

async function keyOf(
  container: MedusaContainer,
  options: PluginOptions,
  { customer_id, guest_email }: LookUpContactInput
): Promise<ContactKey | null> {
  if (!customer_id) {
    return guest_email && options.guests === "email"
      ? { email: guest_email }
      : null
  }
  switch (options.contactLookup.by) {
    case "custom_key":
      return { customKey: customer_id }
    case "email": {
      const { email } = await container
        .resolve(Modules.CUSTOMER)
        .retrieveCustomer(customer_id, { select: ["id", "email"] })
      return email ? { email } : null
    }
    case "verified_email": {
      const email = await verifiedEmail(container, customer_id)
      return email ? { email } : null
    }
  }
}
