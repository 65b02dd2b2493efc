import { readyCart } from "../../testkit/jest/checkout"
import { reply } from "./support/impostor"
import type { WatchedShop } from "./support/watched-shop"

/** Whatever the size of an answer, the shop goes on. */
export function staysStanding(watched: WatchedShop): void {
  const { shop } = watched

  it("takes an endless 200 for a redemption, and hangs up", async () => {
    const cart = await watched.cartWithOffer()
    let hungUp = false
    await watched.replaceEngage((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
      const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`
      const pour = () => {
        while (!socket.destroyed && socket.write(chunk));
      }
      socket.on("drain", pour).on("close", () => {
        hungUp = true
      })
      pour()
    })

    await cart.web.order(cart.id)

    expect(await shop.ledger.row(cart.id)).toMatchObject({
      status: "redeemed",
      attempts: [{ outcome: "redeemed", http_status: 200 }],
    })
    expect(hungUp).toBe(true)
  })

  it.each([
    ["a million odd elements", 0, `[${"{},".repeat(1_000_000)}{}]`],
    [
      "100,000 levels",
      1,
      `[{"id":"a-1","value":${"[".repeat(100_000)}${"]".repeat(100_000)}}]`,
    ],
  ])("lists %s", async (_, count, body) => {
    const { web, id } = await readyCart(shop, { customer: watched.customer })
    await watched.replaceEngage((socket, { target }) =>
      reply(socket, {
        body: target.includes("promotions") ? body : '"contact-1"',
      })
    )

    const { status, data } = await web.listOffers(id)

    expect([status, data.count]).toEqual([200, count])
  })
}
