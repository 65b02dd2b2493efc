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
import { Remembered } from "../../modules/promotion-redemption/remembered"
import { staffField } from "../../modules/promotion-redemption/options/schema"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"
import type { NoContactReason } from "../../types/promotion-redemption"

/**
 * Longest wait for one call to Engage, in milliseconds. Short, because a customer
 * waits and can ask again without harm. A page with a list of offers waits no longer
 * than the option `listWaitMs`.
 */
export const LIST_TIMEOUT_MS = 10_000

/**
 * A contact's promotions in all channels: an assignment outside the web shop's
 * channel can then be refused with its own reason. A contact unknown to Engage has
 * no promotions.
 *
 * @param wait_until only for showing a list: when its page stops waiting, in
 * milliseconds since 1970. Engage's answer may then be up to half a minute old.
 * @param anew staff ask: not with an answer that is that old.
 * @throws MedusaError `engage_unavailable`
 */
export async function listContactPromotions(
  service: PromotionRedemptionModuleService,
  contactId: string,
  { wait_until, anew }: { wait_until?: number; anew?: boolean } = {}
): Promise<EngagePromotion[]> {
  const answer = await service.engage.listPromotions(contactId, {
    timeoutMs: LIST_TIMEOUT_MS,
    shown_within_ms: msUntil(wait_until),
    anew,
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

/** Milliseconds left until `wait_until`; undefined: no limit. */
function msUntil(wait_until: number | undefined): number | undefined {
  return wait_until === undefined
    ? undefined
    : Math.max(0, wait_until - Date.now())
}

/**
 * The customer's fields that Medusa can verify for a sign-in, each with its
 * `entity_type` in Medusa's auth module.
 */
const ENTITY_TYPES = { email: "email", phone: "phone_number" } as const

/**
 * The customer's address or phone number, if verified for a sign-in of the same
 * customer. Both are needed: Medusa verifies the value of a sign-in, but lets a
 * customer put a different, unproved value on record.
 *
 * @returns the value, or why the value cannot be used.
 */
async function verified(
  container: MedusaContainer,
  customerId: string,
  field: keyof typeof ENTITY_TYPES
): Promise<
  | { value: string }
  | Extract<NoContactReason, "verification_required" | "nothing_to_look_up_by">
> {
  const customer = await container
    .resolve(Modules.CUSTOMER)
    .retrieveCustomer(customerId, { select: ["id", "email", field] })
  const value = customer[field]
  if (!value) {
    return "nothing_to_look_up_by"
  }
  const auth = container.resolve(Modules.AUTH)
  const isVerifiedFor = async (identityIds: string[]) => {
    const verifications = await Promise.all(
      identityIds.map((auth_identity_id) =>
        auth.listAuthVerifications({
          auth_identity_id,
          entity_type: ENTITY_TYPES[field],
        })
      )
    )
    return verifications
      .flat()
      .some(
        ({ verified_at, entity_id }) => verified_at && isSame(entity_id, value)
      )
  }
  return (await isVerifiedFor(
    await signInsByEmail(container, customerId, customer.email)
  )) || (await isVerifiedFor(await signInsOf(container, customerId)))
    ? { value }
    : "verification_required"
}

/**
 * The customer's sign-ins with the address on record. Tried first: nearly every
 * customer signs in with this address, and Medusa has an index on it.
 *
 * Without a limit: each provider has at most one such sign-in. For a limit together
 * with a relation, MikroORM clones its query builder and then deletes a property of a
 * class, for which V8 throws away all compiled code of MikroORM's query building. A
 * server's next requests would take a tenth longer.
 */
async function signInsByEmail(
  container: MedusaContainer,
  customer_id: string,
  email: string | null
): Promise<string[]> {
  const addresses = new Set(email ? [email, email.toLowerCase()] : [])
  const found = await Promise.all(
    [...addresses].map((entity_id) =>
      container.resolve(Modules.AUTH).listAuthIdentities(
        {
          provider_identities: { entity_id },
          app_metadata: { customer_id },
        },
        { select: ["id"], take: null }
      )
    )
  )
  return found.flat().map(({ id }) => id)
}

/** A customer rarely has more than one sign-in. */
const SIGN_INS = 10

/** How long a process remembers a customer's sign-ins, in seconds. */
const REMEMBERED_S = 5 * 60

/** The ids of sign-ins, by customer. */
const remembered = new Remembered<string[]>(10_000)

/**
 * All sign-ins of a customer, with any address or provider. Without an index, Medusa
 * reads every sign-in of the shop for this, so the process remembers the result.
 * Whether an address is verified is read anew each time.
 */
async function signInsOf(
  container: MedusaContainer,
  customer_id: string
): Promise<string[]> {
  const known = remembered.get(customer_id)
  if (known) {
    return known
  }
  const identities = await container
    .resolve(Modules.AUTH)
    .listAuthIdentities(
      { app_metadata: { customer_id } },
      { select: ["id"], take: SIGN_INS }
    )
  const ids = identities.map(({ id }) => id)
  if (ids.length) {
    remembered.set(customer_id, ids, REMEMBERED_S)
  }
  return ids
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}

type LookUpContactInput = {
  customer_id: string | null
  guest_email: string | null
  wait_until?: number
  /** The result of the shop's own `resolveContact` handler. */
  resolved?: { contact_id?: string; custom_key?: string } | null
}

/** A contact's key in Engage. */
type ContactKey = { email: string } | { customKey: string }

/** A customer's contact in Engage, or why the customer has no contact. */
export type ResolvedContact =
  | { contact_id: string; reason: null }
  | { contact_id: null; reason: NoContactReason }

/** Asks Engage for the contact's id, if the customer has a key to ask with. */
const lookUpContactStep = createStep(
  "look-up-contact",
  async (input: LookUpContactInput, { container }) => {
    const contact = await lookUp(input, container)
    container
      .resolve(PROMOTION_REDEMPTION_MODULE)
      .engage.noteContact(input.customer_id, contact.contact_id)
    return new StepResponse<ResolvedContact>(contact)
  }
)

async function lookUp(
  input: LookUpContactInput,
  container: MedusaContainer
): Promise<ResolvedContact> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const options = await service.getOptions()
  if (!options.enabled) {
    return none("switched_off")
  }
  // When the shop's handler returns nothing, Medusa passes an object of its own.
  const { contact_id, custom_key } = input.resolved ?? {}
  if ((contact_id ?? custom_key)?.trim() === "") {
    // Engage might know a contact whose key is blank too.
    return none("nothing_to_look_up_by")
  }
  if (contact_id !== undefined) {
    return found(contact_id)
  }
  const key =
    custom_key !== undefined
      ? { customKey: custom_key }
      : await keyOf(container, options, input)
  if (typeof key === "string") {
    return none(key)
  }
  const contact = await service.engage.findContactId(
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

function found(contact_id: string): ResolvedContact {
  return { contact_id, reason: null }
}

function none(reason: NoContactReason): ResolvedContact {
  return { contact_id: null, reason }
}

/** The customer's key in Engage, or why the customer has no key. */
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

/** The customer's value of the field named by the option `contactLookup.field`. */
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

/** A member's number, as written by staff or by an import. */
const keySchema = z.union([z.string().trim().min(1).max(200), z.int()])

/** The customer, or the guest, whose contact is wanted. */
export type ResolveContactInput = {
  /** The signed-in customer; null for a guest. */
  customer_id: string | null
  /** Only with `guests: "email"`: the address that a guest gave the cart. */
  guest_email: string | null
  /**
   * Only for showing a list: when its page stops waiting, in milliseconds since
   * 1970. Default: as long as the call takes, 10 s at most.
   */
  wait_until?: number
}

/** The allowed results of a `resolveContact` handler. */
export const resolvedContact = z.union([
  z.object({ contact_id: z.string() }),
  z.object({ custom_key: z.string() }),
])

/**
 * Finds the Engage contact of a customer, as the option `contactLookup` says.
 *
 * The hook `resolveContact` comes first: return `{ contact_id }` or `{ custom_key }`
 * to use your own match, or nothing to leave the match to the option. Your result
 * decides whose offers the customer sees and spends: never take it from a field that
 * a customer can write, such as `metadata` or `cart.email`.
 *
 * @returns the contact's id; null without a contact, with the reason.
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
