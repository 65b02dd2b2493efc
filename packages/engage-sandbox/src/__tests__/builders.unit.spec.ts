import {
  createAssignment,
  createContact,
  createPromotion,
  createRedemptionChannel,
  exampleContact,
} from "../builders"

describe("the builders", () => {
  it("make ids of their own", () => {
    expect(createAssignment().id).not.toBe(createAssignment().id)
    expect(createContact().contactId).not.toBe(createContact().contactId)
    expect(createPromotion().promotionId).not.toBe(
      createPromotion().promotionId
    )
  })

  it("take what they are given", () => {
    const channel = createRedemptionChannel({
      valueType: "MONEY",
      value: { amount: 50, currency: "SEK" },
    })
    const assignment = createAssignment({ redemptionChannels: [channel] })
    const contact = createContact({
      email: undefined,
      promotions: [assignment],
    })

    expect(channel).toMatchObject({ type: "ECOM", valueType: "MONEY" })
    expect(contact.email).toBeUndefined()
    expect(contact.promotions[0]?.redemptionChannels).toEqual([channel])
  })

  it("give a fresh example each time, with the vendor's sample", () => {
    exampleContact().promotions.pop()

    expect(exampleContact().promotions).toMatchObject([
      {
        id: "bb247ef7-80bb-440c-beb7-ab4172e56666",
        promotionId: "1a50b7aa-d697-4dc6-3ce7-ab2c00b3a920",
        externalId: "SO-14034",
      },
    ])
  })
})
