import { dayIn, type EngageDraft } from "../draft"
import { API_KEY, createClient } from "./support/create-client"
import { listenHttp, listenTcp, refusedBaseUrl } from "./support/listen"

/** A draft; by default one that can be used for 3 months once it was given. */
function createDraft(overrides: Partial<EngageDraft> = {}): EngageDraft {
  return {
    external_id: "promo_1",
    name: "Autumn",
    heading: "10 % off",
    description: null,
    link: "https://example.com",
    start_date: "2026-09-01",
    validity: { unit: "Months", amount: 3 },
    promotion_code: "10056",
    ...overrides,
  }
}

/** Creates a draft in an Engage that answers like this. */
async function create(
  status: number,
  body = "",
  draft: EngageDraft = createDraft()
) {
  const server = await listenHttp((response) => {
    response.writeHead(status).end(body)
  })
  const client = createClient({ baseUrl: server.baseUrl })
  const result = await client.createDraft(draft)
  await client.close()
  await server.close()
  expect(JSON.stringify(result)).not.toContain(API_KEY)
  return { result, seen: server.seen }
}

describe("createDraft", () => {
  it("sends the promotion's code as an EXTERNALOFFER of the shop's channel", async () => {
    const { seen } = await create(200, '{"id":"p-1"}')

    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatchObject({
      method: "POST",
      url: "/api/v2/promotions/multichannels",
    })
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({
      externalId: "promo_1",
      name: "Autumn",
      validity: {
        startDate: "2026-09-01",
        assignedValidity: { unit: "Months", amount: 3 },
      },
      presentation: {
        heading: "10 % off",
        description: null,
        link: "https://example.com",
      },
      redemptionChannels: [
        { type: "ECOM", valueType: "EXTERNALOFFER", value: "10056" },
      ],
    })
  })

  it("sends an end instead, when it has one", async () => {
    const { seen } = await create(
      200,
      "",
      createDraft({ validity: { end_date: "2026-12-31" } })
    )

    expect(JSON.parse(seen[0]?.body ?? "")).toMatchObject({
      validity: { startDate: "2026-09-01", endDate: "2026-12-31" },
    })
  })

  it.each([
    ['{"id":"p-1","status":"Draft"}', "p-1"],
    ['{"Id":"p-1"}', "p-1"],
    ['{"id":"a b"}', null],
    ["<html>", null],
    ["", null],
  ])("is created, whatever the body: %j", async (body, promotionId) => {
    expect((await create(200, body)).result).toEqual({
      kind: "created",
      promotionId,
      httpStatus: 200,
    })
    expect((await create(201, body)).result).toMatchObject({ kind: "created" })
  })

  it.each([
    [400, "refused"],
    [409, "refused"],
    [422, "refused"],
    [401, "misconfigured"],
    [403, "misconfigured"],
    [404, "misconfigured"],
    [302, "misconfigured"],
    [408, "unavailable"],
    [429, "unavailable"],
    [500, "unknown"],
    [502, "unknown"],
    [504, "unknown"],
  ])("%i is %s, and is not sent again", async (status, kind) => {
    const { result, seen } = await create(status)

    expect(result).toMatchObject({ kind, httpStatus: status })
    expect(seen).toHaveLength(1)
  })

  it("500 InvalidSystemConfiguration is misconfigured: nothing to look for", async () => {
    const { result } = await create(500, '"InvalidSystemConfiguration"')

    expect(result).toMatchObject({ kind: "misconfigured", httpStatus: 500 })
  })

  it("does not know what became of a call that got no answer", async () => {
    const server = await listenTcp((socket) => {
      socket.once("data", () => socket.destroy())
    })
    const client = createClient({ baseUrl: server.baseUrl })

    expect(await client.createDraft(createDraft())).toEqual({
      kind: "unknown",
      httpStatus: null,
    })
    expect(server.connections()).toBe(1)

    await client.close()
    await server.close()
  })

  it("knows that nothing was sent when nobody listens", async () => {
    const client = createClient({ baseUrl: await refusedBaseUrl() })

    expect(await client.createDraft(createDraft())).toMatchObject({
      kind: "unavailable",
      httpStatus: null,
    })

    await client.close()
  })
})

describe("findDraft", () => {
  const find = async (status: number, body = "") => {
    const server = await listenHttp((response) => {
      response.writeHead(status).end(body)
    })
    const client = createClient({ baseUrl: server.baseUrl })
    const result = await client.findDraft("engdraft_1&x")
    await client.close()
    await server.close()
    return { result, seen: server.seen }
  }

  it("asks by the external id, encoded", async () => {
    const { seen } = await find(404)

    expect(seen).toMatchObject([
      {
        method: "GET",
        url: "/api/v2/promotions/multichannels?externalId=engdraft_1%26x",
      },
    ])
  })

  it.each([
    [200, '{"id":"p-1","status":"Draft"}', "found"],
    [200, '{"Id":"p-1","ExternalId":"engdraft_1&x"}', "found"],
    [200, '[{"id":"p-1","externalId":"engdraft_1&x"}]', "found"],
    [
      200,
      '{"items":[{"id":"p-0"},{"id":"p-1","externalId":"engdraft_1&x"}]}',
      "found",
    ],
    [200, '[{"id":"p-1","externalId":"another"}]', "misconfigured"],
    [200, "[]", "misconfigured"],
    [404, '"PromotionNotFound"', "not_found"],
    [404, "<html>", "misconfigured"],
    [401, "", "misconfigured"],
    [503, "", "unavailable"],
  ])("%i %s is %s", async (status, body, kind) => {
    expect((await find(status, body)).result).toMatchObject({ kind })
  })
})

describe("dayIn", () => {
  it("is the day of the tenant, not of the server", () => {
    const late = new Date("2026-08-31T22:30:00Z")

    expect(dayIn("Europe/Stockholm", late)).toBe("2026-09-01")
    expect(dayIn("UTC", late)).toBe("2026-08-31")
  })
})
