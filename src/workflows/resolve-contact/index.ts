import { z } from "@medusajs/framework/zod"
import {
  createHook,
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { lookUpContactStep } from "./steps/look-up-contact"

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
