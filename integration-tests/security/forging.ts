import { readyCart } from "../../testkit/jest/checkout"
import type { Answer } from "../../testkit/storefront/send"
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

async function says(answer: Promise<Answer<unknown>>): Promise<string> {
  const { status, data } = await answer
  return `${status} ${data.code ?? data.type}`
}

/** Text from outside never stands at the start of a line of the log's. */
export function cannotBeForged(watched: WatchedShop): void {
  const { shop } = watched

  const expectUnforged = () => {
    const { texts } = watched.log
    expect(texts.length).toBeGreaterThan(0)
    const forged = /\[FORGED\]|[\0\x1b\u2028\u2029]|x{1000}/
    expect(texts.filter((text) => forged.test(text))).toEqual([])
  }

  it.each([200, 404, 409, 500])(
    "holds nothing of what Engage says in a %i",
    async (status) => {
      const cart = await watched.cartWithOffer()
      const errorCode = `PromotionNotFound${EVERYTHING}`
      // No control characters: a client hears nothing after those.
      const fields = { "retry-after": "[FORGED]", server: "[FORGED]" }
      await watched.replaceEngage((response) =>
        response
          .writeHead(status, "[FORGED]", fields)
          .end(JSON.stringify({ errorCode, message: EVERYTHING }))
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
    const promotion = (assignmentId: string, text: string, value: string) => ({
      id: assignmentId,
      promotionId: `p${text}`,
      externalId: `e${text}`,
      type: text,
      name: text,
      expiresOn: text,
      redemptionChannels: [{ type: "ECOM", valueType: "EXTERNALOFFER", value }],
    })
    const promotions = [
      ...odd.map((text, index) =>
        promotion(`a-${index}`, text, `10056${text}`)
      ),
      promotion("usable", CONTROLS["a line break"], "10056"),
    ]
    await watched.replaceEngage((response, { url }) =>
      response.end(
        JSON.stringify(url.includes("promotions") ? promotions : "contact-1")
      )
    )

    const { data } = await web.listMyOffers()
    expect(data.engage_promotions.map(({ reason }) => reason)).toEqual([
      ...odd.map(() => "promotion_not_configured"),
      null,
    ])
    for (const index of odd.keys()) {
      expect(await says(web.applyOffer(id, `a-${index}`))).toBe(
        "400 promotion_not_configured"
      )
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
    const { seen } = await watched.replaceEngage((response) =>
      response.end(JSON.stringify(contactId))
    )

    for (contactId of ids) {
      expect(await says(web.listMyOffers())).toBe("503 engage_unavailable")
    }

    expect(seen.map(({ url }) => url.split("?")[0])).toEqual(
      ids.map(() => "/api/v3/contacts/id")
    )
    expectUnforged()
  })

  it("holds nothing of a customer's ids, which are refused before any call", async () => {
    const { web, id } = await readyCart(shop, { customer: watched.customer })
    shop.engage.sandbox.reset()
    watched.log.clear()

    const link = (cartId: string, body: object) =>
      says(
        shop.admin("POST", `/admin/carts/${cartId}/promotion-assignments`, body)
      )
    const usual = { assignment_id: "a-1", promotion_code: "10056" }
    for (const odd of ODD_IDS) {
      for (const refused of [
        web.listOffers(odd),
        web.applyOffer(odd, "a-1"),
        web.removeOffer(odd, "a-1"),
      ]) {
        expect([odd, (await refused).status]).toEqual([odd, 404])
      }
      expect(await says(web.removeOffer(id, odd))).toBe(
        "400 promotion_not_found"
      )
      expect(await link(odd, usual)).toMatch(/^40[04] /)
      const plain = decodeURIComponent(odd)
      for (const assignment_id of [plain, [plain], { [plain]: plain }]) {
        expect(await says(web.applyOffer(id, assignment_id as string))).toBe(
          typeof assignment_id === "string" && assignment_id.length <= 100
            ? "400 promotion_not_found"
            : "400 invalid_data"
        )
      }
      for (const strange of [
        { assignment_id: plain },
        { promotion_code: `x${EVERYTHING}` },
        { promotion_code: [plain] },
        { [plain]: 1 },
      ]) {
        expect(await link(id, { ...usual, ...strange })).toBe(
          "400 invalid_data"
        )
      }
    }

    expect(shop.engage.sandbox.calls()).toEqual([])
    expect(await shop.ledger.all()).toEqual([])
    expectUnforged()
  })
}
