import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  createHook,
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { z } from "@medusajs/framework/zod"

import { engageError } from "../../errors/engage-error"
import type { EngagePromotion } from "../../modules/promotion-redemption/engage/types"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { PluginOptions } from "../../modules/promotion-redemption/options"
import { staffField } from "../../modules/promotion-redemption/options/schema"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import type { NoContactReason } from "../../types/promotion-redemption"

/**
 * How long one question to Engage may take, in milliseconds: a customer has asked
 * it, and a second look costs nothing. A page that lists offers waits no longer
 * than the option `listWaitMs`.
 */
const LIST_TIMEOUT_MS = 10_000

/**
 * A contact's promotions in all channels, so that one which is not for the web
 * shop can say so. A contact that Engage no longer knows has none.
 *
 * @param wait_until for a list that is only shown: until when its page waits, in
 * milliseconds since 1970. What Engage said in the last half minute will do.
 * @throws MedusaError `engage_unavailable`
 */
export async function listContactPromotions(
  service: PromotionRedemptionModuleService,
  contactId: string,
  { wait_until }: { wait_until?: number } = {}
): Promise<EngagePromotion[]> {
  const answer = await service.listEngagePromotions(contactId, {
    timeoutMs: LIST_TIMEOUT_MS,
    shown_within_ms: msUntil(wait_until),
  })
  switch (answer.kind) {
    case "ok":
      return answer.promotions
    case "contact_not_found":
      return []
    default:
      throw engageError("engage_unavailable")
  }
}

/** How long there is until then, in milliseconds; undefined: as long as it takes. */
function msUntil(wait_until: number | undefined): number | undefined {
  return wait_until === undefined
    ? undefined
    : Math.max(0, wait_until - Date.now())
}

/**
 * What a customer has on record, and Medusa can verify for their sign-in, with
 * Medusa's word for it there.
 */
const ENTITY_TYPES = { email: "email", phone: "phone_number" } as const

/**
 * The customer's address or phone number, if it is also verified for their sign-in.
 * Medusa verifies what belongs to a sign-in, and lets a customer have another on
 * record: neither alone says that it is theirs.
 *
 * @returns the value, or why it cannot be used.
 */
async function verified(
  container: MedusaContainer,
  customerId: string,
  field: keyof typeof ENTITY_TYPES
): Promise<
  | { value: string }
  | Extract<NoContactReason, "verification_required" | "nothing_to_look_up_by">
> {
  const { [field]: value } = await container
    .resolve(Modules.CUSTOMER)
    .retrieveCustomer(customerId, { select: ["id", field] })
  if (!value) {
    return "nothing_to_look_up_by"
  }
  const auth = container.resolve(Modules.AUTH)
  const identities = await auth.listAuthIdentities(
    { app_metadata: { customer_id: customerId } },
    { select: ["id"], take: 10 }
  )
  for (const { id } of identities) {
    const verifications = await auth.listAuthVerifications({
      auth_identity_id: id,
      entity_type: ENTITY_TYPES[field],
    })
    if (
      verifications.some(
        ({ verified_at, entity_id }) => verified_at && isSame(entity_id, value)
      )
    ) {
      return { value }
    }
  }
  return "verification_required"
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}

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
const lookUpContactStep = createStep(
  "look-up-contact",
  async (input: LookUpContactInput, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    const options = await service.getOptions()
    if (!options.enabled) {
      return new StepResponse(none("switched_off"))
    }
    if (input.resolved && "contact_id" in input.resolved) {
      return new StepResponse(found(input.resolved.contact_id))
    }

    // From a handler that found nothing comes an object of Medusa's own.
    const key =
      input.resolved && "custom_key" in input.resolved
        ? { customKey: input.resolved.custom_key }
        : await keyOf(container, options, input)
    if (typeof key === "string") {
      return new StepResponse(none(key))
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
        return new StepResponse(found(contact.contactId))
      case "not_found":
        return new StepResponse(none("contact_not_found"))
      case "ambiguous":
        return new StepResponse(none("contact_ambiguous"))
      default:
        throw engageError("engage_unavailable")
    }
  }
)

function found(contact_id: string): ResolvedContact {
  return { contact_id, reason: null }
}

function none(reason: NoContactReason): ResolvedContact {
  return { contact_id: null, reason }
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

/** Whose contact is wanted. */
export type ResolveContactInput = {
  /** The signed-in customer; null for a guest. */
  customer_id: string | null
  /** Only with `guests: "email"`: the address that a guest gave the cart. */
  guest_email: string | null
  /**
   * For a list that is only shown: until when its page waits, in milliseconds since
   * 1970. Left out: as long as the call takes, 10 s at most.
   */
  wait_until?: number
}

/** What a handler of the `resolveContact` hook may return. */
export const resolvedContact = z.union([
  z.object({ contact_id: z.string() }),
  z.object({ custom_key: z.string() }),
])

/**
 * Finds the Engage contact of a customer, as the option `contactLookup` says.
 *
 * The hook `resolveContact` comes first: return `{ contact_id }` or
 * `{ custom_key }` to use your own match, or nothing to leave it to the option.
 * Whatever it returns decides whose offers the customer sees and spends: never
 * take it from what a customer can write, such as `metadata` or `cart.email`.
 *
 * @returns the contact's id; null when there is none, with why.
 * @throws MedusaError `engage_unavailable` when Engage cannot be asked.
 *
 * @example
 * resolveContactWorkflow.hooks.resolveContact(
 *   async ({ customer_id }) => new StepResponse({ contact_id: "…" })
 * )
 */
export const resolveContactWorkflow = createWorkflow(
  "resolve-contact",
  (input: ResolveContactInput) => {
    const resolveContact = createHook("resolveContact", input, {
      resultValidator: resolvedContact.nullish(),
    })
    const contact = lookUpContactStep({
      customer_id: input.customer_id,
      guest_email: input.guest_email,
      wait_until: input.wait_until,
      resolved: resolveContact.getResult(),
    })
    return new WorkflowResponse(contact, { hooks: [resolveContact] })
  }
)
