import { randomUUID } from "node:crypto"
import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { setTimeout as delay } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"

import { askAheadFor } from "../../../workflows/offers/ask-ahead"
import { until } from "../../../../testkit/poll"
import { engageSuite } from "./support/engage-suite"

const PAGE = { timeoutMs: 5_000, shown_within_ms: 3_000 }

engageSuite("a list that is asked for ahead", (engage) => {
  const shop = () => engage.ledger.service.engage
  const listCalls = () => engage.sandbox.calls({ operation: "list" }).length
  const contactLookup = { by: "email", cacheSeconds: 300 } as const

  /** One whose list no other test was told. */
  let contactId = ""

  beforeEach(async () => {
    contactId = randomUUID()
    engage.sandbox.addContact({ contactId })
    engage.sandbox.setFault({ type: "delay_after_save", ms: 200 })
    await engage.setOptions({ contactLookup, salesChannels: undefined })
    shop().noteContact("cus_anna", contactId)
  })
  afterEach(async () => {
    shop().forgetCustomers(["cus_anna"])
    await engage.setOptions({ contactLookup, salesChannels: undefined })
  })

  it("is one call, which serves the page once the contact is known", async () => {
    shop().askAhead("cus_anna", PAGE)
    await until(() => listCalls() === 1)

    const answer = await shop().listPromotions(contactId, PAGE)

    expect(answer).toMatchObject({ kind: "ok" })
    expect(listCalls()).toBe(1)
  })

  it("has left before the page's own work begins, on a kept connection too", async () => {
    await shop().listPromotions(engage.contact_id, PAGE)
    // A moment after the answer, undici has the connection for the next request.
    await delay(50)
    let left = 0
    const onSend = () => left++
    subscribe("undici:client:sendHeaders", onSend)

    await askAheadFor(
      { resolve: () => engage.ledger.service } as unknown as MedusaContainer,
      "cus_anna"
    )
    const leftByNow = left

    unsubscribe("undici:client:sendHeaders", onSend)
    await until(() => listCalls() === 2)
    expect(leftByNow).toBe(1)
  })

  it.each([
    ["of a customer who was not looked up here", "cus_other", {}],
    ["of a guest", null, {}],
    [
      "where nothing is remembered",
      "cus_anna",
      { contactLookup: { ...contactLookup, cacheSeconds: 0 } },
    ],
    [
      "where the sales channel decides whether Engage is asked",
      "cus_anna",
      { salesChannels: ["sc_web"] },
    ],
  ])("is no call %s", async (_, customerId, options) => {
    await engage.setOptions(options)

    shop().askAhead(customerId, PAGE)

    expect(await callsSoon()).toBe(0)
  })

  it("is no call for a customer without a contact by now, or deleted", async () => {
    shop().noteContact("cus_anna", null)
    shop().askAhead("cus_anna", PAGE)
    shop().noteContact("cus_anna", contactId)
    shop().forgetCustomers(["cus_anna"])
    shop().askAhead("cus_anna", PAGE)

    expect(await callsSoon()).toBe(0)
  })

  async function callsSoon(): Promise<number> {
    await delay(150)
    return listCalls()
  }
})
