import { randomUUID } from "node:crypto"

import { until } from "../../../../testkit/poll"
import { engageSuite } from "./support/engage-suite"

const PAGE = { timeoutMs: 5_000, shown_within_ms: 3_000 }

engageSuite("a list that is asked for ahead", (engage) => {
  const service = () => engage.ledger.service
  const listCalls = () => engage.sandbox.calls({ operation: "list" }).length
  const contactLookup = { by: "email", cacheSeconds: 300 } as const

  /** One whose list no other test was told. */
  let contactId = ""

  beforeEach(async () => {
    contactId = randomUUID()
    engage.sandbox.addContact({ contactId })
    engage.sandbox.setFault({ type: "delay_after_save", ms: 200 })
    await engage.setOptions({ contactLookup, salesChannels: undefined })
    await service().noteContact("cus_anna", contactId)
  })
  afterEach(async () => {
    await service().forgetCustomers(["cus_anna"])
    await engage.setOptions({ contactLookup, salesChannels: undefined })
  })

  it("is one call, which serves the page once the contact is known", async () => {
    await service().askAhead("cus_anna", PAGE)
    await until(() => listCalls() === 1)

    const answer = await service().listEngagePromotions(contactId, PAGE)

    expect(answer).toMatchObject({ kind: "ok" })
    expect(listCalls()).toBe(1)
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

    await service().askAhead(customerId, PAGE)

    expect(await callsSoon()).toBe(0)
  })

  it("is no call for a customer without a contact by now, or deleted", async () => {
    await service().noteContact("cus_anna", null)
    await service().askAhead("cus_anna", PAGE)
    await service().noteContact("cus_anna", contactId)
    await service().forgetCustomers(["cus_anna"])
    await service().askAhead("cus_anna", PAGE)

    expect(await callsSoon()).toBe(0)
  })

  async function callsSoon(): Promise<number> {
    await new Promise((resolve) => setTimeout(resolve, 150))
    return listCalls()
  }
})
