import { assignmentIdSchema } from "../ids"
import {
  API_ENDPOINTS,
  contactIdPath,
  contactPromotionsPath,
  DEFAULT_ENDPOINTS,
  endpointsFor,
  endpointsSchema,
  redeemPath,
} from "../endpoints"

const ID = "bb247ef7-80bb-440c-beb7-ab4172e56666"

const BAD_IDS = [
  "",
  " ",
  ` ${ID}`,
  `${ID}\n`,
  ".",
  "..",
  "../../contacts",
  "a/b",
  "a%2Fb",
  "a?b=c",
  "a#b",
  "a\\b",
  "a\u0000",
  "ä",
  "a".repeat(101),
]

describe("assignmentIdSchema", () => {
  it.each([ID, "1", "a_b-C", "a".repeat(100)])("takes %s", (id) => {
    expect(assignmentIdSchema.parse(id)).toBe(id)
  })

  it.each(BAD_IDS)("refuses %j", (id) => {
    expect(assignmentIdSchema.safeParse(id).success).toBe(false)
  })
})

describe("paths", () => {
  it("are those of Engage's documentation", () => {
    expect(redeemPath(DEFAULT_ENDPOINTS, ID)).toBe(
      `/api/v3/promotion-assignments/${ID}/redeem`
    )
    expect(contactPromotionsPath(DEFAULT_ENDPOINTS, ID)).toBe(
      `/api/v2/contacts/${ID}/promotions`
    )
    expect(contactPromotionsPath(DEFAULT_ENDPOINTS, ID, "ECOM")).toBe(
      `/api/v2/contacts/${ID}/promotions?redemptionChannelType=ECOM`
    )
    expect(contactIdPath(DEFAULT_ENDPOINTS, { customKey: "cus_1" })).toBe(
      "/api/v3/contacts/id?customKey=cus_1"
    )
  })

  it.each(BAD_IDS)("cannot be changed by the id %j", (id) => {
    expect(() => redeemPath(DEFAULT_ENDPOINTS, id)).toThrow(/1 to 100 letters/)
    expect(() => contactPromotionsPath(DEFAULT_ENDPOINTS, id)).toThrow()
  })

  it.each([
    ["a+b@example.com", "a%2Bb%40example.com"],
    ["a&any=1#@x", "a%26any%3D1%23%40x"],
    ["å@x", "%C3%A5%40x"],
    ["half a pair \ud800", "half+a+pair+%EF%BF%BD"],
  ])("encode the e-mail %s", (email, encoded) => {
    expect(contactIdPath(DEFAULT_ENDPOINTS, { email }, "Member 1")).toBe(
      `/api/v3/contacts/id?email=${encoded}&contactType=Member+1`
    )
  })
})

describe("paths of each version", () => {
  it.each([
    ["v2", `/api/v2/promotions/codes/${ID}/redeem`],
    ["v3", `/api/v3/promotion-assignments/${ID}/redeem`],
  ] as const)("%s redeems at %s", (api, path) => {
    expect(redeemPath(API_ENDPOINTS[api], ID)).toBe(path)
  })

  it.each([
    ["v2", `/api/v2/contacts/${ID}/promotions?redemptionChannelType=ECOM`],
    [
      "v3",
      `/api/v3/promotion-assignments?contactId=${ID}&redemptionChannelType=ECOM`,
    ],
  ] as const)("%s lists at %s", (api, path) => {
    expect(contactPromotionsPath(API_ENDPOINTS[api], ID, "ECOM")).toBe(path)
  })

  it.each(BAD_IDS)("cannot be changed by the id %j in a query", (id) => {
    expect(() => contactPromotionsPath(API_ENDPOINTS.v3, id)).toThrow()
  })
})

describe("queries", () => {
  const list = (contactPromotions: string) => ({
    ...DEFAULT_ENDPOINTS,
    contactPromotions,
  })

  it("keep what the address has, as it is written, and add ours behind it", () => {
    expect(
      contactPromotionsPath(list("/l?a=1%2C2&contactId={contactId}"), ID, "POS")
    ).toBe(`/l?a=1%2C2&contactId=${ID}&redemptionChannelType=POS`)
    expect(
      contactPromotionsPath(list("/l/{id}?a=b"), ID, null, {
        offset: 20,
        count: 10,
      })
    ).toBe(`/l/${ID}?a=b&offset=20&count=10`)
  })

  it.each([
    "/l/{contactId}?redemptionChannelType=ECOM&a=b",
    "/l/{contactId}?a=b&RedemptionChannelType=ECOM",
    "/l/{contactId}?a=b&redemption%43hannelType=ECOM",
  ])("hold each of our parameters once: %s", (address) => {
    expect(contactPromotionsPath(list(address), ID, "POS")).toBe(
      `/l/${ID}?a=b&redemptionChannelType=POS`
    )
  })

  it("keep a channel that the address names when all are asked for", () => {
    const address = "/l/{contactId}?redemptionChannelType=ECOM"

    expect(contactPromotionsPath(list(address), ID, null)).toBe(
      `/l/${ID}?redemptionChannelType=ECOM`
    )
  })

  it("are joined where a contact is looked up", () => {
    const endpoints = {
      ...DEFAULT_ENDPOINTS,
      contactId: "/id?contactType=Member&x=1",
    }

    expect(contactIdPath(endpoints, { email: "a@x" }, "Contact")).toBe(
      "/id?x=1&email=a%40x&contactType=Contact"
    )
    expect(contactIdPath(endpoints, { email: "a@x" })).toBe(
      "/id?contactType=Member&x=1&email=a%40x"
    )
  })
})

describe("endpointsFor", () => {
  it("keeps to what is documented best without a version", () => {
    expect(endpointsFor(undefined)).toEqual(DEFAULT_ENDPOINTS)
  })

  it.each(["v2", "v3"] as const)("has every address of %s", (api) => {
    expect(endpointsFor(api)).toEqual(API_ENDPOINTS[api])
    for (const [name, address] of Object.entries(API_ENDPOINTS[api])) {
      expect(endpointsSchema.parse({ [name]: address })).toEqual({
        [name]: address,
      })
    }
  })

  it("replaces one address of a version and keeps the others", () => {
    const redeem = "/api/v3/promotions/codes/{promotionId}/redeem"

    expect(endpointsFor("v3", { redeem, assign: undefined })).toEqual({
      ...API_ENDPOINTS.v3,
      redeem,
    })
  })
})

describe("endpointsSchema", () => {
  it.each([
    "/api/v3/promotions/codes/{assignmentId}/redeem",
    "/api/v3/promotions/codes/{promotionId}/redeem",
    "/api/v3/promotions/codes/{id}/redeem",
    "/api/redeem?assignment={id}",
    "/api/redeem?assignment={id}&kind=offer",
    "/api/{assignmentId}?a=b",
  ])("takes %s for redeem, with the assignment's id in it", (redeem) => {
    const endpoints = endpointsFor(undefined, endpointsSchema.parse({ redeem }))

    expect(redeemPath(endpoints, ID)).toBe(redeem.replace(/\{\w+\}/, ID))
  })

  it.each([
    "api/{assignmentId}",
    "https://elsewhere.example/{assignmentId}",
    "//elsewhere.example/{assignmentId}",
    "/api/redeem",
    "/api/{contactId}",
    "/api/{assignmentId}/{assignmentId}",
    "/api/{assignmentId}/{id}",
    "/api/{assignmentId}?id={assignmentId}",
    "/api/{assignmentId}/{other}",
    "/api/{assignmentId}/{}",
    "/api/{assignmentId}#a",
    "/api?id={assignmentId}#a",
    "/api?{assignmentId}=a",
    "/api?{assignmentId}",
    "/api/{assignmentId}?",
    "/api/{assignmentId}?a",
    "/api/{assignmentId}?a=b?c=d",
    "/api/{assignmentId}?a=b&&c=d",
    "/api/{assignmentId}?a=b c",
    "/api/{assignmentId}?a=%",
    "/api/{assignmentId}?a=%0",
    "/api/{assignmentId}?a=å",
    "/api/{assignmentId}?a=\r\n",
    "/api/../{assignmentId}",
    "/api/%2E%2e/{assignmentId}",
    "/api/%2e%2e%2f{assignmentId}",
    "/api/..%5c{assignmentId}",
    "/api/%zz/{assignmentId}",
    "/api /{assignmentId}",
    "/å/{assignmentId}",
    "/api\u2024\u2024/{assignmentId}",
    "/api{x}/{assignmentId}",
    "/a?b/{assignmentId}",
    "/a\\b/{assignmentId}",
    "/{assignmentId}\u007f",
    "/api\r\n/{assignmentId}",
    "/api\\{assignmentId}",
    "/api/{assignmentId}/",
    7,
  ])("refuses %j for redeem", (redeem) => {
    expect(endpointsSchema.safeParse({ redeem }).success).toBe(false)
  })

  it("refuses a placeholder where the call has no id", () => {
    expect(endpointsSchema.safeParse({ assign: "/a/{id}" }).success).toBe(false)
  })

  it("knows no other address", () => {
    expect(endpointsSchema.safeParse({ reedem: "/x" }).success).toBe(false)
  })
})
