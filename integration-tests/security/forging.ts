import { readyCart } from "../../testkit/jest/checkout"
import { reply } from "./support/impostor"
import type { WatchedShop } from "./support/watched-shop"

/** What would begin a line of its own, clear a screen, or end a text. */
const CONTROLS = {
  "a line break": "\r\n[FORGED] info: all is well",
  "a line separator": "\u2028[FORGED]",
  "an escape sequence": "\u001b[2J\u001b[31m[FORGED]",
  "a null byte": "\u0000[FORGED]",
}

const EVERYTHING = Object.values(CONTROLS).join("") + "x".repeat(20_000)

/** Ids that are none, as they stand in an address. */
const ODD_IDS = [
  ...Object.values(CONTROLS).map((text) => encodeURIComponent(`id${text}`)),
  "..%2f..%2fadmin",
  "..%5c..%5cadmin",
  "%2e%2e%2fadmin",
  "x%3Fy=z%23",
  "a".repeat(2_000),
]

/** Text from outside never stands at the start of a line of the log's. */
export function cannotBeForged(watched: WatchedShop): void {
  const { shop } = watched

  const expectUnforged = () => {
    const { texts } = watched.log
    expect(texts.length).toBeGreaterThan(0)
    expect(texts.filter((text) => text.includes("[FORGED]"))).toEqual([])
    expect(texts.filter((text) => /[\0\x1b\u2028\u2029]/.test(text))).toEqual(
      []
    )
    expect(texts.filter((text) => text.includes("x".repeat(1_000)))).toEqual([])
  }

  it.each([200, 404, 409, 500])(
    "holds nothing of what Engage says in a %i",
    async (status) => {
      const cart = await watched.cartWithOffer()
      await watched.replaceEngage((socket) =>
        reply(socket, {
          status,
          // No control characters: a client hears nothing after those.
          reason: "[FORGED]",
          headers: { "retry-after": "[FORGED]", server: "[FORGED]" },
          body: JSON.stringify({
            errorCode: `PromotionNotFound${EVERYTHING}`,
            message: EVERYTHING,
          }),
        })
      )

      await cart.web.complete(cart.id)
      await cart.web.listMyOffers()
      await shop.ledger.reconcile()

      const rows = await shop.ledger.rows(cart.id)
      expect(JSON.stringify(rows)).not.toContain("FORGED")
      expect(rows[0]?.attempts[0]?.http_status).toBe(status)
      expectUnforged()
    }
  )

  it("holds nothing of a promotion, and no odd code is looked up", async () => {
    const { web, id } = await readyCart(shop, { customer: watched.customer })
    const odd = [...Object.values(CONTROLS), "x".repeat(20_000)]
    const promotions = odd.map((text, index) => ({
      id: `a-${index}`,
      promotionId: `p${text}`,
      externalId: `e${text}`,
      type: text,
      name: text,
      expiresOn: text,
      redemptionChannels: [
        { type: "ECOM", valueType: "EXTERNALOFFER", value: `10056${text}` },
      ],
    }))
    const usable = {
      ...promotions[0],
      id: "usable",
      redemptionChannels: [
        { type: "ECOM", valueType: "EXTERNALOFFER", value: "10056" },
      ],
    }
    await watched.replaceEngage((socket, { target }) =>
      reply(socket, {
        body: JSON.stringify(
          target.includes("promotions") ? [...promotions, usable] : "contact-1"
        ),
      })
    )

    const { data } = await web.listMyOffers()
    expect(data.engage_promotions.map(({ reason }) => reason)).toEqual([
      ...odd.map(() => "promotion_not_configured"),
      null,
    ])
    for (const promotion of promotions) {
      expect(await web.applyOffer(id, promotion.id)).toMatchObject({
        status: 400,
        data: { code: "promotion_not_configured" },
      })
    }
    expect((await web.applyOffer(id, "usable")).status).toBe(200)
    expect(await shop.ledger.row(id)).toMatchObject({
      assignment_id: "usable",
      engage_promotion_id: null,
    })
    expectUnforged()
  })

  it("holds nothing of a contact's id, and none leads elsewhere", async () => {
    const web = shop.storefront(watched.customer)
    const ids = [
      "../../x",
      "a/../b",
      "?x=",
      "%2e%2e",
      "\r\nHost: evil",
      ...Object.values(CONTROLS),
      "c".repeat(1_000_000),
    ]
    let contactId = ""
    const { heard } = await watched.replaceEngage((socket) =>
      reply(socket, { body: JSON.stringify(contactId) })
    )

    for (contactId of ids) {
      expect(await web.listMyOffers()).toMatchObject({
        status: 503,
        data: { code: "engage_unavailable" },
      })
    }

    expect(heard.map(({ target }) => target.split("?")[0])).toEqual(
      ids.map(() => "/api/v3/contacts/id")
    )
    expectUnforged()
  })

  it("holds nothing of a customer's ids, which are refused before any call", async () => {
    const { web, id } = await readyCart(shop, { customer: watched.customer })
    shop.engage.sandbox.reset()
    watched.log.clear()

    for (const odd of ODD_IDS) {
      expect([
        odd,
        (await web.listOffers(odd)).status,
        (await web.applyOffer(odd, "a-1")).status,
        (await web.removeOffer(odd, "a-1")).status,
      ]).toEqual([odd, 404, 404, 404])
      expect(await web.removeOffer(id, odd)).toMatchObject({
        status: 400,
        data: { code: "promotion_not_found" },
      })
      expect([400, 404]).toContain(
        (
          await shop.admin(
            "POST",
            `/admin/carts/${odd}/promotion-assignments`,
            {
              assignment_id: "a-1",
              promotion_code: "10056",
            }
          )
        ).status
      )
      const plain = decodeURIComponent(odd)
      for (const assignment_id of [plain, [plain], { [plain]: plain }]) {
        const { status, data } = await web.applyOffer(
          id,
          assignment_id as string
        )
        expect([status, data.code ?? data.type]).toEqual([
          400,
          typeof assignment_id === "string" && assignment_id.length <= 100
            ? "promotion_not_found"
            : "invalid_data",
        ])
      }
      for (const body of [
        { assignment_id: plain, promotion_code: "10056" },
        { assignment_id: "a-1", promotion_code: `x${EVERYTHING}` },
        { assignment_id: "a-1", promotion_code: [plain] },
        { assignment_id: "a-1", promotion_code: "10056", [plain]: 1 },
      ]) {
        const url = `/admin/carts/${id}/promotion-assignments`
        expect(await shop.admin("POST", url, body)).toMatchObject({
          status: 400,
          data: { type: "invalid_data" },
        })
      }
    }

    expect(shop.engage.sandbox.calls()).toEqual([])
    expect(await shop.ledger.all()).toEqual([])
    expectUnforged()
  })
}
