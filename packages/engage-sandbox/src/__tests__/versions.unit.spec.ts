import {
  createAssignment,
  createContact,
  createPromotion,
  EXAMPLE_ASSIGNMENT_ID,
  exampleContact,
} from "../builders"
import { REFUSAL_FORMS } from "../types"
import { call, start } from "./support"

const { contactId } = exampleContact()
const v2List = `/api/v2/contacts/${contactId}/promotions`
const v3List = `/api/v3/promotion-assignments?contactId=${contactId}`

describe("the addresses of each version", () => {
  it.each([
    `/api/v3/promotion-assignments/${EXAMPLE_ASSIGNMENT_ID}/redeem`,
    `/api/v3/promotions/codes/${EXAMPLE_ASSIGNMENT_ID}/redeem`,
    `/api/v2/promotions/codes/${EXAMPLE_ASSIGNMENT_ID}/redeem`,
    `/API/V3/Promotion-Assignments/${EXAMPLE_ASSIGNMENT_ID}/Redeem`,
  ])("redeem at %s", async (path) => {
    const sandbox = await start({ contacts: [exampleContact()] })

    const answer = await call(sandbox, path, { redemptionChannel: "ECOM" })

    expect(answer.status).toBe(200)
    expect(sandbox.assignment(EXAMPLE_ASSIGNMENT_ID).redeemed).toBe(true)
    expect(sandbox.calls({ operation: "redeem" })).toMatchObject([
      { assignmentId: EXAMPLE_ASSIGNMENT_ID, channel: "ECOM" },
    ])
  })

  it("list the same, with the contact in the path or in the query", async () => {
    const sandbox = await start({ contacts: [exampleContact()] })

    const [v2, v3] = [
      await call(sandbox, `${v2List}?redemptionChannelType=ECOM`),
      await call(sandbox, `${v3List}&redemptionChannelType=ECOM`),
    ]

    expect(v3.status).toBe(200)
    expect(v3.json()).toEqual(v2.json())
    expect(sandbox.calls({ operation: "list" })).toHaveLength(2)
  })

  it.each([
    ["", 400, "InvalidContactId"],
    ["?contactId=nobody", 404, "ContactNotFound"],
  ])("refuse the v3 list %s with %i %s", async (query, status, errorCode) => {
    const sandbox = await start()

    const answer = await call(sandbox, `/api/v3/promotion-assignments${query}`)

    expect(answer.status).toBe(status)
    expect(answer.json()).toMatchObject({ errorCode })
  })

  it.each(["v2", "v3"])("find a contact in %s", async (version) => {
    const sandbox = await start({ contacts: [exampleContact()] })

    const answer = await call(
      sandbox,
      `/api/${version}/contacts/id?email=anna@example.com`
    )

    expect(answer.text).toBe(`"${contactId}"`)
  })

  it.each(["v2", "v3"])("create and find a draft in %s", async (version) => {
    const sandbox = await start()
    const address = `/api/${version}/promotions/multichannels`
    const draft = {
      externalId: "autumn-1",
      name: "Autumn",
      validity: { startDate: "2026-09-01", endDate: "2026-12-31" },
      presentation: { heading: "10 % off" },
      redemptionChannels: [
        { type: "ECOM", valueType: "EXTERNALOFFER", value: "10056" },
      ],
    }
    const created = (await call(sandbox, address, draft)).json() as {
      id: string
    }

    const byExternalId = await call(sandbox, `${address}?externalId=autumn-1`)
    const byId = await call(sandbox, `${address}/${created.id}`)

    expect(created).toMatchObject({
      id: expect.any(String),
      status: "Draft",
      externalId: "autumn-1",
      name: "Autumn",
      presentation: { heading: "10 % off", description: null, link: null },
    })
    expect(byExternalId.json()).toEqual(created)
    expect(byId.json()).toEqual(created)
    sandbox.activatePromotion(created.id)
    expect((await call(sandbox, `${address}/${created.id}`)).json()).toEqual({
      ...created,
      status: "Active",
    })
  })

  it.each(["?externalId=unknown", "", "/unknown"])(
    "do not find the promotion %s",
    async (which) => {
      const sandbox = await start()
      sandbox.addPromotion(createPromotion())

      const answer = await call(
        sandbox,
        `/api/v3/promotions/multichannels${which}`
      )

      expect(answer.status).toBe(404)
      expect(answer.json()).toMatchObject({ errorCode: "PromotionNotFound" })
    }
  )

  it("are 405 with every method that they have", async () => {
    const sandbox = await start()

    const answer = await call(sandbox, "/api/v2/contacts/id", {})

    expect(answer.status).toBe(405)
    expect(answer.headers.get("allow")).toBe("GET")
  })
})

describe("a list in pages", () => {
  const promotions = ["1", "2", "3"].map((id) => createAssignment({ id }))
  const contacts = [createContact({ contactId, promotions })]
  const idsOf = (items: { id: string }[]) => items.map(({ id }) => id)

  it.each([
    ["", 0, ["1", "2"]],
    ["&offset=2", 2, ["3"]],
    ["&offset=1&count=1", 1, ["2"]],
    ["&offset=0&count=50", 0, ["1", "2"]],
    ["&offset=3", 3, []],
    ["&offset=x&count=y", 0, ["1", "2"]],
  ])("of two at %s begins at %i", async (query, offset, ids) => {
    const sandbox = await start({ contacts, listPageSize: 2 })

    const page = (await call(sandbox, `${v3List}${query}`)).json() as {
      items: { id: string }[]
    }

    expect(page).toMatchObject({ count: ids.length, offset, totalCount: 3 })
    expect(idsOf(page.items)).toEqual(ids)
  })
})

describe("refusals in other words", () => {
  const PATH = `/api/v3/promotion-assignments/${EXAMPLE_ASSIGNMENT_ID}/redeem`

  it.each([
    ["json", '"errorCode":"PromotionAlreadyRedeemed"'],
    ["json_string", '"PromotionAlreadyRedeemed"'],
    ["plain_text", "PromotionAlreadyRedeemed"],
    ["empty", ""],
    ["nested", '"error":{"errorCode":"PromotionAlreadyRedeemed"'],
    ["exception", '"errorCode":"PromotionAlreadyRedeemedException"'],
    ["sentence", '{"message":"Promotion already redeemed"}'],
  ] as const)("come as %s", async (refusalForm, words) => {
    const sandbox = await start({
      contacts: [exampleContact()],
      refusalForm,
      refusalStatus: 406,
    })
    await call(sandbox, PATH, { redemptionChannel: "ECOM" })

    const answer = await call(sandbox, PATH, { redemptionChannel: "ECOM" })

    expect(answer.status).toBe(406)
    expect(answer.text).toContain(words)
    expect(REFUSAL_FORMS).toContain(refusalForm)
  })

  it("keep the documented status unless told otherwise", async () => {
    const sandbox = await start({ refusalForm: "sentence" })

    const answer = await call(sandbox, PATH, { redemptionChannel: "ECOM" })

    expect(answer.status).toBe(404)
    expect(answer.json()).toEqual({ message: "Promotion not found" })
  })
})
