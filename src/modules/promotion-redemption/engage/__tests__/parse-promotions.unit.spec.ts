import { parsePage } from "../parse-promotions"
import { createPromotion } from "./support/create-promotion"

const SAMPLE = [
  {
    id: "bb247ef7-80bb-440c-beb7-ab4172e56666",
    promotionId: "1a50b7aa-d697-4dc6-3ce7-ab2c00b3a920",
    externalId: "SO-14034",
    type: "Multichannel",
    redemptionChannels: [
      {
        type: "POS",
        valueType: "EXTERNALOFFER",
        value: "10056",
        instruction: null,
      },
      {
        type: "ECOM",
        valueType: "EXTERNALOFFER",
        value: "10056",
        instruction: null,
      },
    ],
  },
]

function parse(value: unknown) {
  return parsePage(JSON.stringify(value))?.promotions
}

describe("parsePage", () => {
  it("reads the vendor's sample", () => {
    expect(parse(SAMPLE)).toEqual([
      createPromotion({
        promotionId: "1a50b7aa-d697-4dc6-3ce7-ab2c00b3a920",
        externalId: "SO-14034",
        type: "Multichannel",
        redemptionChannels: ["POS", "ECOM"].map((type) => ({
          type,
          valueType: "EXTERNALOFFER",
          value: "10056",
          localValues: [],
          instruction: null,
        })),
      }),
    ])
  })

  it("reads an empty list", () => {
    expect(parse([])).toEqual([])
  })

  it("gives null for a missing field and drops an unknown one", () => {
    expect(parse([{ id: "1", new: { field: true } }])).toEqual([
      createPromotion({ id: "1" }),
    ])
  })

  it("reads fields in any letter case", () => {
    const recased = (to: (name: string) => string, value: unknown): unknown =>
      Array.isArray(value)
        ? value.map((it) => recased(to, it))
        : value && typeof value === "object"
          ? Object.fromEntries(
              Object.entries(value).map(([k, v]) => [to(k), recased(to, v)])
            )
          : value
    const pascal = (name: string) => name[0]!.toUpperCase() + name.slice(1)
    const full = [
      {
        ...SAMPLE[0],
        name: "Autumn",
        expiresOn: "2026-12-31",
        redeemed: false,
        redeemedOn: null,
      },
    ]

    expect(parse(recased(pascal, full))).toEqual(parse(full))
    expect(parse(recased((it) => it.toLowerCase(), full))).toEqual(parse(full))
  })

  it("gives null for a blank text, and for a date that was never set", () => {
    const blank = {
      id: "1",
      name: "",
      heading: " ",
      imageUrl: "",
      link: "",
      expiresOn: "0001-01-01T00:00:00",
      redeemedOn: "",
    }

    expect(parse([blank])).toEqual([createPromotion({ id: "1" })])
    expect(parse([{ id: "1", redeemedOn: "0001-01-01T00:00:00Z" }])).toEqual([
      createPromotion({ id: "1" }),
    ])
  })

  it("gives null for a field of an odd type", () => {
    const odd = {
      id: "1",
      name: 5,
      heading: {},
      expiresOn: 1700000000,
      redeemed: "yes",
      redeemedOn: false,
      externalId: ["a"],
      redemptionChannels: "ECOM",
    }

    expect(parse([odd])).toEqual([createPromotion({ id: "1" })])
  })

  it("turns ids that are numbers into strings", () => {
    expect(parse([{ id: 12, promotionId: 34, externalId: 56 }])).toEqual([
      createPromotion({ id: "12", promotionId: "34", externalId: "56" }),
    ])
  })

  it.each([
    null,
    "text",
    5,
    [],
    {},
    { id: null },
    { id: "" },
    { id: "../x" },
    { id: 1.5 },
    { id: 2 ** 60 },
    { id: { id: "1" } },
  ])("leaves out %j, which has no usable id, and nothing else", (element) => {
    expect(parse([element, { id: "1" }])).toEqual([
      createPromotion({ id: "1" }),
    ])
  })

  it("leaves out channels without a type and keeps any value", () => {
    const money = { amount: 50, currency: "SEK" }
    const channels = [
      null,
      { valueType: "PERCENT" },
      { type: "ECOM", valueType: "Money", value: money, localValues: [1] },
      { type: "NEW" },
    ]

    expect(
      parse([{ id: "1", redemptionChannels: channels }])?.[0]
        ?.redemptionChannels
    ).toEqual([
      {
        type: "ECOM",
        valueType: "MONEY",
        value: money,
        localValues: [1],
        instruction: null,
      },
      {
        type: "NEW",
        valueType: null,
        value: null,
        localValues: [],
        instruction: null,
      },
    ])
  })

  it.each([
    ["a line break", "10056\nforged"],
    ["a null byte", "10056\u0000"],
    ["an escape sequence", "\u001b[2J"],
    ["a line separator", "10056\u2028forged"],
    ["no end", "1".repeat(256)],
  ])("gives null for an id or a code with %s", (_, odd) => {
    const channel = { type: "ECOM", value: odd }

    expect(
      parse([
        {
          id: "1",
          promotionId: odd,
          externalId: odd,
          redemptionChannels: [channel],
        },
      ])
    ).toEqual([
      createPromotion({
        id: "1",
        redemptionChannels: [
          {
            type: "ECOM",
            valueType: null,
            value: null,
            localValues: [],
            instruction: null,
          },
        ],
      }),
    ])
  })

  it("reads 10,000 assignments, and takes no part of more for a list", () => {
    const all = Array.from({ length: 10_001 }, (_, index) => ({
      id: `${index}`,
    }))

    expect(parse(all.slice(1))).toHaveLength(10_000)
    expect(parse(all)).toBeUndefined()
  })

  it.each([
    ['{"items":[{"id":"1"}],"totalCount":7,"offset":0,"count":1}', 1, 1, 7],
    ['{"Items":[{"id":"1"},{"id":""}],"TotalCount":2}', 1, 2, 2],
    ['{"items":[],"totalCount":0,"offset":0,"count":0,"more":"x"}', 0, 0, 0],
    ['[{"id":"1"},{}]', 1, 2, null],
  ])("reads the page %s", (body, usable, elements, total) => {
    const page = parsePage(body)

    expect(page?.promotions).toHaveLength(usable)
    expect(page).toMatchObject({ elements, total })
  })

  // Five megabytes are the longest list that is read. With a schema each of
  // these held up the shop for a minute and more.
  it.each([
    ["elements", `[${"{},".repeat(1_700_000)}{}]`],
    [
      "channels",
      `[{"id":"1","redemptionChannels":[${"{},".repeat(1_700_000)}{}]}]`,
    ],
  ])("does not hold the shop up over a million odd %s", (_, body) => {
    const start = Date.now()

    expect(parsePage(body)?.promotions).toBeInstanceOf(Array)
    expect(Date.now() - start).toBeLessThan(15_000)
  })

  it("survives 10,000 levels", () => {
    const deep = "[".repeat(10_000) + "]".repeat(10_000)

    expect(
      parsePage(
        `[{"id":"1","redemptionChannels":[{"type":"ECOM","value":${deep}}]}]`
      )?.promotions
    ).toHaveLength(1)
  })

  it.each([
    "",
    "[",
    "<html></html>",
    '"text"',
    "null",
    "{}",
    '{"items":[{"id":"1"}]}',
    '{"promotions":[{"id":"1"}],"totalCount":1}',
    '{"items":{"id":"1"},"totalCount":1}',
    '{"items":[{"id":"1"}],"totalCount":"1"}',
    '{"items":[{"id":"1"}],"totalCount":null}',
    '{"items":[{"id":"1"}],"totalCount":-1}',
    '{"items":[{"id":"1"}],"totalCount":1.5}',
  ])("is null for %s, which is neither a list nor a page", (body) => {
    expect(parsePage(body)).toBeNull()
  })
})
