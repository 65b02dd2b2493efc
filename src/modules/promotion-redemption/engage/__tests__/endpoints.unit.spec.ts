import { assignmentIdSchema } from "../assignment-id"
import {
  contactIdPath,
  contactPromotionsPath,
  DEFAULT_ENDPOINTS,
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

describe("endpointsSchema", () => {
  it("replaces one address and keeps the others", () => {
    const redeem = "/api/v3/promotions/codes/{assignmentId}/redeem"

    expect(endpointsSchema.parse({ redeem })).toEqual({
      ...DEFAULT_ENDPOINTS,
      redeem,
    })
  })

  it.each([
    "api/{assignmentId}",
    "https://elsewhere.example/{assignmentId}",
    "//elsewhere.example/{assignmentId}",
    "/api/redeem",
    "/api/{contactId}",
    "/api/{assignmentId}/{assignmentId}",
    "/api/{assignmentId}/{other}",
    "/api/{assignmentId}?a=b",
    "/api/{assignmentId}#a",
    "/api/../{assignmentId}",
    "/api/%2E%2e/{assignmentId}",
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

  it("knows no other address", () => {
    expect(endpointsSchema.safeParse({ reedem: "/x" }).success).toBe(false)
  })
})
