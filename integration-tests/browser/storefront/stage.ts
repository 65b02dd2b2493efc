import { Client } from "@medusajs/framework/pg"

import type { SandboxAssignment } from "../../../packages/engage-sandbox/src"
import { toAssignment } from "../../../testkit/engage"
import { ShopLedger, type ToldRow } from "../../../testkit/ledger/shop-ledger"
import type { Offer, Person } from "../../../testkit/seed/norrsken"
import { verificationLink } from "../../../testkit/shop/start-storefront"
import { register } from "../../../testkit/storefront/account"
import { Storefront } from "../../../testkit/storefront/storefront"
import { patiently } from "../support/patiently"
import type { Screen } from "../support/screens"
import { Visitor } from "../support/visitor"
import type { World } from "../support/world"
import { Shopper } from "./shopper"

/** A customer with offers in Engage, who is registered in the shop. */
export type Member = Person & {
  contactId: string
  /** In the order in which the offers were given. */
  assignments: SandboxAssignment[]
}

/** What the storefront's tests play on: each part as in real life. */
export class Stage {
  ledger!: ShopLedger
  private members = 0

  constructor(private readonly world: World) {}

  get engage() {
    return this.world.engage
  }

  set(): void {
    this.ledger = new ShopLedger(this.world.databaseUrl)
  }

  async strike(): Promise<void> {
    // Not there if the world did not open.
    await this.ledger?.close()
  }

  /** Somebody new comes to the shop, nobody signed in. */
  async shopper(screen: Screen): Promise<Shopper> {
    const visitor = await Visitor.arrive(this.world.browser, {
      screen,
      area: "storefront",
      baseUrl: this.world.storefrontUrl,
    })
    return new Shopper(visitor)
  }

  /** Registers a new customer, who has these offers in Engage. */
  async member(...offers: Offer[]): Promise<Member> {
    const member = this.stranger(...offers)
    const { shop } = this.world
    await register(Storefront.at(shop), shop.mailbox, member)
    return member
  }

  /** Somebody who has these offers in Engage, and no account in the shop yet. */
  stranger(...offers: Offer[]): Member {
    const person: Person = {
      first_name: "Anna",
      last_name: "Lind",
      email: `anna.lind.${++this.members}@example.com`,
      password: "norrsken",
    }
    const assignments = offers.map((offer) =>
      toAssignment(offer, this.world.storefrontUrl)
    )
    const { contactId } = this.engage.addContact({
      email: person.email,
      promotions: assignments,
    })
    return { ...person, contactId, assignments }
  }

  /**
   * Makes of a member one who has signed in before the shop asked for verified
   * addresses: signed in, and not verified.
   */
  async forgetVerification({ email }: Member): Promise<void> {
    const client = new Client({ connectionString: this.world.databaseUrl })
    await client.connect()
    await client.query(
      "UPDATE auth_verification SET verified_at = NULL WHERE entity_id = $1",
      [email]
    )
    await client.end()
    this.world.shop.mailbox.empty(email)
  }

  /** The link in the mail that shows whose address it is. */
  async linkFor({ email }: Person): Promise<string> {
    return verificationLink(
      this.world.storefrontUrl,
      await this.world.shop.mailbox.codeFor(email)
    )
  }

  /** Lets time pass, and waits until the job has settled all rows of a cart. */
  async settledRowsOf(cartId: string): Promise<ToldRow[]> {
    await this.ledger.passTimeUntilDue([cartId])
    await patiently(
      async () =>
        (await this.ledger.rowsOf(cartId)).every(
          ({ status }) => !["pending", "redeeming"].includes(status)
        ),
      40_000
    )
    return this.ledger.toldOf(cartId)
  }

  /** How often each of a member's offers was redeemed in Engage. */
  redemptionsOf({ assignments }: Member): number[] {
    return assignments.map(({ id }) => this.engage.assignment(id).redeemCount)
  }
}
