import type { Person } from "../seed/norrsken"
import { register } from "../storefront/account"
import { Storefront } from "../storefront/storefront"
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
  const visitor = Storefront.at(server)
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const person: Person = {
        first_name: "Customer",
        last_name: String(index),
        email: `customer-${index}@example.com`,
        password: "norrsken",
      }
      const { contactId } = engage.addContact({ email: person.email })
      const signedIn = await register(visitor, server.mailbox, person)
      return { ...signedIn, contactId }
    })
  )
}
