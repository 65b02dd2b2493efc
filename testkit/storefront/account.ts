import type { Mailbox } from "../shop/mailbox"
import type { Person } from "../seed/norrsken"
import { StoreApiError, type StoreApi } from "./store-api"

/**
 * Registers a customer, verifies the address and signs the customer in. The shop
 * shows offers only for a verified address: otherwise anyone could register with a
 * stranger's address and see the stranger's offers.
 */
export async function register(
  api: StoreApi,
  mailbox: Mailbox,
  { email, password, first_name, last_name }: Person
): Promise<StoreApi> {
  const registration = await api.post<{ token: string }>(
    "/auth/customer/emailpass/register",
    { email, password }
  )
  await api
    .as(registration.token)
    .post("/store/customers", { email, first_name, last_name })

  const newcomer = api.as(registration.token)
  await newcomer.post("/auth/verification/request", {
    entity_id: email,
    entity_type: "email",
    code_provider: "token",
  })
  await newcomer.post("/auth/verification/confirm", {
    code: await mailbox.codeFor(email),
  })
  return signIn(api, { email, password })
}

/** Signs a registered customer in. @throws StoreApiError 401 */
export async function signIn(
  api: StoreApi,
  { email, password }: Pick<Person, "email" | "password">
): Promise<StoreApi> {
  const { token } = await api.post<{ token: string }>(
    "/auth/customer/emailpass",
    { email, password }
  )
  return api.as(token)
}

/** Signs a customer in, and registers a new customer first. */
export async function ensureRegistered(
  api: StoreApi,
  mailbox: Mailbox,
  person: Person
): Promise<StoreApi> {
  try {
    return await signIn(api, person)
  } catch (error) {
    if (error instanceof StoreApiError && error.status === 401) {
      return register(api, mailbox, person)
    }
    throw error
  }
}
