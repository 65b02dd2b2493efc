import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "@medusajs/framework/pg"
import type { Browser } from "playwright-core"

import { startEngage, toAssignment } from "../../../testkit/engage"
import { ShopLedger, type ToldRow } from "../../../testkit/ledger/shop-ledger"
import { Lifetime } from "../../../testkit/lifetime"
import type { Offer, Person } from "../../../testkit/seed/norrsken"
import { buildStorefront } from "../../../testkit/shop/build-storefront"
import { createDatabase } from "../../../testkit/shop/database"
import { freePort } from "../../../testkit/shop/free-port"
import { migrate } from "../../../testkit/shop/migrate"
import { startShop, type RunningShop } from "../../../testkit/shop/start-shop"
import {
  serveBuiltStorefront,
  storefrontUrlAt,
  verificationLink,
} from "../../../testkit/shop/start-storefront"
import { register } from "../../../testkit/storefront/account"
import { Storefront } from "../../../testkit/storefront/storefront"
import type {
  EngageSandbox,
  SandboxAssignment,
} from "../../../packages/engage-sandbox/src"
import { launchBrowser } from "../support/launch-browser"
import type { Screen } from "../support/screens"
import { Visitor } from "../support/visitor"
import { Shopper } from "./shopper"

/** A customer with offers in Engage, who is registered in the shop. */
export type Member = Person & {
  contactId: string
  /** In the order in which the offers were given. */
  assignments: SandboxAssignment[]
}

/** How long the job may take to settle a redemption, in milliseconds. */
const PATIENCE_MS = 40_000

/** All that the storefront's tests play on, each part as in real life. */
export class Stage {
  private members = 0

  private constructor(
    private readonly lifetime: Lifetime,
    private readonly browser: Browser,
    private readonly shop: RunningShop,
    private readonly ledger: ShopLedger,
    private readonly databaseUrl: string,
    private readonly storefrontUrl: string,
    readonly engage: EngageSandbox
  ) {}

  /** Starts a Postgres, an Engage, a shop, the built storefront and Chromium. */
  static async set(): Promise<Stage> {
    const lifetime = new Lifetime()
    try {
      const browser = await launchBrowser()
      lifetime.onEnd(() => browser.close())
      const { url: databaseUrl } = await createDatabase(lifetime)
      const port = await freePort()
      const storefrontUrl = storefrontUrlAt(port)
      const engage = await startEngage({ storefrontUrl })
      lifetime.onEnd(() => engage.close())

      const settings = {
        databaseUrl,
        engage,
        storefrontUrl,
        port: 0,
        admin: false,
      }
      const [shop] = await Promise.all([
        migrate(lifetime, settings).then(() => startShop(lifetime, settings)),
        buildStorefront(lifetime),
      ])
      await serveBuiltStorefront(lifetime, { shop, port })
      const ledger = new ShopLedger(databaseUrl)
      lifetime.onEnd(() => ledger.close())
      return new Stage(
        lifetime,
        browser,
        shop,
        ledger,
        databaseUrl,
        storefrontUrl,
        engage
      )
    } catch (error) {
      await lifetime.end()
      throw error
    }
  }

  /** Ends everything. */
  strike(): Promise<void> {
    return this.lifetime.end()
  }

  /** Somebody new comes to the shop, nobody signed in. */
  async shopper(screen: Screen): Promise<Shopper> {
    const visitor = await Visitor.arrive(this.browser, {
      screen,
      area: "storefront",
      baseUrl: this.storefrontUrl,
    })
    return new Shopper(visitor)
  }

  /** Registers a new customer, who has these offers in Engage. */
  async member(...offers: Offer[]): Promise<Member> {
    const member = this.stranger(...offers)
    await register(Storefront.at(this.shop), this.shop.mailbox, member)
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
      toAssignment(offer, this.storefrontUrl)
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
    const client = new Client({ connectionString: this.databaseUrl })
    await client.connect()
    await client.query(
      "UPDATE auth_verification SET verified_at = NULL WHERE entity_id = $1",
      [email]
    )
    await client.end()
    this.shop.mailbox.empty(email)
  }

  /** The link in the mail that shows whose address it is. */
  async linkFor({ email }: Person): Promise<string> {
    return verificationLink(
      this.storefrontUrl,
      await this.shop.mailbox.codeFor(email)
    )
  }

  /** What the ledger holds of a cart. */
  rowsOf(cartId: string): Promise<ToldRow[]> {
    return this.ledger.toldOf(cartId)
  }

  /** Waits for the job to find a verdict on what a cart's rows wait for. */
  async settledRowsOf(cartId: string): Promise<ToldRow[]> {
    const until = Date.now() + PATIENCE_MS
    for (;;) {
      const rows = await this.rowsOf(cartId)
      const isOpen = rows.some(({ status }) =>
        ["pending", "redeeming"].includes(status)
      )
      if (!isOpen || Date.now() > until) {
        return rows
      }
      await sleep(250)
    }
  }

  /** How often each of a member's offers was redeemed in Engage. */
  redemptionsOf({ assignments }: Member): number[] {
    return assignments.map(({ id }) => this.engage.assignment(id).redeemCount)
  }
}
