import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { PluginOptions } from "../../../modules/promotion-redemption/options"
import { staffField } from "../../../modules/promotion-redemption/options/schema"
import type { NoContactReason } from "../../../types/promotion-redemption"
import { LIST_TIMEOUT_MS, msUntil } from "../../engage-promotions/list"
import { verified } from "./verified"

type LookUpContactInput = {
  customer_id: string | null
  guest_email: string | null
  wait_until?: number
  /** What the shop's own handler found. */
  resolved?: { contact_id: string } | { custom_key: string } | null
}

/** What identifies a contact in Engage. */
type ContactKey = { email: string } | { customKey: string }

/** A customer's contact in Engage, or why there is none. */
export type ResolvedContact =
  | { contact_id: string; reason: null }
  | { contact_id: null; reason: NoContactReason }

/** Asks Engage for a contact's id, where something identifies the customer. */
export const lookUpContactStep = createStep(
  "look-up-contact",
  async (input: LookUpContactInput, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const options = await service.getOptions()
    if (!options.enabled) {
      return none("switched_off")
    }
    if (input.resolved && "contact_id" in input.resolved) {
      return found(input.resolved.contact_id)
    }

    // From a handler that found nothing comes an object of Medusa's own.
    const key =
      input.resolved && "custom_key" in input.resolved
        ? { customKey: input.resolved.custom_key }
        : await keyOf(container, options, input)
    if (typeof key === "string") {
      return none(key)
    }
    const contact = await service.findContactId(
      {
        customer_id: input.customer_id,
        by: key,
        contactType: options.contactLookup.contactType,
      },
      {
        timeoutMs: LIST_TIMEOUT_MS,
        shown_within_ms: msUntil(input.wait_until),
      }
    )
    switch (contact.kind) {
      case "found":
        return found(contact.contactId)
      case "not_found":
        return none("contact_not_found")
      case "ambiguous":
        return none("contact_ambiguous")
      default:
        throw engageError("engage_unavailable")
    }
  }
)

function found(contact_id: string) {
  return new StepResponse<ResolvedContact>({ contact_id, reason: null })
}

function none(reason: NoContactReason) {
  return new StepResponse<ResolvedContact>({ contact_id: null, reason })
}

/** What identifies the customer, or why nothing does. */
async function keyOf(
  container: MedusaContainer,
  options: PluginOptions,
  { customer_id, guest_email }: LookUpContactInput
): Promise<ContactKey | NoContactReason> {
  if (!customer_id) {
    return guest_email && options.guests === "email"
      ? { email: guest_email }
      : "nothing_to_look_up_by"
  }
  switch (options.contactLookup.by) {
    case "custom_key":
      return customKeyOf(container, options, customer_id)
    case "email": {
      const { email } = await container
        .resolve(Modules.CUSTOMER)
        .retrieveCustomer(customer_id, { select: ["id", "email"] })
      return email ? { email } : "nothing_to_look_up_by"
    }
    case "verified_email": {
      const email = await verified(container, customer_id, "email")
      return typeof email === "string" ? email : { email: email.value }
    }
  }
}

/** What the option `contactLookup.field` names, of one customer. */
async function customKeyOf(
  container: MedusaContainer,
  { contactLookup }: PluginOptions,
  customer_id: string
): Promise<ContactKey | NoContactReason> {
  if (contactLookup.field === "phone") {
    const phone = await verified(container, customer_id, "phone")
    return typeof phone === "string" ? phone : { customKey: phone.value }
  }
  const field = staffField(contactLookup)
  if (field === null) {
    return { customKey: customer_id }
  }
  const { metadata } = await container
    .resolve(Modules.CUSTOMER)
    .retrieveCustomer(customer_id, { select: ["id", "metadata"] })
  const { success, data } = keySchema.safeParse(metadata?.[field])
  return success ? { customKey: String(data) } : "nothing_to_look_up_by"
}

/** A member's number, as staff or an import of theirs wrote it. */
const keySchema = z.union([z.string().trim().min(1).max(200), z.int()])
