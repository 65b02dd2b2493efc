import { inPool } from "../../testkit/in-pool"
import { figure, type Figure } from "../figures"
import { readyCarts, timeCompletion, type ReadyCart } from "../setup/carts"
import { slowDown, type OpenShop } from "../setup/shop"
import { estimate, summariseEach } from "../setup/statistics"
import { timed, type Pair } from "../setup/turns"

/** Completions that are under way at the same time. */
const IN_PARALLEL = 20

const ENGAGE_TAKES_MS = 100

/**
 * Completions a second with many at once: the plugin's carts have an offer, the
 * plain shop's the same discount.
 */
export async function measureThroughput(
  shops: Pair<OpenShop>,
  { rounds, carts }: { rounds: number; carts: number }
): Promise<Figure> {
  const ratios: number[] = []
  const wallMs = { with: [] as number[], without: [] as number[] }
  slowDown(shops.with.engage, 0)
  for (let round = 0; round < rounds; round++) {
    const perSecond = { with: 0, without: 0 }
    const [ofWith, ofWithout] = await Promise.all([
      readyCarts(shops.with, "offer", carts),
      readyCarts(shops.without, "code", carts),
    ])
    slowDown(shops.with.engage, ENGAGE_TAKES_MS)
    const order = [
      async () => (perSecond.with = await rate(ofWith, wallMs.with)),
      async () => (perSecond.without = await rate(ofWithout, wallMs.without)),
    ]
    for (const play of round % 2 ? order.reverse() : order) {
      await play()
    }
    slowDown(shops.with.engage, 0)
    ratios.push(perSecond.with / perSecond.without)
  }
  return figure("throughput", estimate(ratios), {
    sides: summariseEach(wallMs),
  })
}

/** Completes all carts, many at once. @returns how many a second. */
async function rate(carts: ReadyCart[], wallMs: number[]): Promise<number> {
  const elapsed = await timed(() =>
    inPool(carts, IN_PARALLEL, async (cart) =>
      wallMs.push(await timeCompletion(cart))
    )
  )
  return (carts.length * 1000) / elapsed
}
