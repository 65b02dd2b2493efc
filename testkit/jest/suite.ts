import { basename } from "node:path"

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { registerCustomer, type SignUp, type TestCustomer } from "./customers"
import { TestEngage } from "./engage"
import type { TestProvider } from "./config"
import { EventRecorder } from "./events"
import { sender, type Answer, type Send } from "./http"
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
import { Storefront } from "./storefront"
import { Template } from "./template"

/** The booted shop, its Engage, and what a test needs of both. */
export class TestShop {
  container!: MedusaContainer
  /** Where the shop listens. */
  baseUrl!: string
  send!: Send
  /** Where the shop listens. */
  origin!: string
  store!: Store
  ledger!: Ledger
  engage!: TestEngage
  readonly events = new EventRecorder()
  /** Signed in, with a verified address. */
  anna!: TestCustomer
  /** As Anna. */
  bert!: TestCustomer
  /** Works in the admin, signed in. */
  olga!: TestOperator
  /** As Olga. */
  otto!: TestOperator
  readonly prepared = new PreparedCarts(this)

  /** The web site for one shopper; a guest without a customer. */
  storefront(customer: TestCustomer | null = this.anna): Storefront {
    return new Storefront(this.send, this.store, customer)
  }

  register(signUp: SignUp): Promise<TestCustomer> {
    return registerCustomer(this, signUp)
  }

  /** A request of the call centre's. */
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

  /** All orders there are, deleted ones not counted. */
  async orders(): Promise<{ id: string }[]> {
    const { data } = await this.container
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "order", fields: ["id"] })
    return data
  }

  /** Leaves a cart as a server that dies while Medusa undoes its order may. */
  async linkToLostOrder(cartId: string): Promise<void> {
    await this.container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.ORDER]: { order_id: "order_lost" },
      [Modules.CART]: { cart_id: cartId },
    })
  }

  /** How many items are reserved for orders. */
  async reservations(): Promise<number> {
    const items = await this.container
      .resolve(Modules.INVENTORY)
      .listReservationItems({})
    return items.length
  }
}

/** What a suite's shop is like. */
export type EngageSuiteSettings = {
  /** Options of the plugin, beside the sandbox's address and key. */
  engage?: Record<string, unknown>
  /** Ways to notify people, instead of Medusa's own. */
  notificationProviders?: TestProvider[]
  /** Where the shop finds Engage, when something stands between the two. */
  engageAddress?: (engage: TestEngage) => Promise<string>
  /** Runs before the shop boots, as the shop's own code would. */
  beforeBoot?: () => void
  /** Whether `beforeBoot` gives the shop further tables. */
  otherTables?: boolean
}

/** The shop that the files of {@link shareShop} have in common. */
let shared: TestShop | null = null

/**
 * Runs files of tests that want nothing special of their shop in one shop: each
 * test finds it as it was at the start, whichever file it is in.
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
 * Boots the shop against a sandbox, with a seeded store and two customers, and
 * runs the tests; each finds the shop and the sandbox as they were at the start.
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
  const template = new Template(!settings.otherTables)
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
          // A test changes Engage as it likes, and sees that at once.
          contactLookup: { cacheSeconds: 0 },
          ...settings.engage,
        },
        paymentProviders: testPaymentProviders,
        notificationProviders: settings.notificationProviders,
      }
    },
    ({ api, getContainer, dbConfig }) => {
      beforeAll(async () => {
        shop.container = getContainer()
        shop.baseUrl = api.defaults.baseURL
        shop.send = sender(api)
        shop.origin = api.defaults.baseURL
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
 * How many carts of either kind are prepared. They are worth their while in the
 * suite where many tests buy the usual cart.
 */
const PREPARED = process.env.TEST_TYPE === "http" ? 2 : 0

/** What a shop is seeded with. */
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
    const { id } = await web.createCart()
    await web.chooseShipping(id)
    seed.carts.push({ id, payment: null })

    const offers = [shop.engage.giveOffer(seed.anna)]
    const cart = await readyCart(shop, { customer: seed.anna, offers })
    const { session_id, amount } = cart
    seed.carts.push({ id: cart.id, payment: { session_id, amount } })
  }
  await putLedgerAside(shop.sql)
  return seed
}
