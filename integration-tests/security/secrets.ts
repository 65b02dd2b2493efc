import { purgeRedemptionsWorkflow } from "../../src/workflows/background/purge"
import { listEngagePromotionsWorkflow } from "../../src/workflows/offers/list-engage-promotions"
import type { SandboxFault } from "../../packages/engage-sandbox/src"
import { linkOffer, type ReadyCart } from "../../testkit/jest/checkout"
import { until } from "../../testkit/poll"
import { CANARIES } from "./support/canaries"
import { reply, type Heard } from "./support/impostor"
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
    await watched.inspectOutcome(() =>
      purgeRedemptionsWorkflow(shop.container).run()
    )
    await watched.inspectOutcome(() =>
      listEngagePromotionsWorkflow(shop.container).run({
        input: {
          customer_id: watched.customer.id,
          guest_email: null,
          cart_id: id,
        },
      })
    )
    const { service } = shop.ledger
    await watched.inspectOutcome(() => service.engage.findContactId(canary))
    await watched.inspectOutcome(() => service.engage.listPromotions("c-1"))
    await watched.inspectOutcome(() =>
      service.engage.listPromotions(`../${CANARIES.email}`)
    )
    await watched.inspectOutcome(() => Reflect.get(service, "client"))
  }

  it("nobody sees the key or the address when all goes well", async () => {
    const cart = await watched.cartWithOffer()

    await useEverything(cart)

    expect((await shop.ledger.rows(cart.id)).map((row) => row.status)).toEqual([
      "redeemed",
      "released",
      "redeemed",
    ])
    await watched.expectNoLeak()
  })

  it.each(FAULTS.map((fault) => [JSON.stringify(fault), fault] as const))(
    "nobody sees them when every call meets %s",
    async (_, fault) => {
      const cart = await watched.cartWithOffer()
      await shop.ledger.setOptions({ timeoutMs: 300, checkoutWaitMs: 150 })
      watched.reconnect()
      shop.engage.sandbox.setFault({ ...fault, operation: "any" })

      await useEverything(cart)

      await watched.expectNoLeak()
    }
  )

  it("nobody sees them when the connection is refused, or TLS fails", async () => {
    const carts = [
      await watched.cartWithOffer(),
      await watched.cartWithOffer(),
    ] as const
    const { port } = shop.engage.sandbox
    await shop.engage.goAway()
    await carts[0].web.complete(carts[0].id)
    await carts[0].web.listMyOffers()

    // It speaks no TLS.
    await shop.engage.comeBack()
    await shop.ledger.setOptions({ baseUrl: `https://localhost:${port}` })
    watched.reconnect()
    await carts[1].web.complete(carts[1].id)
    await carts[1].web.listMyOffers()
    await watched.inspectOutcome(() =>
      shop.ledger.service.engage.findContactId(canary)
    )
    await shop.ledger.reconcile()

    for (const { id } of carts) {
      expect(await shop.ledger.row(id)).toMatchObject({ status: "pending" })
    }
    await watched.expectNoLeak()
  })

  describe("an Engage that says again what it was told", () => {
    /** In the body, the header fields and the reason phrase. */
    const echo = (status: number) => {
      return (socket: Parameters<typeof reply>[0], heard: Heard) => {
        const { apikey = "" } = heard.headers
        const all = `${heard.head} ${CANARIES.personalNumber} ${CANARIES.email}`
        reply(socket, {
          status,
          reason: `${apikey} ${heard.target}`,
          headers: {
            location: `http://127.0.0.1:1/${apikey}?${heard.target}`,
            "retry-after": apikey,
            "set-cookie": `key=${apikey}`,
            "www-authenticate": apikey,
          },
          body: JSON.stringify({
            errorCode: `PromotionNotFound ${apikey}`,
            message: all,
            [apikey]: all,
          }),
        })
      }
    }

    it.each([200, 302, 401, 404, 409, 500])(
      "is not repeated: %i",
      async (status) => {
        const cart = await watched.cartWithOffer()
        const { heard } = await watched.replaceEngage(echo(status))

        await cart.web.listMyOffers()
        await cart.web.listOffers(cart.id)
        await cart.web.complete(cart.id)
        await watched.inspectOutcome(() =>
          shop.ledger.service.engage.findContactId(canary)
        )
        await shop.ledger.reconcile()

        // Or there was nothing to repeat.
        expect(heard[0]?.headers.apikey).toBe(CANARIES.apiKey)
        expect(
          heard.some(({ target }) => target.includes("email=canary"))
        ).toBe(true)
        await watched.expectNoLeak()
      }
    )

    it("is not repeated out of what it lists", async () => {
      const { web, id } = await watched.cartWithOffer()
      const { heard } = await watched.replaceEngage((socket, { headers }) => {
        const { apikey } = headers
        const promotion = {
          id: "a-1",
          promotionId: apikey,
          externalId: apikey,
          name: `An offer for ${apikey}`,
          link: `https://shop.example/?key=${apikey}`,
          redemptionChannels: [
            { type: "ECOM", valueType: "EXTERNALOFFER", value: apikey },
            { type: "ECOM", valueType: "EXTERNALOFFER", value: "10056" },
          ],
        }
        const isList = /promotions$/.test(heardTarget())
        reply(socket, {
          body: JSON.stringify(isList ? [promotion] : "contact-1"),
        })
      })
      const heardTarget = () => heard.at(-1)?.target ?? ""

      expect((await web.listMyOffers()).data.count).toBe(1)
      await web.listOffers(id)
      await web.applyOffer(id, "a-1")

      await watched.expectNoLeak()
    })
  })
}

/** To be the last one, as nothing is sent any more afterwards. */
export function keepsSecretsAtTheEnd(watched: WatchedShop): void {
  const { shop } = watched

  it("nobody sees them when the shop shuts down over an open call", async () => {
    const cart = await watched.cartWithOffer()
    shop.engage.sandbox.setFault({ type: "hang", operation: "redeem" })
    const { __hooks } = shop.ledger.service

    await cart.web.complete(cart.id)
    await watched.inspectOutcome(() => __hooks.onApplicationPrepareShutdown())
    await watched.inspectOutcome(() => __hooks.onApplicationShutdown())
    await cart.web.listMyOffers()

    expect(await shop.ledger.row(cart.id)).toMatchObject({ status: "pending" })
    await watched.expectNoLeak()
  })
}
