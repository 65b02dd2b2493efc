import { inPool } from "../../testkit/in-pool"
import { figure, type Figure } from "../figures"
import { readyCarts, timeCompletion, type ReadyCart } from "../setup/carts"
import { slowDown, type OpenShop } from "../setup/shop"
import { ratioOf, summariseEach } from "../setup/statistics"
import { byTurns, SIDES, timed, type Pair } from "../setup/turns"

/** Completions that are under way at the same time. */
const IN_PARALLEL = 20

const ENGAGE_TAKES_MS = 100

const KINDS = { with: "offer", without: "code" } as const

/**
 * Completions a second with many at once: the plugin's carts have an offer, the
 * plain shop's the same discount.
 */
export async function measureThroughput(
  shops: Pair<OpenShop>,
  { rounds, carts }: { rounds: number; carts: number }
): Promise<Figure> {
  const wallMs: Pair<number[]> = { with: [], without: [] }
  const { engage } = shops.with
  const perSecond = await byTurns(SIDES, rounds, async (side, round) => {
    slowDown(engage, 0)
    const ready = await readyCarts(shops[side], KINDS[side], carts)
    slowDown(engage, ENGAGE_TAKES_MS)
    const { rate, each } = await completeAll(ready)
    wallMs[side].push(...(round < 0 ? [] : each))
    return rate
  })
  slowDown(engage, 0)
  return figure("throughput", ratioOf(perSecond.with, perSecond.without), {
    sides: summariseEach(wallMs),
  })
}

/** Completes carts, many at once: how many a second, and what each took. */
async function completeAll(carts: ReadyCart[]) {
  let each: number[] = []
  const elapsed = await timed(async () => {
    each = await inPool(carts, IN_PARALLEL, timeCompletion)
  })
  return { rate: (carts.length * 1000) / elapsed, each }
}
