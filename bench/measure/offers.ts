import { setTimeout as delay } from "node:timers/promises"
import { Pool } from "undici"

import { expectOk } from "../../testkit/storefront/send"
import { figureOf, type Figure } from "../figures"
import type { Sizes } from "../settings"
import { giveOffer, readyCarts } from "../setup/carts"
import { slowDown, type OpenShop } from "../setup/shop"
import { timed } from "../setup/turns"

/** What Engage takes to answer: as far away as in `throughput`. */
const ENGAGE_TAKES_MS = 100

const OFFERS = 3

/** Looks of each customer that do not count; see `warmUp` in the settings. */
const WARM_UP = 5

/**
 * The list of a customer's offers beside the one call to Engage that it cannot
 * do without. Each customer looks once, as a second look within half a minute
 * asks Engage nothing.
 */
export async function measureList(
  shop: OpenShop,
  { customers, remembered_ms }: Sizes
): Promise<Figure> {
  const { engage } = shop
  for (let nth = 0; nth < customers * OFFERS; nth++) {
    giveOffer(shop, shop.customer(nth))
  }
  const carts = await readyCarts(shop, "bare", customers)
  // From here on their contacts are known.
  for (let look = 0; look < WARM_UP; look++) {
    for (const { id, web } of carts) {
      await expectOk(web.listOffers(id))
    }
  }
  await delay(remembered_ms)

  const bare = new Pool(engage.baseUrl, { pipelining: 1 })
  const ms: Record<"list" | "call", number[]> = { list: [], call: [] }
  slowDown(engage, ENGAGE_TAKES_MS)
  for (const [nth, { id, web }] of carts.entries()) {
    const { contactId } = shop.customer(nth)
    ms.list.push(await timed(() => expectOk(web.listOffers(id))))
    ms.call.push(await timed(() => callBare(bare, engage.apiKey, contactId)))
  }
  slowDown(engage, 0)
  await bare.close()
  return figureOf("list_over_call", ms)
}

async function callBare(pool: Pool, apiKey: string, contactId: string) {
  const { body } = await pool.request({
    method: "GET",
    path: `/api/v2/contacts/${contactId}/promotions`,
    headers: {
      apikey: apiKey,
      "user-agent": "Bench/1.0",
      "content-type": "application/json",
    },
  })
  await body.text()
}
