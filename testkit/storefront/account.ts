import type { Mailbox } from "../shop/mailbox"
import type { Person } from "../seed/norrsken"
import { expectOk, UnexpectedAnswer } from "./send"
import type { SignedIn, Storefront } from "./storefront"

/** With what a customer signs in. */
type Credentials = Pick<Person, "email" | "password">

/** A customer's record: `email` may differ from the address for signing in. */
type CustomerRecord = {
  email: string
  first_name?: string
  last_name?: string
  metadata?: Record<string, unknown>
}

/**
 * Registers a customer with e-mail and password, as a storefront does. The address is
 * not verified yet.
 * @returns the customer's id, and the web site for the newcomer, who may only verify.
 */
export async function signUp(
  visitor: Storefront,
  { email, password }: Credentials,
  record: CustomerRecord
): Promise<{ id: string; newcomer: Storefront }> {
  const { token } = await expectOk(
    visitor.request<{ token: string }>(
      "POST",
      "/auth/customer/emailpass/register",
      { email, password }
    )
  )
  const newcomer = visitor.as({ token, email })
  const { customer } = await expectOk(
    newcomer.request<{ customer: { id: string } }>(
      "POST",
      "/store/customers",
      record
    )
  )
  return { id: customer.id, newcomer }
}

/** Signs a registered customer or user of the admin in. @throws UnexpectedAnswer 401 */
export async function signIn(
  visitor: Storefront,
  { email, password }: Credentials,
  actor: "customer" | "user" = "customer"
): Promise<SignedIn> {
  const { token } = await expectOk(
    visitor.request<{ token: string }>("POST", `/auth/${actor}/emailpass`, {
      email,
      password,
    })
  )
  return { email, token }
}

/**
 * Registers a customer, verifies the address and signs the customer in. The shop
 * shows offers only for a verified address: otherwise anyone could register with a
 * stranger's address and see the stranger's offers.
 */
export async function register(
  visitor: Storefront,
  mailbox: Mailbox,
  person: Person
): Promise<SignedIn> {
  const { email, first_name, last_name } = person
  const record = { email, first_name, last_name }
  const { newcomer } = await signUp(visitor, person, record)
  await expectOk(
    newcomer.request("POST", "/auth/verification/request", {
      entity_id: email,
      entity_type: "email",
      code_provider: "token",
    })
  )
  await expectOk(
    newcomer.request("POST", "/auth/verification/confirm", {
      code: await mailbox.codeFor(email),
    })
  )
  return signIn(visitor, person)
}

/** Signs a customer in, and registers a new customer first. */
export async function ensureRegistered(
  visitor: Storefront,
  mailbox: Mailbox,
  person: Person
): Promise<SignedIn> {
  try {
    return await signIn(visitor, person)
  } catch (error) {
    if (error instanceof UnexpectedAnswer && error.status === 401) {
      return register(visitor, mailbox, person)
    }
    throw error
  }
}
