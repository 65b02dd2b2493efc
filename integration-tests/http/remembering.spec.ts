import { Modules } from "@medusajs/framework/utils"

import type { TestCustomer } from "../../testkit/jest/customers"
import { expectOk } from "../../testkit/jest/http"
import { engageSuite } from "../../testkit/jest/suite"
import { until } from "../../testkit/poll"

/** How long a list waits for Engage here: longer than any test is slow, in ms. */
const LIST_WAIT_MS = 2_500

const OPTIONS = {
  contactLookup: { cacheSeconds: 300 },
  listWaitMs: LIST_WAIT_MS,
}

engageSuite({ engage: OPTIONS }, (shop) => {
  let customers = 0

  // The shop has looked up contacts while it was made: forget them.
  beforeEach(() => shop.sql("engage_contact").delete())

  /** Each test has a customer of its own, whom nothing remembers yet. */
  const newcomer = () =>
    shop.register({ email: `newcomer-${customers++}@example.com` })
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

  describe("an Engage that is slow", () => {
    const timed = async <T>(work: () => Promise<T>) => {
      const start = performance.now()
      const result = await work()
      return { result, ms: performance.now() - start }
    }

    it.each(["find_contact", "list"] as const)(
      "at %s keeps a page no longer than listWaitMs, once, and its late answer serves the next page",
      async (operation) => {
        const anna = await newcomer()
        const offer = shop.engage.giveOffer(anna)
        const { web, id } = await shop.newCart(anna)
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
      const anna = await newcomer()
      const offer = shop.engage.giveOffer(anna)
      const { web, id } = await shop.newCart(anna)
      const fault = { type: "status", status: 503 } as const
      shop.engage.sandbox.setFault(fault)
      expect((await web.listOffers(id)).status).toBe(503)
      shop.engage.sandbox.clearFaults()
      expect((await web.listOffers(id)).status).toBe(503)
      expect(calls()).toEqual(["find_contact"])

      expect((await web.applyOffer(id, offer.id)).status).toBe(200)
      expect((await web.listOffers(id)).data.engage_promotions).toMatchObject([
        { assignment_id: offer.id, applied: true },
      ])
      expect(calls()).toEqual(["find_contact", "find_contact", "list"])
    })
  })

  describe("what is remembered", () => {
    it("is the contact, in the database and without an address", async () => {
      const anna = await newcomer()
      shop.engage.giveOffer(anna)

      await idsOf(anna)

      const [row, ...others] = await remembered()
      expect(others).toEqual([])
      expect(row).toMatchObject({
        customer_id: anna.id,
        contact_id: shop.engage.contactId(anna),
      })
      expect(JSON.stringify(row)).not.toContain("example.com")
      const seconds = (Number(row?.expires_at) - Date.now()) / 1000
      expect(seconds).toBeGreaterThan(240)
      expect(seconds).toBeLessThanOrEqual(301)
    })

    it("saves the second page of a visit every call, and applying asks anew", async () => {
      const anna = await newcomer()
      const offer = shop.engage.giveOffer(anna)
      const { web, id } = await shop.newCart(anna)

      await web.listOffers(id)
      expect(calls()).toEqual(["find_contact", "list"])
      await web.listOffers(id)
      await web.listMyOffers()
      expect(calls()).toEqual(["find_contact", "list"])

      await web.applyOffer(id, offer.id)
      expect(calls()).toEqual(["find_contact", "list", "list"])
      expect(await web.listedOffer(id, offer)).toMatchObject({ applied: true })
      expect(calls()).toEqual(["find_contact", "list", "list"])
    })

    it("ends by the database's clock", async () => {
      const anna = await newcomer()
      shop.engage.giveOffer(anna)
      await idsOf(anna)
      const [row] = await remembered()
      await shop.ledger.service.updateEngageContacts({
        id: row!.id,
        expires_at: new Date(0),
      })
      const { web, id } = await shop.newCart(anna)

      await web.applyOffer(id, "none")

      expect(calls().filter((call) => call === "find_contact")).toHaveLength(2)
    })

    it("is not what another address is: a changed one is looked up anew", async () => {
      const { contactLookup } = await shop.ledger.service.getOptions()
      await shop.ledger.setOptions({
        contactLookup: { ...contactLookup, by: "email" },
      })
      const [anna, bert] = [await newcomer(), await newcomer()]
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
      const anna = await newcomer()
      const { data } = await shop.storefront(anna).listMyOffers()
      // The address is verified; Engage does not know it.
      expect(data).toEqual({ engage_promotions: [], count: 0, reason: null })
      expect(await remembered()).toEqual([])

      const offer = shop.engage.giveOffer(anna)

      expect(await idsOf(anna)).toEqual([offer.id])
    })

    it("is a guest's by the address, when guests are known by it", async () => {
      await shop.ledger.setOptions({ guests: "email" })
      const guest = { id: "guest", email: "guest-who@example.com", token: "" }
      const offer = shop.engage.giveOffer(guest)
      const { web, id } = await shop.newCart(null, { email: guest.email })

      expect((await web.listOffers(id)).data.engage_promotions).toMatchObject([
        { assignment_id: offer.id, applicable: true },
      ])
      expect(await remembered()).toMatchObject([{ customer_id: null }])

      await web.updateCart(id, { email: "somebody-else@example.com" })
      expect((await web.listOffers(id)).data.count).toBe(0)
    })
  })
})
