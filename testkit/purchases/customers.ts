import type { Person } from "../seed/norrsken"
import { register } from "../storefront/account"
import { StoreApi } from "../storefront/store-api"
import type { EngageSandbox } from "../../packages/engage-sandbox/src"
import type { Server } from "../shop/server"

/** A customer who is signed in on every server and has a contact in Engage. */
export type Customer = { email: string; token: string; contactId: string }

/** Registers `count` customers. */
export async function registerCustomers(
  server: Pick<Server, "url" | "publishableKey" | "mailbox">,
  engage: EngageSandbox,
  count: number
): Promise<Customer[]> {
  const api = new StoreApi(server.url, server.publishableKey)
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const person: Person = {
        first_name: "Customer",
        last_name: String(index),
        email: `customer-${index}@example.com`,
        password: "norrsken",
      }
      const { contactId } = engage.addContact({ email: person.email })
      const { token = "" } = await register(api, server.mailbox, person)
      return { email: person.email, token, contactId }
    })
  )
}
