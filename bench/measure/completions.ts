import { setTimeout as delay } from "node:timers/promises"

import { figure, type Figure, type FigureKey } from "../figures"
import {
  giveOffer,
  readyCarts,
  timeCompletion,
  type CartKind,
  type ReadyCart,
} from "../setup/carts"
import { estimate, median, summariseEach } from "../setup/statistics"
import type { OpenShop } from "../setup/shop"
import { inTurn, SIDES, type Pair } from "../setup/turns"

/** What a completion may still be at when its answer has left, in milliseconds. */
const AFTERMATH_MS = 50

/** Completions of one kind of cart, on one shop, in one round. */
type Turn = {
  wallMs: number[]
  cpuMs: number
  statements: number[]
  calls: number
}

/** Two shops beside each other: one with something, one without. */
export type Round = Pair<Turn>

/**
 * Completes carts on two shops by turns, `count` on each, so that whatever the
 * machine is at meets both alike.
 */
export async function playRound(
  shops: Pair<OpenShop>,
  carts: Pair<CartKind>,
  count: number
): Promise<Round> {
  const ready = {
    with: await readyCarts(shops.with, carts.with, count),
    without: await readyCarts(shops.without, carts.without, count),
  }
  await delay(AFTERMATH_MS)
  const turns = {
    with: await beginTurn(shops.with),
    without: await beginTurn(shops.without),
  }
  for (let nth = 0; nth < count; nth++) {
    for (const side of inTurn(nth, SIDES)) {
      await turns[side].complete(ready[side][nth] as ReadyCart)
    }
  }
  await delay(AFTERMATH_MS)
  return { with: await turns.with.end(), without: await turns.without.end() }
}

async function beginTurn({ server, engage }: OpenShop) {
  const wallMs: number[] = []
  const statements: number[] = []
  const before = await server.usage()
  const callsBefore = lastCall(engage)
  return {
    complete: async (cart: ReadyCart) => {
      const start = await server.usage()
      wallMs.push(await timeCompletion(cart))
      statements.push((await server.usage()).statements - start.statements)
    },
    end: async (): Promise<Turn> => ({
      wallMs,
      statements,
      cpuMs: ((await server.usage()).cpuMs - before.cpuMs) / wallMs.length,
      calls: (lastCall(engage) - callsBefore) / wallMs.length,
    }),
  }
}

/** How many calls Engage has had; its log keeps the latest only. */
function lastCall(engage: OpenShop["engage"]): number {
  return engage.calls().at(-1)?.sequence ?? 0
}

/** The one wall time that stands for a turn, in milliseconds. */
const wallOf = ({ wallMs }: Turn) => median(wallMs)

/** What the shop with something adds to a completion, in milliseconds. */
export function addedMs(rounds: Round[]): number[] {
  return rounds.map((round) => wallOf(round.with) - wallOf(round.without))
}

/** How long a completion takes on the one shop, over the other. */
export function completionFigure(key: FigureKey, blocks: Round[][]): Figure {
  const ratio = (of: (turn: Turn) => number) =>
    estimate(
      ...blocks.map((rounds) =>
        rounds.map((round) => of(round.with) / of(round.without))
      )
    )
  const all = (side: keyof Round) =>
    blocks.flat().flatMap((round) => round[side].wallMs)
  return figure(key, ratio(wallOf), {
    sides: summariseEach({ with: all("with"), without: all("without") }),
    cpu: ratio(({ cpuMs }) => cpuMs),
  })
}

/** The figures of an idle plugin, or of one that redeems. */
export function completionFigures(
  kind: "idle" | "redeem",
  blocks: Round[][]
): Figure[] {
  const rounds = blocks.flat()
  const all = (of: (round: Round) => number[]) => rounds.flatMap(of)
  return [
    completionFigure(`${kind}_over_plain`, blocks),
    {
      key: `${kind}_statements`,
      value:
        median(all((round) => round.with.statements)) -
        median(all((round) => round.without.statements)),
    },
    {
      key: `${kind}_calls`,
      value: median(rounds.map((round) => round.with.calls)),
    },
  ]
}

/** One bare redemption and two bare commits, in milliseconds. */
export type Floor = { callMs: number; commitMs: number }

/** Measures, in the shop's own process, what nobody can do without. */
export async function measureFloor(shop: OpenShop): Promise<Floor> {
  const { server, engage } = shop
  const assignmentId = giveOffer(shop, shop.customer(0))
  return {
    callMs: await server.time({
      ask: "post",
      url: `${engage.baseUrl}/api/v3/promotion-assignments/${assignmentId}/redeem`,
      headers: {
        apikey: engage.apiKey,
        "user-agent": "Bench/1.0",
        "content-type": "application/json",
      },
      body: JSON.stringify({ redemptionChannel: "ECOM" }),
    }),
    commitMs: await server.time({ ask: "commit" }),
  }
}

/** Completions for one value of {@link hookMs}. */
const HOOKED = 4

/**
 * What the plugin's part in completing a cart with an offer takes, in milliseconds,
 * measured in the shops' processes around the two hooks; what Medusa itself does
 * there, on the shop without the plugin, is taken off. The difference of the two
 * completions says the same, and has the noise of everything else in it.
 */
export async function hookMs(
  shops: Pair<OpenShop>,
  carts: Pair<CartKind>
): Promise<number[]> {
  const medusas = median(await inHooksMs(shops.without, carts.without))
  const taken = await inHooksMs(shops.with, carts.with)
  return taken.map((ms) => ms - medusas)
}

async function inHooksMs(shop: OpenShop, kind: CartKind): Promise<number[]> {
  const { server } = shop
  const taken: number[] = []
  await server.time({ ask: "hooks" })
  for (const cart of await readyCarts(shop, kind, HOOKED)) {
    await timeCompletion(cart)
    taken.push(await server.time({ ask: "hooks" }))
  }
  return taken
}

export function floorFigure(added: number[][], floors: Floor[]): Figure {
  const callMs = floors.map((floor) => floor.callMs)
  const commitMs = floors.map((floor) => floor.commitMs)
  const floorMs = median(callMs) + 2 * median(commitMs)
  return figure(
    "redeem_over_floor",
    estimate(...added.map((block) => block.map((ms) => ms / floorMs))),
    {
      sides: summariseEach({
        added: added.flat(),
        call: callMs,
        commit: commitMs,
      }),
    }
  )
}
