import { giveOffer, openCart, readyCarts, type ReadyCart } from "../setup/carts"
import { OFFERS } from "../../testkit/seed/norrsken"
import { expectOk, type Answer } from "../../testkit/storefront/send"
import { figureOf, type Figure } from "../figures"
import type { OpenShop } from "../setup/shop"
import { median } from "../setup/statistics"
import { byTurns, SIDES, timed, type Pair } from "../setup/turns"

type Cost = { ms: number; statements: number }

/** All that a shopper changes on a cart before they pay, in this order. */
const CHANGES = ["add", "change", "remove", "address", "method"] as const

type Change = (typeof CHANGES)[number]

/** What each change of one cart has cost. */
type ChangeCosts = Record<Change, Cost>

/**
 * Changes carts without an offer or a code on both shops, by turns: what a shopper
 * does who never hears of the plugin.
 */
export function measureIdleChanges(
  shops: Pair<OpenShop>,
  rounds: number
): Promise<Pair<ChangeCosts[]>> {
  return byTurns(SIDES, rounds, (side) => changeCart(shops[side]))
}

export function changeFigures(blocks: Pair<ChangeCosts[]>[]): Figure[] {
  const sumOf = (cost: ChangeCosts) =>
    CHANGES.reduce((sum, change) => sum + cost[change].ms, 0)
  const statements = (side: keyof Pair<unknown>, change: Change) =>
    median(
      blocks.flatMap((costs) =>
        costs[side].map((cost) => cost[change].statements)
      )
    )
  const more = CHANGES.map(
    (change) => statements("with", change) - statements("without", change)
  )
  return [
    figureOf(
      "idle_cart_change",
      blocks.map((costs) => ({
        with: costs.with.map(sumOf),
        without: costs.without.map(sumOf),
      }))
    ),
    {
      key: "idle_cart_change_statements",
      value: Math.max(...more),
      note: CHANGES.map((change, nth) => `${change} ${more[nth]}`).join(", "),
    },
  ]
}

async function changeCart(shop: OpenShop): Promise<ChangeCosts> {
  const { web, cart } = await openCart(shop, shop.customer(0))
  const { shipping_options } = await expectOk(
    web.request<{ shipping_options: { id: string }[] }>(
      "GET",
      `/store/shipping-options?cart_id=${cart.id}`
    )
  )
  const path = `/store/carts/${cart.id}`
  const line = `${path}/line-items/${cart.items?.[0]?.id}`
  const of = (method: "POST" | "DELETE", url: string, data?: object) =>
    costOf(shop, () => expectOk(web.request(method, url, data)))
  return {
    add: await of("POST", `${path}/line-items`, {
      variant_id: shop.catalogue.variantIds[1],
      quantity: 1,
    }),
    change: await of("POST", line, { quantity: 2 }),
    address: await of("POST", path, {
      shipping_address: { address_1: "Lilla gatan 2", country_code: "se" },
    }),
    method: await of("POST", `${path}/shipping-methods`, {
      option_id: shipping_options[0]?.id,
    }),
    remove: await of("DELETE", line),
  }
}

async function costOf({ server }: OpenShop, work: () => Promise<unknown>) {
  const before = await server.usage()
  const ms = await timed(work)
  return {
    ms,
    statements: (await server.usage()).statements - before.statements,
  }
}

/**
 * Applies an offer, Engage answering at once, on the one shop, and puts a public
 * code with the same discount on a cart of the other, by turns.
 */
export async function measureApply(
  shops: Pair<OpenShop>,
  rounds: number
): Promise<Pair<number[]>> {
  const { code } = OFFERS.tenPercent
  const carts = {
    with: await readyCarts(shops.with, "bare", rounds + 1),
    without: await readyCarts(shops.without, "bare", rounds + 1),
  }
  return byTurns(SIDES, rounds, (side, round) => {
    const { web, id } = carts[side][round + 1] as ReadyCart
    return timed(() => {
      const change: Promise<Answer<unknown>> =
        side === "with"
          ? web.applyOffer(
              id,
              giveOffer(shops.with, shops.with.customer(round + 1))
            )
          : web.addCode(id, code)
      return expectOk(change)
    })
  })
}
