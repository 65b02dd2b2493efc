import type { ServerResponse } from "node:http"

import { purgeRedemptionsWorkflow } from "../../src/workflows/background/purge"
import { listEngagePromotionsWorkflow } from "../../src/workflows/offers/list-engage-promotions"
import type { SeenRequest } from "../../src/modules/promotion-redemption/engage/__tests__/support/listen"
import type { SandboxFault } from "../../packages/engage-sandbox/src"
import {
  linkOffer,
  readyCart,
  type ReadyCart,
} from "../../testkit/jest/checkout"
import { engageSuite, type TestShop } from "../../testkit/jest/suite"
import { until } from "../../testkit/poll"
import type { Answer } from "../../testkit/storefront/send"
import { CANARIES } from "./support/canaries"
import { WatchedShop } from "./support/watched-shop"

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

/** What can go wrong with a call, in the sandbox's words. */
const FAULTS: SandboxFault[] = [
  { type: "refuse", code: "PromotionNotFound" },
  { type: "wrong_key" },
  { type: "html", status: 404 },
  { type: "reset_before_save" },
  { type: "half_answer" },
  { type: "hang" },
  { type: "big_body", bytes: 200_000 },
]

/** What every call can meet, and how it comes about. */
const MISHAPS: [string, (shop: TestShop) => unknown][] = [
  ...FAULTS.map((fault): (typeof MISHAPS)[number] => [
    JSON.stringify(fault),
    ({ engage }) => engage.sandbox.setFault({ ...fault, operation: "any" }),
  ]),
  ["a refused connection", ({ engage }) => engage.goAway()],
  [
    "an Engage that speaks no TLS",
    ({ engage, ledger }) => {
      const { port } = engage.sandbox
      return ledger.setOptions({ baseUrl: `https://localhost:${port}` })
    },
  ],
]

/** Nobody but Engage ever sees the key; nobody but Medusa the address. */
const canary = { customer_id: null, by: { email: CANARIES.email } }

const engage = {
  apiKey: CANARIES.apiKey,
  timeoutMs: 800,
  checkoutWaitMs: 400,
  contactLookup: { cacheSeconds: 0 },
}

engageSuite({ engage }, (shop) => {
  const watched = new WatchedShop(shop)

  beforeAll(() => watched.start())
  beforeEach(() => watched.reset())
  afterEach(() => watched.dismissImpostor())

  /** Text from outside never stands at the start of a line of the log's. */
  const expectUnforged = () => {
    expect(watched.log.length).toBeGreaterThan(0)
    const forged = /\[FORGED\]|[\0\x1b\u2028\u2029]|x{1000}/
    expect(watched.log.filter((text) => forged.test(text))).toEqual([])
  }

  describe("the log", () => {
    it("holds nothing of a promotion, and no odd code is looked up", async () => {
      const { web, id } = await readyCart(shop, { customer: watched.customer })
      const odd = [...Object.values(CONTROLS), "x".repeat(20_000)]
      const promotion = (
        assignmentId: string,
        text: string,
        value: string
      ) => ({
        id: assignmentId,
        promotionId: `p${text}`,
        externalId: `e${text}`,
        type: text,
        name: text,
        expiresOn: text,
        redemptionChannels: [
          { type: "ECOM", valueType: "EXTERNALOFFER", value },
        ],
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
      watched.log.length = 0

      const link = (cartId: string, body: object) =>
        says(
          shop.admin(
            "POST",
            `/admin/carts/${cartId}/promotion-assignments`,
            body
          )
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
  })

  // The last, as its own last test shuts the shop down.
  describe("secrets", () => {
    /** All that the plugin's routes, its job and its workflows can do. */
    const useEverything = async ({ web, id }: ReadyCart): Promise<void> => {
      const other = watched.giveOffer("30-OFF")
      await web.listMyOffers()
      await web.listOffers(id)
      await web.applyOffer(id, other.id)
      await web.removeOffer(id, other.id)
      await linkOffer(shop, web, id, other, "admin")
      await web.applyOffer(id, "no-such-assignment")
      await web.startPayment(id)
      await web.complete(id)
      await shop.ledger.passTimeUntilDue()
      await until(
        () => shop.ledger.rows(id),
        (rows) => rows.every(({ status }) => status !== "redeeming")
      )
      await shop.ledger.reconcile()
      const { service } = shop.ledger
      const input = {
        customer_id: watched.customer.id,
        guest_email: null,
        cart_id: id,
      }
      for (const use of [
        () => purgeRedemptionsWorkflow(shop.container).run(),
        () => listEngagePromotionsWorkflow(shop.container).run({ input }),
        () => service.engage.findContactId(canary),
        () => service.engage.listPromotions("c-1"),
        () => service.engage.listPromotions(`../${CANARIES.email}`),
        () => service.engage.client,
      ]) {
        await watched.inspectOutcome(use)
      }
    }

    const statuses = async (id: string) =>
      (await shop.ledger.rows(id)).map(({ status }) => status)

    it("nobody sees the key or the address when all goes well", async () => {
      const cart = await watched.cartWithOffer()

      await useEverything(cart)

      expect(await statuses(cart.id)).toEqual([
        "redeemed",
        "released",
        "redeemed",
      ])
      await watched.expectNoLeak()
    })

    it.each(MISHAPS)(
      "nobody sees them when every call meets %s",
      async (mishap, bringAbout) => {
        const cart = await watched.cartWithOffer()
        await shop.ledger.setOptions({ timeoutMs: 300, checkoutWaitMs: 150 })
        await bringAbout(shop)
        watched.reconnect()

        await useEverything(cart)

        // A 200 redeems, however long its body is; or the calls have met nothing.
        expect((await statuses(cart.id)).includes("redeemed")).toBe(
          mishap.includes("big_body")
        )
        await watched.expectNoLeak()
      }
    )

    describe("an Engage that says again what it was told, and forges lines of a log", () => {
      /**
       * In the body, the header fields and the reason phrase, the last two without
       * control characters: a client hears nothing after those.
       */
      const echo = (status: number) => {
        return (response: ServerResponse, { headers, url }: SeenRequest) => {
          const apikey = String(headers.apikey)
          const all = `${JSON.stringify(headers)} ${url} ${Object.values(CANARIES).join(" ")}`
          const fields = {
            location: `http://127.0.0.1:1/${apikey}?${url}`,
            "retry-after": apikey,
            "set-cookie": `key=${apikey}`,
            "www-authenticate": apikey,
            server: "[FORGED]",
          }
          const errorCode = `PromotionNotFound${EVERYTHING} ${apikey}`
          const message = `${all}${EVERYTHING}`
          response
            .writeHead(status, `[FORGED] ${apikey} ${url}`, fields)
            .end(JSON.stringify({ errorCode, message, [apikey]: all }))
        }
      }

      it.each([200, 302, 401, 404, 409, 500])(
        "is not repeated: %i",
        async (status) => {
          const { web, id } = await watched.cartWithOffer()
          const { seen } = await watched.replaceEngage(echo(status))

          await web.listMyOffers()
          await web.listOffers(id)
          await web.complete(id)
          const { engage } = shop.ledger.service
          await watched.inspectOutcome(() => engage.findContactId(canary))
          await shop.ledger.reconcile()

          // Or there was nothing to repeat.
          expect(seen[0]?.headers.apikey).toBe(CANARIES.apiKey)
          expect(seen.some(({ url }) => url.includes("email=canary"))).toBe(
            true
          )
          const rows = await shop.ledger.rows(id)
          expect(rows[0]?.attempts[0]?.http_status).toBe(status)
          expect(JSON.stringify(rows)).not.toContain("FORGED")
          expectUnforged()
          await watched.expectNoLeak()
        }
      )

      it("is not repeated out of what it lists", async () => {
        const { web, id } = await watched.cartWithOffer()
        await watched.replaceEngage(
          (response, { headers: { apikey }, url }) => {
            const [type, valueType] = ["ECOM", "EXTERNALOFFER"]
            const promotion = {
              id: "a-1",
              promotionId: apikey,
              externalId: apikey,
              name: `An offer for ${String(apikey)}`,
              link: `https://shop.example/?key=${String(apikey)}`,
              redemptionChannels: [
                { type, valueType, value: apikey },
                { type, valueType, value: "10056" },
              ],
            }
            const isList = url.endsWith("/promotions")
            response.end(JSON.stringify(isList ? [promotion] : "contact-1"))
          }
        )

        expect((await web.listMyOffers()).data.count).toBe(1)
        await web.listOffers(id)
        await web.applyOffer(id, "a-1")

        await watched.expectNoLeak()
      })
    })

    // The last one, as nothing is sent any more afterwards.
    it("nobody sees them when the shop shuts down over an open call", async () => {
      const cart = await watched.cartWithOffer()
      shop.engage.sandbox.setFault({ type: "hang", operation: "redeem" })
      const { __hooks } = shop.ledger.service

      await cart.web.complete(cart.id)
      await watched.inspectOutcome(() => __hooks.onApplicationPrepareShutdown())
      await watched.inspectOutcome(() => __hooks.onApplicationShutdown())
      await cart.web.listMyOffers()

      expect(await statuses(cart.id)).toEqual(["pending"])
      await watched.expectNoLeak()
    })
  })
})
