import { Modules } from "@medusajs/framework/utils"
import { deleteCustomersWorkflow } from "@medusajs/medusa/core-flows"

import { purgeRedemptionsWorkflow } from "../../src/workflows/background/purge"
import { readyCart } from "../../testkit/jest/checkout"
import type { TestCustomer } from "../../testkit/jest/customers"
import { expectOk } from "../../testkit/jest/http"
import { engageSuite } from "../../testkit/jest/suite"
import { until } from "../../testkit/poll"

/** How long a list waits for Engage here: longer than any test is slow, in ms. */
const LIST_WAIT_MS = 2_500

engageSuite({}, (shop) => {
  /** Makes the plugin's memory of Engage anew, with the options as they are. */
  const forgetAll = async () => {
    await shop.ledger.service.engage.close()
    Reflect.set(shop.ledger.service, "openEngage", undefined)
  }

  // As shops have it: a contact is remembered.
  beforeEach(async () => {
    await shop.ledger.setOptions({
      contactLookup: { by: "verified_email", cacheSeconds: 300 },
      listWaitMs: LIST_WAIT_MS,
    })
    await forgetAll()
  })
  afterEach(async () => {
    await shop.ledger.resetOptions()
    await forgetAll()
  })

  const idsOf = async (customer: TestCustomer) => {
    const data = await expectOk(shop.storefront(customer).listMyOffers())
    return data.engage_promotions.map(({ assignment_id }) => assignment_id)
  }
  const calls = () =>
    shop.engage.sandbox
      .calls()
      .map(({ operation }) => operation)
      .filter((operation) => operation !== "redeem")
  const remembered = () =>
    shop.ledger.service.listEngageContacts(
      {},
      { select: ["id", "customer_id", "contact_id", "expires_at"] }
    )
  /** Makes the only contact that is remembered old. */
  const expire = async () => {
    const [row] = await remembered()
    const old = { id: row!.id, expires_at: new Date(0) }
    await shop.ledger.service.updateEngageContacts(old)
  }

  describe("an Engage that is slow", () => {
    const timed = async <T>(work: () => Promise<T>) => {
      const start = performance.now()
      const result = await work()
      return { result, ms: performance.now() - start }
    }

    it.each(["find_contact", "list"] as const)(
      "at %s keeps a page no longer than listWaitMs, once, and its late answer serves the next page",
      async (operation) => {
        const offer = shop.engage.giveOffer(shop.anna)
        const { web, id } = await shop.newCart()
        shop.engage.sandbox.setFault({
          type: "delay_after_save",
          ms: LIST_WAIT_MS + 1_500,
          operation,
          times: 1,
        })

        const first = await timed(() => web.listMyOffers())
        const second = await timed(() => web.listOffers(id))

        for (const { result } of [first, second]) {
          expect(result).toMatchObject({
            status: 503,
            data: { code: "engage_unavailable" },
          })
        }
        expect(first.ms).toBeGreaterThan(LIST_WAIT_MS - 100)
        expect(first.ms).toBeLessThan(LIST_WAIT_MS + 1_200)
        expect(second.ms).toBeLessThan(1_000)
        expect(calls().filter((call) => call === operation)).toHaveLength(1)

        const { data } = await until(
          () => web.listMyOffers(),
          ({ status }) => status === 200
        )
        expect(data.engage_promotions).toMatchObject([
          { assignment_id: offer.id },
        ])
        expect(calls()).toEqual(["find_contact", "list"])
      }
    )

    it("is asked for real by applying, whatever a list has just seen", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const { web, id } = await shop.newCart()
      shop.engage.sandbox.setFault({ type: "status", status: 503 })
      expect((await web.listOffers(id)).status).toBe(503)
      shop.engage.sandbox.clearFaults()
      expect((await web.listOffers(id)).status).toBe(503)
      expect(calls()).toEqual(["find_contact"])

      expect((await web.applyOffer(id, offer.id)).status).toBe(200)
      expect(await web.listedOffer(id, offer)).toMatchObject({ applied: true })
      expect(calls()).toEqual(["find_contact", "find_contact", "list"])
    })
  })

  describe("what is remembered", () => {
    it("is the contact, in the database and without an address", async () => {
      shop.engage.giveOffer(shop.anna)

      await idsOf(shop.anna)

      const [row, ...others] = await remembered()
      expect(others).toEqual([])
      expect(row).toMatchObject({
        customer_id: shop.anna.id,
        contact_id: shop.engage.contactId(shop.anna),
      })
      expect(JSON.stringify(row)).not.toContain("example.com")
      const seconds = (Number(row?.expires_at) - Date.now()) / 1000
      expect(seconds).toBeGreaterThan(240)
      expect(seconds).toBeLessThanOrEqual(301)
    })

    it("saves the second page of a visit every call, and applying asks anew, of an old contact too", async () => {
      const offer = shop.engage.giveOffer(shop.anna)
      const { web, id } = await shop.newCart()

      await web.listOffers(id)
      expect(calls()).toEqual(["find_contact", "list"])
      await web.listOffers(id)
      await web.listMyOffers()
      expect(calls()).toEqual(["find_contact", "list"])

      await web.applyOffer(id, offer.id)
      expect(calls()).toEqual(["find_contact", "list", "list"])
      expect(await web.listedOffer(id, offer)).toMatchObject({ applied: true })
      expect(calls()).toEqual(["find_contact", "list", "list"])

      // By the database's clock.
      await expire()
      await web.applyOffer(id, "none")
      expect(calls().slice(3)).toEqual(["find_contact", "list"])
    })

    it("is not what another address is: a changed one is looked up anew", async () => {
      await shop.ledger.setOptions({
        contactLookup: { by: "email", cacheSeconds: 300 },
      })
      const { anna, bert } = shop
      const offers = [shop.engage.giveOffer(anna), shop.engage.giveOffer(bert)]
      expect(await idsOf(anna)).toEqual([offers[0]!.id])
      const customer = shop.container.resolve(Modules.CUSTOMER)
      await customer.updateCustomers(bert.id, { email: "was-bert@example.com" })
      await customer.updateCustomers(anna.id, { email: bert.email })

      expect(await idsOf(anna)).toEqual([offers[1]!.id])

      expect(await remembered()).toMatchObject([
        { contact_id: shop.engage.contactId(bert) },
      ])
    })

    it("is no contact that is not there: a new member sees their offers at once", async () => {
      const { data } = await shop.storefront().listMyOffers()
      // The address is verified; Engage does not know it.
      expect(data).toEqual({ engage_promotions: [], count: 0, reason: null })
      expect(await remembered()).toEqual([])

      const offer = shop.engage.giveOffer(shop.anna)

      expect(await idsOf(shop.anna)).toEqual([offer.id])
    })

    it("is a guest's by the address, when guests are known by it", async () => {
      await shop.ledger.setOptions({ guests: "email" })
      const guest = { id: "guest", email: "guest-who@example.com", token: "" }
      const offer = shop.engage.giveOffer(guest)
      const { web, id } = await shop.newCart(null, { email: guest.email })

      expect(await web.listedOffer(id, offer)).toMatchObject({
        applicable: true,
      })
      expect(await remembered()).toMatchObject([{ customer_id: null }])

      await web.updateCart(id, { email: "somebody-else@example.com" })
      expect((await web.listOffers(id)).data.count).toBe(0)
    })
  })

  describe("what is forgotten", () => {
    const purge = () => purgeRedemptionsWorkflow(shop.container).run()
    const order = async (customer: TestCustomer) => {
      const offer = shop.engage.giveOffer(customer)
      const cart = await readyCart(shop, { customer, offers: [offer] })
      // A prepared cart's row has come without a look-up.
      await idsOf(customer)
      await cart.web.order(cart.id)
      return { cart, offer }
    }
    const contacts = async () =>
      (await remembered()).map(({ customer_id }) => customer_id)

    it("is the contact of a customer who is deleted, and not that the assignment is used", async () => {
      const { cart, offer } = await order(shop.anna)
      const other = await order(shop.bert)
      await shop.expectRow(cart.id, {
        contact_id: shop.engage.contactId(shop.anna),
      })

      await deleteCustomersWorkflow(shop.container).run({
        input: { ids: [shop.anna.id] },
      })
      await until(
        () => shop.ledger.row(cart.id),
        ({ contact_id }) => contact_id === null
      )

      await shop.expectRow(cart.id, {
        status: "redeemed",
        assignment_id: offer.id,
      })
      expect(await contacts()).toEqual([shop.bert.id])
      await shop.expectRow(other.cart.id, {
        contact_id: shop.engage.contactId(shop.bert),
      })
    })

    it("is in the night what an event was lost of, and what is not remembered any more", async () => {
      const { cart } = await order(shop.anna)
      await shop.container
        .resolve(Modules.CUSTOMER)
        .softDeleteCustomers([shop.anna.id])
      await purge()
      await shop.expectRow(cart.id, { contact_id: null })
      expect(await contacts()).toEqual([])

      shop.engage.giveOffer(shop.bert)
      await idsOf(shop.bert)
      await purge()
      expect(await contacts()).toEqual([shop.bert.id])
      await expire()
      await purge()
      expect(await contacts()).toEqual([])
    })
  })
})
