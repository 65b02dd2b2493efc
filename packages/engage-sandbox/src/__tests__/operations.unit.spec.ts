import {
  createAssignment,
  createContact,
  createPromotion,
  createRedemptionChannel,
  EXAMPLE_ASSIGNMENT_ID,
  exampleContact,
} from "../builders"
import type { SandboxAssignment } from "../types"
import { call, redeem, start } from "./support"

const { contactId } = exampleContact()
const list = `/api/v2/contacts/${contactId}/promotions`

describe("a contact's promotions", () => {
  it("come as a bare array with the fields of the vendor's sample", async () => {
    const sandbox = await start({ contacts: [exampleContact()] })

    const answer = await call(sandbox, list)

    expect(answer.status).toBe(200)
    expect(answer.json()).toMatchObject([
      {
        id: "bb247ef7-80bb-440c-beb7-ab4172e56666",
        promotionId: "1a50b7aa-d697-4dc6-3ce7-ab2c00b3a920",
        externalId: "SO-14034",
        type: "Multichannel",
        redeemed: false,
        redemptionChannels: [
          { type: "POS", valueType: "EXTERNALOFFER", value: "10056" },
          { type: "ECOM", valueType: "EXTERNALOFFER", value: "10056" },
        ],
      },
    ])
  })

  it("can be narrowed to a channel", async () => {
    const pos = createRedemptionChannel({ type: "POS" })
    const inStores = createAssignment({ redemptionChannels: [pos] })
    const online = createAssignment()
    const contact = createContact({ contactId, promotions: [inStores, online] })
    const sandbox = await start({ contacts: [contact] })

    const all = await call(sandbox, list)
    const ecom = await call(sandbox, `${list}?redemptionChannelType=ECOM`)

    expect(all.json()).toEqual([inStores, online])
    expect(ecom.json()).toEqual([online])
  })

  it("keep what is redeemed, marked, by default", async () => {
    const sandbox = await start({ contacts: [exampleContact()] })
    await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)

    const [assignment] = (await call(sandbox, list)).json() as [
      SandboxAssignment,
    ]

    expect(assignment.redeemed).toBe(true)
    expect(Date.parse(assignment.redeemedOn ?? "")).not.toBeNaN()
  })

  it("drop what is redeemed when told so", async () => {
    const contacts = [exampleContact()]
    const sandbox = await start({ contacts, listRedeemed: "drop" })
    await redeem(sandbox, EXAMPLE_ASSIGNMENT_ID)

    expect((await call(sandbox, list)).json()).toEqual([])
  })

  it("refuse an unknown channel with NotAValidRedemptionChannel", async () => {
    const sandbox = await start({ contacts: [exampleContact()] })

    const answer = await call(sandbox, `${list}?redemptionChannelType=WEB`)

    expect(answer.status).toBe(400)
    expect(answer.json()).toMatchObject({
      errorCode: "NotAValidRedemptionChannel",
    })
  })

  it("are ContactNotFound for an unknown contact", async () => {
    const sandbox = await start()

    const answer = await call(sandbox, list)

    expect(answer.status).toBe(404)
    expect(answer.json()).toMatchObject({ errorCode: "ContactNotFound" })
  })
})

describe("finding a contact", () => {
  const contact = createContact({
    contactId,
    email: "Anna@Example.com",
    customKey: "cus_1",
    mobilePhone: "+46701234567",
    socialSecurityNumber: "196903027573",
  })

  it.each([
    ["email", "anna@example.com"],
    ["customKey", "cus_1"],
    ["mobilePhone", "+46701234567"],
    ["socialSecurityNumber", "196903027573"],
    ["any", "ANNA@example.com"],
    ["any", "196903027573"],
    ["any", "+46701234567"],
    ["any", "cus_1"],
  ])("by %s=%s gives the id as a bare string", async (key, value) => {
    const sandbox = await start({ contacts: [contact, createContact()] })
    const query = new URLSearchParams({ [key]: value })

    const answer = await call(sandbox, `/api/v3/contacts/id?${query}`)

    expect(answer.status).toBe(200)
    expect(answer.text).toBe(`"${contactId}"`)
  })

  it("is MultipleMatches when two contacts have the e-mail", async () => {
    const twin = createContact({ email: "anna@example.com" })
    const sandbox = await start({ contacts: [contact, twin] })

    const answer = await call(
      sandbox,
      "/api/v3/contacts/id?email=anna@example.com"
    )

    expect(answer.status).toBe(409)
    expect(answer.json()).toMatchObject({ errorCode: "MultipleMatches" })
  })

  it("is narrowed by the contact type", async () => {
    const { email } = contact
    const twin = createContact({ email, contactType: "Member" })
    const sandbox = await start({ contacts: [contact, twin] })

    const find = `/api/v3/contacts/id?email=${email}&contactType=`

    expect((await call(sandbox, `${find}Member`)).json()).toBe(twin.contactId)
    expect((await call(sandbox, `${find}Contact`)).json()).toBe(contactId)
    expect((await call(sandbox, `${find}Dealer`)).json()).toMatchObject({
      errorCode: "InvalidContactType",
    })
  })

  it("needs every key of several to match", async () => {
    const sandbox = await start({ contacts: [contact] })
    const find = "/api/v3/contacts/id?email=anna@example.com&customKey="

    expect((await call(sandbox, `${find}cus_1`)).status).toBe(200)
    expect((await call(sandbox, `${find}cus_2`)).status).toBe(404)
  })

  it("stops at the first kind of key that `any` is valid for", async () => {
    const phoneLike = createContact({ customKey: "+46709999999" })
    const sandbox = await start({ contacts: [phoneLike] })

    const answer = await call(sandbox, "/api/v3/contacts/id?any=%2B46709999999")

    expect(answer.json()).toMatchObject({ errorCode: "ContactNotFound" })
  })

  it.each([
    ["email=nobody@example.com", 404, "ContactNotFound"],
    ["email=anna", 400, "InvalidEmailAddress"],
    ["mobilePhone=call-me", 400, "InvalidPhoneNumber"],
    ["socialSecurityNumber=12", 400, "InvalidSocialSecurityNumber"],
    ["customKey=", 400, "InvalidSearchQuery"],
    ["any=", 400, "InvalidSearchQuery"],
    ["", 400, "InvalidSearchQuery"],
  ])("by '%s' is %i %s", async (query, status, errorCode) => {
    const sandbox = await start({ contacts: [contact] })

    const answer = await call(sandbox, `/api/v3/contacts/id?${query}`)

    expect(answer.status).toBe(status)
    expect(answer.json()).toMatchObject({ errorCode })
  })
})

describe("assigning a promotion", () => {
  const promotion = createPromotion({
    promotionId: "promo",
    heading: "10 % off",
    expiresOn: "2026-06-30T00:00:00Z",
  })
  const assign = "/api/v3/promotion-assignments"

  it("gives the contact a fresh assignment that can be redeemed", async () => {
    const sandbox = await start({ contacts: [createContact({ contactId })] })
    sandbox.addPromotion({ ...promotion, expiresOn: null })

    const body = { contactId, promotionId: "promo" }
    const answers = [
      await call(sandbox, assign, body),
      await call(sandbox, assign, body),
    ]
    const listed = (await call(sandbox, list)).json() as SandboxAssignment[]

    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(listed).toMatchObject([
      { promotionId: "promo", heading: "10 % off", redeemed: false },
      { promotionId: "promo", heading: "10 % off", redeemed: false },
    ])
    expect(new Set(listed.map(({ id }) => id)).size).toBe(2)
    expect(listed[0]).not.toHaveProperty("status")
    expect((await redeem(sandbox, listed[0]?.id ?? "")).status).toBe(200)
  })

  it("knows the promotions of the assignments it was given", async () => {
    const sandbox = await start({ contacts: [exampleContact()] })
    const [{ promotionId }] = exampleContact().promotions as [SandboxAssignment]

    const answer = await call(sandbox, assign, { contactId, promotionId })

    expect(answer.status).toBe(200)
    expect(sandbox.calls()).toMatchObject([
      { operation: "assign", saved: true, assignmentId: null },
    ])
  })

  it.each([
    [{ promotionId: "promo" }, 400, "InvalidContactId"],
    [{ contactId: " ", promotionId: "promo" }, 400, "InvalidContactId"],
    [{ contactId }, 400, "InvalidPromotionId"],
    [{ contactId, promotionId: 7 }, 400, "InvalidPromotionId"],
    [{ contactId: "x", promotionId: "promo" }, 404, "ContactNotFound"],
    [{ contactId, promotionId: "x" }, 404, "PromotionNotFound"],
    [{ contactId, promotionId: "draft" }, 404, "PromotionNotFound"],
    [{ contactId, promotionId: "promo" }, 409, "PromotionExpired"],
  ])("%j is %i %s", async (body, status, errorCode) => {
    const sandbox = await start({
      contacts: [createContact({ contactId })],
      clock: () => new Date("2026-07-01T00:00:00Z"),
    })
    sandbox.addPromotion(promotion)
    sandbox.addPromotion({ promotionId: "draft", status: "Draft" })

    const answer = await call(sandbox, assign, body)

    expect(answer.status).toBe(status)
    expect(answer.json()).toMatchObject({ errorCode })
    expect(sandbox.state().assignments).toEqual([])
  })
})

describe("creating a draft", () => {
  const drafts = "/api/v2/promotions/multichannels"
  const draft = {
    externalId: "promo_1",
    name: "Spring",
    validity: {
      startDate: "2026-03-18",
      assignedValidity: { unit: "Months", amount: 3 },
    },
    presentation: { heading: "Spring", description: "10 %", link: null },
    redemptionChannels: [
      { type: "ECOM", valueType: "EXTERNALOFFER", value: "SPRING" },
    ],
  }

  it("answers with its id and what was sent", async () => {
    const sandbox = await start()

    const answer = await call(sandbox, drafts, draft)

    expect(answer.status).toBe(200)
    expect(answer.json()).toMatchObject({
      id: expect.any(String),
      status: "Draft",
      externalId: "promo_1",
      name: "Spring",
      validity: {
        startDate: "2026-03-18",
        assignedValidity: { unit: "Months", amount: 3 },
      },
      presentation: { heading: "Spring", description: "10 %", link: null },
      redemptionChannels: [
        { type: "ECOM", valueType: "EXTERNALOFFER", value: "SPRING" },
      ],
    })
  })

  it("can be assigned once a person has activated it", async () => {
    const sandbox = await start({ contacts: [createContact({ contactId })] })
    const validity = { startDate: "2026-03-18", endDate: "2099-01-01" }
    const answer = await call(sandbox, drafts, { ...draft, validity })
    const { id } = answer.json() as { id: string }
    const assign = () =>
      call(sandbox, "/api/v3/promotion-assignments", {
        contactId,
        promotionId: id,
      })

    expect((await assign()).status).toBe(404)
    sandbox.activatePromotion(id)
    expect((await assign()).status).toBe(200)
    expect((await call(sandbox, list)).json()).toMatchObject([
      {
        promotionId: id,
        externalId: "promo_1",
        expiresOn: "2099-01-01T23:59:59Z",
      },
    ])
  })

  it.each([
    ["no name", { name: undefined }],
    ["a blank name", { name: " " }],
    ["no validity", { validity: undefined }],
    ["a start that is no date", { validity: { startDate: "spring" } }],
    [
      "a time of day",
      {
        validity: {
          startDate: "2026-03-18T00:00:00Z",
          assignedValidity: { unit: "Days", amount: 1 },
        },
      },
    ],
    [
      "a unit that is none of Engage's",
      {
        validity: {
          startDate: "2026-03-18",
          assignedValidity: { unit: "Weeks", amount: 1 },
        },
      },
    ],
    [
      "a day that does not exist",
      { validity: { startDate: "2027-02-29", endDate: "2027-03-31" } },
    ],
    [
      "half a day",
      {
        validity: {
          startDate: "2026-03-18",
          assignedValidity: { unit: "Days", amount: 0.5 },
        },
      },
    ],
    ["an externalId of 451 characters", { externalId: "x".repeat(451) }],
    ["no end", { validity: { startDate: "2026-03-18" } }],
    ["no channels", { redemptionChannels: [] }],
    ["an unknown channel", { redemptionChannels: [{ type: "WEB" }] }],
    [
      "an unknown kind of value",
      { redemptionChannels: [{ type: "ECOM", valueType: "GIFT" }] },
    ],
  ])("with %s is BadRequest", async (_what, change) => {
    const sandbox = await start()

    const answer = await call(sandbox, drafts, { ...draft, ...change })

    expect(answer.status).toBe(400)
    expect(answer.json()).toMatchObject({ errorCode: "BadRequest" })
    expect(sandbox.state().promotions).toEqual([])
  })
})
