import { basename } from "node:path"

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { registerCustomer, type SignUp, type TestCustomer } from "./customers"
import { TestEngage } from "./engage"
import type { TestProvider } from "./config"
import { EventRecorder } from "./events"
import { sender } from "./http"
import { Ledger } from "../ledger/jest-ledger"
import { book } from "../payment/provider/book"
import { PROVIDERS, testPaymentProviders } from "../payment/payments"
import { readyCart } from "./checkout"
import {
  PreparedCarts,
  putLedgerAside,
  type PreparedCart,
} from "./prepared-carts"
import { registerOperator, type TestOperator } from "./operators"
import { shopSuite } from "./shop"
import { seedStore, type Store } from "./store"
import type { Answer, Send } from "../storefront/send"
import { until } from "../poll"
import { TestStorefront, type CartContents } from "./storefront"
import { Template } from "./template"

/** The booted shop, its Engage, and helpers for tests of both. */
export class TestShop {
  container!: MedusaContainer
  /** The shop's address. */
  baseUrl!: string
  send!: Send
  store!: Store
  ledger!: Ledger
  engage!: TestEngage
  readonly events = new EventRecorder()
  /** A signed-in customer with a verified address. */
  anna!: TestCustomer
  /** Like Anna. */
  bert!: TestCustomer
  /** An operator, signed in to the admin. */
  olga!: TestOperator
  /** Like Olga. */
  otto!: TestOperator
  readonly prepared = new PreparedCarts(this)

  /** The web site for one shopper; without a customer, for a guest. */
  storefront(customer: TestCustomer | null = this.anna): TestStorefront {
    return new TestStorefront(this.send, this.store, customer)
  }

  /**
   * A new cart of a shopper's; by default of Anna's, with one shirt, for which a
   * prepared cart may serve.
   */
  async newCart(
    customer: TestCustomer | null = this.anna,
    contents?: CartContents
  ): Promise<{ web: TestStorefront; id: string }> {
    const web = this.storefront(customer)
    const usual = customer === this.anna && !contents
    const prepared = usual ? this.prepared.takeNew() : undefined
    return { web, id: (prepared ?? (await web.createCart(contents))).id }
  }

  register(signUp: SignUp): Promise<TestCustomer> {
    return registerCustomer(this, signUp)
  }

  /** Sends a request of an operator who is signed in to the admin. */
  operate<T>(
    method: "GET" | "POST",
    url: string,
    data?: unknown,
    { token } = this.olga
  ): Promise<Answer<T>> {
    const headers = { authorization: `Bearer ${token}` }
    return this.send({ method, url, data, headers })
  }

  /** Sends a request of the call centre. */
  admin<T>(
    method: "GET" | "POST",
    url: string,
    data?: unknown
  ): Promise<Answer<T>> {
    const key = Buffer.from(`${this.store.secret_key}:`).toString("base64")
    return this.send({
      method,
      url,
      data,
      headers: { authorization: `Basic ${key}` },
    })
  }

  /** The shop's database. */
  get sql(): Knex {
    return this.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  }

  /** All orders except deleted orders. */
  async orders(): Promise<{ id: string }[]> {
    const { data } = await this.container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "order", fields: ["id"] })
    return data
  }

  /** Expects of the only row of a cart. */
  async expectRow(cartId: string, expected: object): Promise<void> {
    expect(await this.ledger.row(cartId)).toMatchObject(expected)
  }

  /** Expects of all rows of a cart, oldest first. */
  async expectRows(cartId: string, expected: object[]): Promise<void> {
    expect(await this.ledger.rows(cartId)).toMatchObject(expected)
  }

  /** Waits until Medusa has completed a cart and linked its order. */
  async untilOrdered(cart_id: string): Promise<void> {
    const query = this.container.resolve(ContainerRegistrationKeys.QUERY)
    await until(async () => {
      const { data } = await query.graph({
        entity: "order_cart",
        fields: ["order_id", "cart.completed_at"],
        filters: { cart_id },
      })
      return data[0]?.cart?.completed_at
    })
  }

  /**
   * Links a cart to an order. Without an order: as if a server died while Medusa
   * undid the cart's order.
   */
  async linkToOrder(cartId: string, order_id = "order_lost"): Promise<void> {
    await this.container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.ORDER]: { order_id },
      [Modules.CART]: { cart_id: cartId },
    })
  }

  /** The number of inventory reservations for orders. */
  async reservations(): Promise<number> {
    const items = await this.container
      .resolve(Modules.INVENTORY)
      .listReservationItems({})
    return items.length
  }
}

/** Instead of Medusa's own provider: keeps e-mails in the database. */
const EMAIL: TestProvider = {
  resolve: "@medusajs/medusa/notification-local",
  id: "local",
  options: { channels: ["email"] },
}

/** A suite's settings for its shop. */
export type EngageSuiteSettings = {
  /** Options of the plugin, besides the sandbox's address and key. */
  engage?: Record<string, unknown>
  /** Where the shop finds Engage, if a proxy stands between shop and sandbox. */
  engageAddress?: (engage: TestEngage) => Promise<string>
  /** Runs before the shop boots, like the shop's own code. */
  beforeBoot?: () => void
  /** Whether `beforeBoot` gives the shop more tables. */
  otherTables?: boolean
}

/** The shop that the files of {@link shareShop} share. */
let shared: TestShop | null = null

/**
 * Runs files of tests with default settings in one shop. Each test finds the shop in
 * its initial state, whichever file the test is in.
 *
 * @param files - their paths.
 */
export function shareShop(files: string[]): void {
  bootedSuite({}, (shop) => {
    shared = shop
    for (const file of files) {
      describe(basename(file), () => {
        require(file)
      })
    }
    shared = null
  })
}

/**
 * Boots the shop against a sandbox, with a seeded store and two customers, and runs
 * the tests. Each test finds shop and sandbox in their initial state.
 */
export function engageSuite(
  settings: EngageSuiteSettings,
  tests: (shop: TestShop) => void
): void {
  if (shared) {
    tests(shared)
  } else {
    bootedSuite(settings, tests)
  }
}

function bootedSuite(
  settings: EngageSuiteSettings,
  tests: (shop: TestShop) => void
): void {
  const shop = new TestShop()
  const template = new Template(Boolean(settings.otherTables))
  let seed: Seed

  shopSuite(
    async () => {
      settings.beforeBoot?.()
      shop.engage = await TestEngage.start()
      const { baseUrl, apiKey } = shop.engage.sandbox
      return {
        engage: {
          baseUrl: (await settings.engageAddress?.(shop.engage)) ?? baseUrl,
          apiKey,
          // A test that changes contacts in Engage must see the change at once.
          contactLookup: { cacheSeconds: 0 },
          ...settings.engage,
        },
        paymentProviders: testPaymentProviders,
        notificationProviders: [EMAIL],
      }
    },
    ({ api, getContainer, dbConfig }) => {
      beforeAll(async () => {
        shop.container = getContainer()
        shop.baseUrl = api.defaults.baseURL
        shop.send = sender(api)
        shop.ledger = new Ledger(shop.container)
        seed =
          (await template.readSeed<Seed>(dbConfig.dbName)) ??
          (await seedShop(shop))
        await template.keep(dbConfig.dbName, seed)
        Object.assign(shop, seed)
        shop.events.subscribe(shop.container)
      })

      beforeEach(async () => {
        shop.prepared.reset(seed.carts)
        await shop.ledger.resetOptions()
        shop.events.clear()
        book.clear()
        await shop.engage.reset()
      })

      afterAll(async () => {
        await template.release()
        await shop.engage.stop()
      })

      tests(shop)
    },
    template
  )
}

/**
 * How many carts of each kind to prepare. Preparing pays off only in the suite where
 * many tests buy the usual cart.
 */
const PREPARED = process.env.TEST_TYPE === "http" ? 2 : 0

/** The records with which a shop is seeded. */
type Seed = Pick<TestShop, "store" | "anna" | "bert" | "olga" | "otto"> & {
  carts: PreparedCart[]
}

async function seedShop(shop: TestShop): Promise<Seed> {
  const { system, ...cards } = PROVIDERS
  shop.store = await seedStore(shop.container, Object.values(cards))
  const seed: Seed = {
    store: shop.store,
    anna: await shop.register({ email: "anna@example.com" }),
    bert: await shop.register({ email: "bert@example.com" }),
    olga: await registerOperator(shop, "olga@example.com"),
    otto: await registerOperator(shop, "otto@example.com"),
    carts: [],
  }
  const web = shop.storefront(seed.anna)
  for (let made = 0; made < PREPARED; made++) {
    const fresh = await web.createCart()
    seed.carts.push({ id: fresh.id, shipped: false, payment: null })

    const { id } = await web.createCart()
    await web.chooseShipping(id)
    seed.carts.push({ id, shipped: true, payment: null })

    const offers = [shop.engage.giveOffer(seed.anna)]
    const cart = await readyCart(shop, { customer: seed.anna, offers })
    const { session_id, amount } = cart
    const payment = { session_id, amount }
    seed.carts.push({ id: cart.id, shipped: true, payment })
  }
  await putLedgerAside(shop.sql)
  return seed
}
