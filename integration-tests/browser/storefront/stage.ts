import type { SandboxAssignment } from "../../../packages/engage-sandbox/src"
import { toAssignment } from "../../../testkit/engage"
import {
  PRODUCTS,
  type Offer,
  type Person,
} from "../../../testkit/seed/norrsken"
import { verificationLink } from "../../../testkit/shop/start-storefront"
import { register } from "../../../testkit/storefront/account"
import { expectOk } from "../../../testkit/storefront/send"
import { Storefront } from "../../../testkit/storefront/storefront"
import type { Screen } from "../support/screens"
import type { World } from "../support/world"
import { Shopper } from "./shopper"

/** Somebody with offers in Engage, in the order in which they were given. */
export type Stranger = Person & { assignments: SandboxAssignment[] }

/** A customer of the shop, signed in on its web site. */
export type Member = Stranger & { web: Storefront }

/** What a test plays with. */
export type Cast = {
  stage: Stage
  /** A new one for each test. */
  shopper: Shopper
}

/** What the storefront's tests play on: each part as in real life. */
export class Stage {
  private members = 0

  constructor(private readonly world: World) {}

  get engage() {
    return this.world.engage
  }

  get ledger() {
    return this.world.ledger
  }

  /** Somebody new comes to the shop, nobody signed in. */
  shopper(screen: Screen): Promise<Shopper> {
    const { browser, storefrontUrl: baseUrl } = this.world
    return Shopper.arrive(browser, { screen, area: "storefront", baseUrl })
  }

  /** Registers a new customer, who has these offers in Engage. */
  async member(...offers: Offer[]): Promise<Member> {
    const stranger = this.stranger(...offers)
    const { shop } = this.world
    const visitor = Storefront.at(shop)
    const signedIn = await register(visitor, shop.mailbox, stranger)
    return { ...stranger, web: visitor.as(signedIn) }
  }

  /** Somebody who has these offers in Engage, and no account in the shop yet. */
  stranger(...offers: Offer[]): Stranger {
    const email = `anna.lind.${++this.members}@example.com`
    const assignments = offers.map((offer) =>
      toAssignment(offer, this.world.storefrontUrl)
    )
    this.engage.addContact({ email, promotions: assignments })
    return {
      first_name: "Anna",
      last_name: "Lind",
      email,
      password: "norrsken",
      assignments,
    }
  }

  /** A new customer's cart, with these offers on it. */
  async cart(...offers: Offer[]): Promise<Member & { cartId: string }> {
    const member = await this.member(...offers)
    const cartId = await this.cartOf(member)
    for (const { id } of member.assignments) {
      await expectOk(member.web.applyOffer(cartId, id))
    }
    return { ...member, cartId }
  }

  /** A customer's cart, with no offer on it. */
  async cartOf({ web }: Member): Promise<string> {
    const { handle } = PRODUCTS.jacket
    return (await web.fillCart({ handle, currency_code: "sek" })).id
  }

  /**
   * Makes of a member one who has signed in before the shop asked for verified
   * addresses: signed in, and not verified.
   */
  async forgetVerification({ email }: Member): Promise<void> {
    await this.ledger.sql(
      "UPDATE auth_verification SET verified_at = NULL WHERE entity_id = $1",
      [email]
    )
    this.world.shop.mailbox.empty(email)
  }

  /** The link in the mail that shows whose address it is. */
  async linkFor({ email }: Person): Promise<string> {
    return verificationLink(
      this.world.storefrontUrl,
      await this.world.shop.mailbox.codeFor(email)
    )
  }

  /** How often each of a member's offers was redeemed in Engage. */
  redemptionsOf({ assignments }: Stranger): number[] {
    return assignments.map(({ id }) => this.engage.assignment(id).redeemCount)
  }
}
