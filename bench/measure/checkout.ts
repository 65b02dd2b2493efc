import type { Lifetime } from "../../testkit/lifetime"
import type { Figure } from "../figures"
import { readyCarts, timeCompletion } from "../setup/carts"
import { OURS } from "../setup/installation"
import {
  openInstallation,
  openShop,
  type OpenInstallation,
  type OpenShop,
} from "../setup/open-shop"
import type { BenchPostgres } from "../setup/postgres"
import { say } from "../report/progress"
import { SIDES, type Pair } from "../setup/turns"
import type { Sizes } from "../settings"
import { measureApply, measureIdleChanges } from "./changes"
import {
  addedMs,
  completionFigures,
  floorFigure,
  hookMs,
  measureFloor,
  playRound,
  type Comparison,
  type Floor,
  type Round,
} from "./completions"
import { measureList } from "./offers"
import { Starts } from "./start"
import { measureThroughput } from "./throughput"

/** What one checkout costs, and what later parts compare themselves with. */
export type CheckoutCost = {
  figures: Figure[]
  /** What the plugin adds to a cart with an offer, in milliseconds. */
  addedMs: number[]
}

/**
 * Measures a shop with the plugin beside one without. Both are started anew for
 * each block, so that the luck of one process does not count as the plugin's.
 */
export async function measureCheckout(
  lifetime: Lifetime,
  postgres: BenchPostgres,
  sizes: Sizes
): Promise<CheckoutCost> {
  const installations = {
    with: await openInstallation(lifetime, postgres, {
      name: "with",
      plugins: [OURS],
    }),
    without: await openInstallation(lifetime, postgres, {
      name: "without",
      plugins: [],
    }),
  }
  const idle: Round[] = []
  const redeem: Round[] = []
  const floors: Floor[] = []
  const hooks: number[] = []
  const starts = new Starts()
  const figures: Figure[] = []

  for (let block = 0; block < sizes.blocks; block++) {
    await inBlock(lifetime, installations, block, async (shops) => {
      starts.note({ with: shops.with.server, without: shops.without.server })
      await warmUp(shops, sizes.warmUp)
      if (block === 0) {
        say("the list of offers")
        figures.push(await measureList(shops.with))
      }
      for (let round = 0; round < sizes.rounds; round++) {
        say(
          `completions, round ${round + 1} of ${sizes.rounds}, block ${block + 1} of ${sizes.blocks}`
        )
        idle.push(await playRound(IDLE(shops), sizes.completions))
        redeem.push(await playRound(REDEEM(shops), sizes.completions))
        floors.push(await measureFloor(shops.with))
        hooks.push(...(await hookMs(shops.with)))
      }
      if (block === sizes.blocks - 1) {
        say("throughput")
        figures.push(await measureThroughput(shops, sizes.throughput))
        say("changes of carts, and offers applied")
        figures.push(
          ...(await measureIdleChanges(shops, sizes.changes)),
          await measureApply(shops, sizes.changes)
        )
      }
    })
  }
  for (let nth = 0; nth < sizes.starts; nth++) {
    say(`start ${nth + 1} of ${sizes.starts}`)
    await inBlock(lifetime, installations, nth, async (shops) =>
      starts.note({ with: shops.with.server, without: shops.without.server })
    )
  }
  return {
    figures: [
      ...figures,
      ...completionFigures("idle", idle),
      ...completionFigures("redeem", redeem),
      floorFigure(hooks, floors),
      starts.figure(),
    ],
    addedMs: addedMs(redeem),
  }
}

const IDLE = (shops: Pair<OpenShop>): Comparison => ({
  shops,
  carts: { with: "bare", without: "bare" },
})

const REDEEM = (shops: Pair<OpenShop>): Comparison => ({
  shops,
  carts: { with: "offer", without: "code" },
})

/** Starts both shops, now the one first and now the other, for as long as needed. */
async function inBlock(
  lifetime: Lifetime,
  installations: Pair<OpenInstallation>,
  block: number,
  work: (shops: Pair<OpenShop>) => Promise<void> | void
): Promise<void> {
  const shops: Partial<Pair<OpenShop>> = {}
  for (const one of block % 2 ? [...SIDES].reverse() : SIDES) {
    shops[one] = await openShop(lifetime, installations[one])
  }
  await work(shops as Pair<OpenShop>)
  for (const shop of Object.values(shops)) {
    await shop.server.kill()
  }
}

async function warmUp(shops: Pair<OpenShop>, count: number): Promise<void> {
  for (const [shop, kind] of [
    [shops.with, "bare"],
    [shops.with, "offer"],
    [shops.without, "bare"],
    [shops.without, "code"],
  ] as const) {
    for (const cart of await readyCarts(shop, kind, count)) {
      await timeCompletion(cart)
    }
  }
}
