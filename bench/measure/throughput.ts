import { inPool } from "../../testkit/in-pool"
import { figureOf, type Figure } from "../figures"
import { readyCarts, timeCompletion, type ReadyCart } from "../setup/carts"
import { slowDown, type OpenShop } from "../setup/shop"
import { summariseEach } from "../setup/statistics"
import { inTurn, SIDES, timed, type Pair } from "../setup/turns"

/** Completions that are under way at the same time. */
const IN_PARALLEL = 20

const ENGAGE_TAKES_MS = 100

const KINDS = { with: "offer", without: "code" } as const

/** Carts of one shop, completed many at once. */
type Batch = {
  /** Completions a second. */
  rate: number
  /** What each took, in milliseconds. */
  each: number[]
}

/**
 * Completes carts of both shops, many at once: the plugin's carts have an offer, the
 * plain shop's the same discount.
 *
 * @param turn decides which shop comes first.
 */
export async function measureThroughput(
  shops: Pair<OpenShop>,
  carts: number,
  turn: number
): Promise<Pair<Batch>> {
  const { engage } = shops.with
  const batches: Partial<Pair<Batch>> = {}
  for (const side of inTurn(turn, SIDES)) {
    const ready = await readyCarts(shops[side], KINDS[side], carts)
    slowDown(engage, ENGAGE_TAKES_MS)
    batches[side] = await completeAll(ready)
    slowDown(engage, 0)
  }
  return batches as Pair<Batch>
}

export function throughputFigure(batches: Pair<Batch>[]): Figure {
  const each = (side: keyof Pair<unknown>) =>
    batches.flatMap((batch) => batch[side].each)
  const rates = batches.map((batch) => ({
    with: [batch.with.rate],
    without: [batch.without.rate],
  }))
  return figureOf("throughput", rates, {
    sides: summariseEach({ with: each("with"), without: each("without") }),
  })
}

/** Completes carts, many at once: how many a second, and what each took. */
async function completeAll(carts: ReadyCart[]): Promise<Batch> {
  let each: number[] = []
  const elapsed = await timed(async () => {
    each = await inPool(carts, IN_PARALLEL, timeCompletion)
  })
  return { rate: (carts.length * 1000) / elapsed, each }
}
