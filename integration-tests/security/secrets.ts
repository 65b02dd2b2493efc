import type { ServerResponse } from "node:http"

import { purgeRedemptionsWorkflow } from "../../src/workflows/background/purge"
import { listEngagePromotionsWorkflow } from "../../src/workflows/offers/list-engage-promotions"
import type { SeenRequest } from "../../src/modules/promotion-redemption/engage/__tests__/support/listen"
import type { SandboxFault } from "../../packages/engage-sandbox/src"
import { linkOffer, type ReadyCart } from "../../testkit/jest/checkout"
import type { TestShop } from "../../testkit/jest/suite"
import { until } from "../../testkit/poll"
import { CANARIES } from "./support/canaries"
import type { WatchedShop } from "./support/watched-shop"

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

export function keepsSecrets(watched: WatchedShop): void {
  const { shop } = watched

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

  describe("an Engage that says again what it was told", () => {
    /** In the body, the header fields and the reason phrase. */
    const echo = (status: number) => {
      return (response: ServerResponse, { headers, url }: SeenRequest) => {
        const apikey = String(headers.apikey)
        const all = `${JSON.stringify(headers)} ${url} ${Object.values(CANARIES).join(" ")}`
        const fields = {
          location: `http://127.0.0.1:1/${apikey}?${url}`,
          "retry-after": apikey,
          "set-cookie": `key=${apikey}`,
          "www-authenticate": apikey,
        }
        const errorCode = `PromotionNotFound ${apikey}`
        response
          .writeHead(status, `${apikey} ${url}`, fields)
          .end(JSON.stringify({ errorCode, message: all, [apikey]: all }))
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
        expect(seen.some(({ url }) => url.includes("email=canary"))).toBe(true)
        await watched.expectNoLeak()
      }
    )

    it("is not repeated out of what it lists", async () => {
      const { web, id } = await watched.cartWithOffer()
      await watched.replaceEngage((response, { headers: { apikey }, url }) => {
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
      })

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
}
