import type { Lifetime } from "../../testkit/lifetime"
import { figureOf, type Figure } from "../figures"
import { completeSome } from "../setup/carts"
import {
  openInstallation,
  openShop,
  type Bench,
  type Installation,
  type MeasuredShop,
  type OpenShop,
} from "../setup/shop"
import { say } from "../report/progress"
import { ratioOf } from "../setup/statistics"
import { inTurn, SIDES, type Pair } from "../setup/turns"
import type { Sizes } from "../settings"
import { changeFigures, measureApply, measureIdleChanges } from "./changes"
import {
  addedMs,
  completionFigure,
  completionFigures,
  floorFigure,
  hookMs,
  measureFloor,
  playRound,
  type Floor,
  type Round,
} from "./completions"
import { measureList } from "./offers"
import { measureThroughput, throughputFigure } from "./throughput"

/** What one block of rounds has measured. */
type Block = Awaited<ReturnType<typeof measureBlock>>

/**
 * Measures a shop with the plugin beside one without. All shops are started anew for
 * each block, so that the luck of one process does not count as the plugin's.
 */
export async function measureCheckout(bench: Bench) {
  const { lifetime, sizes } = bench
  const installations = {
    with: await openInstallation(bench),
    without: await openInstallation(bench, []),
  }
  const second = await openInstallation(bench, [])
  const blocks: Block[] = []
  const starts: Pair<Start>[] = []
  const figures: Figure[] = []

  for (let block = 0; block < sizes.blocks; block++) {
    await inBlock(lifetime, installations, block, async (shops) => {
      starts.push(startOf(shops))
      await warmUp(shops, sizes.warmUp)
      if (block === 0) {
        say("the list of offers")
        figures.push(await measureList(shops.with, sizes))
      }
      const control = {
        with: await openShop(lifetime, second),
        without: shops.without,
      }
      await completeSome(control.with, IDLE.with, sizes.warmUp)
      blocks.push(await measureBlock(shops, control, sizes, block))
      await control.with.server.kill()
    })
  }
  for (let nth = 0; nth < sizes.starts; nth++) {
    say(`start ${nth + 1} of ${sizes.starts}`)
    await inBlock(lifetime, installations, nth, (shops) => {
      starts.push(startOf(shops))
    })
  }
  const all = <Key extends keyof Block>(key: Key) =>
    blocks.map((block) => block[key])
  return {
    figures: [
      ...figures,
      ...completionFigures("idle", all("idle")),
      completionFigure("plain_over_plain", all("plain")),
      ...completionFigures("redeem", all("redeem")),
      floorFigure(all("hooks"), all("floors").flat()),
      throughputFigure(all("throughput")),
      ...changeFigures(all("changes")),
      figureOf("apply_over_plain", all("applied")),
      startFigure(starts),
    ],
    /** What the plugin adds to a cart with an offer, in milliseconds. */
    addedMs: addedMs(all("redeem").flat()),
  }
}

/**
 * Measures one block.
 * @param control a second shop of plain Medusa in place of ours.
 */
async function measureBlock(
  shops: Pair<OpenShop>,
  control: Pair<OpenShop>,
  sizes: Sizes,
  block: number
) {
  const tell = (what: string) =>
    say(`${what}, block ${block + 1} of ${sizes.blocks}`)
  const idle: Round[] = []
  const plain: Round[] = []
  const redeem: Round[] = []
  const floors: Floor[] = []
  const hooks: number[] = []
  for (let round = 0; round < sizes.rounds; round++) {
    tell(`completions, round ${round + 1} of ${sizes.rounds}`)
    idle.push(await playRound(shops, IDLE, sizes.completions))
    plain.push(await playRound(control, IDLE, sizes.completions))
    redeem.push(await playRound(shops, REDEEM, sizes.completions))
    floors.push(await measureFloor(shops.with))
    hooks.push(...(await hookMs(shops, REDEEM)))
  }
  tell("throughput")
  const throughput = await measureThroughput(shops, sizes.throughput, block)
  tell("changes of carts, and offers applied")
  return {
    ...{ idle, plain, redeem, floors, hooks, throughput },
    changes: await measureIdleChanges(shops, sizes.changes),
    applied: await measureApply(shops, sizes.changes),
  }
}

type Start = MeasuredShop["start"]

/** The starts of both shops, made one right after the other. */
function startOf(shops: Pair<OpenShop>): Pair<Start> {
  return { with: shops.with.server.start, without: shops.without.server.start }
}

function startFigure(starts: Pair<Start>[]): Figure {
  const all = (side: keyof Pair<Start>, time: keyof Start) =>
    starts.map((start) => start[side][time])
  const wallMs = {
    with: all("with", "wallMs"),
    without: all("without", "wallMs"),
  }
  return figureOf("start_ms", wallMs, {
    cpu: ratioOf(all("with", "cpuMs"), all("without", "cpuMs")),
  })
}

const IDLE = { with: "bare", without: "bare" } as const

const REDEEM = { with: "offer", without: "code" } as const

/** Starts both shops, now the one first and now the other, for as long as needed. */
async function inBlock(
  lifetime: Lifetime,
  installations: Pair<Installation>,
  block: number,
  work: (shops: Pair<OpenShop>) => Promise<void> | void
): Promise<void> {
  const shops: Partial<Pair<OpenShop>> = {}
  for (const one of inTurn(block, SIDES)) {
    shops[one] = await openShop(lifetime, installations[one])
  }
  await work(shops as Pair<OpenShop>)
  for (const shop of Object.values(shops)) {
    await shop.server.kill()
  }
}

async function warmUp(shops: Pair<OpenShop>, count: number): Promise<void> {
  for (const side of SIDES) {
    await completeSome(shops[side], IDLE[side], count)
    await completeSome(shops[side], REDEEM[side], count)
  }
}
