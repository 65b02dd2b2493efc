import { Pool } from "undici"

import { listOffers } from "../../demo/storefront/offers"
import { figure, type Figure } from "../figures"
import { giveOffer, readyCart } from "../setup/carts"
import { slowDown, type OpenShop } from "../setup/open-shop"
import { estimate, median, summarise } from "../setup/statistics"

/** What Engage takes to answer: as far away as in `throughput`. */
const ENGAGE_TAKES_MS = 100

const OFFERS = 3

/** One who has not bought with an offer yet: their list is short. */
const CUSTOMER = 19

/** Looks before the first one counts: the contact is known then. */
const WARM_UP = 10

/**
 * The list of a customer's offers beside the one call to Engage that it cannot
 * do without.
 */
export async function measureList(
  shop: OpenShop,
  { rounds }: { rounds: number }
): Promise<Figure> {
  const customer = shop.customer(CUSTOMER)
  for (let nth = 0; nth < OFFERS; nth++) {
    giveOffer(shop, customer)
  }
  const { id, api } = await readyCart(shop, customer, "bare")
  const { engage } = shop
  const bare = new Pool(engage.baseUrl, { pipelining: 1 })
  const look = () => timed(() => listOffers(api, id))
  const call = () =>
    timed(async () => {
      const { body } = await bare.request({
        method: "GET",
        path: `/api/v2/contacts/${customer.contactId}/promotions`,
        headers: {
          apikey: engage.apiKey,
          "user-agent": "Bench/1.0",
          "content-type": "application/json",
        },
      })
      await body.text()
    })
  const lists: number[] = []
  const calls: number[] = []
  const compare = async (count: number) => {
    for (let round = 0; round < count; round++) {
      lists.push(await look())
      calls.push(await call())
    }
  }

  slowDown(engage, 0)
  await compare(WARM_UP)
  lists.length = 0
  calls.length = 0
  await compare(rounds)
  const atOnce = { list: median(lists), call: median(calls) }
  lists.length = 0
  calls.length = 0
  slowDown(engage, ENGAGE_TAKES_MS)
  await compare(rounds)
  slowDown(engage, 0)
  await bare.close()

  return figure(
    "list_over_call",
    estimate(lists.map((ms, round) => ms / (calls[round] ?? NaN))),
    {
      sides: { list: summarise(lists), call: summarise(calls) },
      note:
        `with an Engage that answers at once: list ${atOnce.list.toFixed(1)} ms,` +
        ` call ${atOnce.call.toFixed(1)} ms`,
    }
  )
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
