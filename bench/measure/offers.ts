import { setTimeout as delay } from "node:timers/promises"
import { Pool } from "undici"

import { expectOk } from "../../testkit/storefront/send"
import type { Customer } from "../../testkit/purchases/customers"
import { figureOf, type Figure } from "../figures"
import { giveOffer, readyCarts } from "../setup/carts"
import { CUSTOMERS, slowDown, type OpenShop } from "../setup/shop"
import { timed } from "../setup/turns"

/** What Engage takes to answer: as far away as in `throughput`. */
const ENGAGE_TAKES_MS = 100

const OFFERS = 3

/** Of the customers, those who look while Engage answers at once. */
const AT_ONCE = 6

/** What Engage said is good for the next looks, for so long. */
const REMEMBERED_MS = 31_000

/** Looks at the list, in milliseconds, each with the bare call beside it. */
type Looks = { list: number[]; call: number[]; again: number[] }

/**
 * The list of a customer's offers beside the one call to Engage that it cannot
 * do without. Each customer looks once, as a second look within half a minute
 * asks Engage nothing.
 */
export async function measureList(shop: OpenShop): Promise<Figure> {
  const { engage } = shop
  for (let nth = 0; nth < CUSTOMERS * OFFERS; nth++) {
    giveOffer(shop, shop.customer(nth))
  }
  const carts = await readyCarts(shop, "bare", CUSTOMERS)
  // From here on their contacts are known.
  for (const { id, web } of carts) {
    await expectOk(web.listOffers(id))
  }
  await delay(REMEMBERED_MS)

  const bare = new Pool(engage.baseUrl, { pipelining: 1 })
  const atOnce: Looks = { list: [], call: [], again: [] }
  const away: Looks = { list: [], call: [], again: [] }
  for (const [nth, { id, web }] of carts.entries()) {
    slowDown(engage, nth < AT_ONCE ? 0 : ENGAGE_TAKES_MS)
    const looks = nth < AT_ONCE ? atOnce : away
    const list = () => expectOk(web.listOffers(id))
    const call = () => callBare(bare, engage.apiKey, shop.customer(nth))
    looks.list.push(await timed(list))
    looks.call.push(await timed(call))
    looks.again.push(await timed(list))
  }
  slowDown(engage, 0)
  await bare.close()

  return figureOf("list_over_call", {
    list: away.list,
    call: away.call,
    "list, Engage at once": atOnce.list,
    "call, Engage at once": atOnce.call,
    "list again": [...away.again, ...atOnce.again],
  })
}

async function callBare(pool: Pool, apiKey: string, { contactId }: Customer) {
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
