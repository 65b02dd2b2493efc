import { Modules } from "@medusajs/framework/utils"
import { deleteCustomersWorkflow } from "@medusajs/medusa/core-flows"

import { purgeRedemptionsWorkflow } from "../../src/workflows/background/purge"
import type { TestCustomer } from "../../testkit/jest/customers"
import { readyCart } from "../../testkit/jest/checkout"
import { until } from "../../testkit/poll"
import { engageSuite } from "../../testkit/jest/suite"

engageSuite({}, (shop) => {
  // As shops have it: a contact is remembered.
  beforeEach(() =>
    shop.ledger.setOptions({
      contactLookup: { by: "verified_email", cacheSeconds: 300 },
    })
  )

  const purge = () => purgeRedemptionsWorkflow(shop.container).run()
  const order = async (customer: TestCustomer) => {
    const offer = shop.engage.giveOffer(customer)
    const cart = await readyCart(shop, { customer, offers: [offer] })
    await cart.web.order(cart.id)
    return { cart, offer }
  }
  const contacts = async () =>
    (await shop.ledger.service.listEngageContacts({})).map(
      ({ customer_id }) => customer_id
    )

  describe("of a customer who is deleted", () => {
    it("the contact is forgotten, and that the assignment is used is not", async () => {
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

    it("it is forgotten in the night when the event was lost", async () => {
      const { cart } = await order(shop.anna)
      await shop.container
        .resolve(Modules.CUSTOMER)
        .softDeleteCustomers([shop.anna.id])

      await purge()

      await shop.expectRow(cart.id, { contact_id: null })
      expect(await contacts()).toEqual([])
    })
  })

  it("a contact is deleted once it is not remembered any more", async () => {
    await shop.storefront(shop.anna).listMyOffers()
    shop.engage.giveOffer(shop.anna)
    await shop.storefront(shop.anna).listMyOffers()
    await purge()
    const [kept] = await shop.ledger.service.listEngageContacts({})
    await shop.ledger.service.updateEngageContacts({
      id: kept!.id,
      expires_at: new Date(Date.now() - 1_000),
    })

    await purge()

    expect(await shop.ledger.service.listEngageContacts({})).toEqual([])
  })
})
