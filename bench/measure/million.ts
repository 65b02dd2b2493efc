import type { Lifetime } from "../../demo/lifetime"
import { StoreApiError, type StoreApi } from "../../demo/storefront/store-api"
import { figure, type Figure } from "../figures"
import { say } from "../report/progress"
import { adminOf, readyCarts, timeCompletion } from "../setup/carts"
import { OURS } from "../setup/installation"
import { TwoLedgers, type LedgerName } from "../setup/ledgers"
import { openInstallation, openShop, type OpenShop } from "../setup/open-shop"
import type { BenchPostgres } from "../setup/postgres"
import { estimate, median, summarise } from "../setup/statistics"
import type { Sizes } from "../settings"

/** Carts completed in a round, with each ledger. */
const CARTS = 2

/** Looks at a list, or ticks of the job, in a round, with each ledger. */
const LOOKS = 5

const WARM_UP = 6

const TICK = { ask: "tick", workflow: "reconcile-redemptions" } as const

const LIST = "/admin/promotion-redemptions"

/** Of what is measured: one value a round, with the full and the empty ledger. */
type Measured = Record<LedgerName, number[]>

/** Does something with both ledgers by turns, in milliseconds each. */
type Subject = {
  part: string
  measure(): Promise<number>
  /** Before the clock runs. */
  prepare?(): Promise<void>
}

/** The same shop, with a ledger full of rows and with its own. */
export async function measureMillion(
  lifetime: Lifetime,
  postgres: BenchPostgres,
  { million: { rows, rounds } }: Sizes
): Promise<Figure[]> {
  const installation = await openInstallation(lifetime, postgres, {
    name: "million",
    plugins: [OURS],
  })
  const shop = await openShop(lifetime, installation)
  for (const cart of await readyCarts(shop, "offer", WARM_UP)) {
    await timeCompletion(cart)
  }
  say(`a ledger of ${rows} rows`)
  const ledgers = await TwoLedgers.make(shop.pool, rows)
  const admin = await adminOf(shop)
  const withoutList = await whyNoList(admin)

  const figures: Figure[] = []
  for (const subject of [
    completion(shop),
    jobTick(shop),
    ...(withoutList ? [] : [adminList(admin, ""), adminList(admin, FILTER)]),
  ]) {
    say(`${subject.part} with and without them`)
    const measured = await compare(ledgers, subject, rounds)
    figures.push(toFigure(subject.part, measured))
  }
  for (const part of withoutList ? ["admin_list", "admin_list_filtered"] : []) {
    const note = withoutList
    figures.push({ key: "million_over_empty", part, value: null, note })
  }
  await shop.server.kill()
  return figures
}

const FILTER = "&status=redeemed"

function completion(shop: OpenShop): Subject {
  let carts: Awaited<ReturnType<typeof readyCarts>> = []
  return {
    part: "completion",
    prepare: async () => {
      carts = await readyCarts(shop, "offer", CARTS)
    },
    measure: async () => {
      const times: number[] = []
      for (const cart of carts) {
        times.push(await timeCompletion(cart))
      }
      return median(times)
    },
  }
}

function jobTick({ server }: OpenShop): Subject {
  return { part: "job_tick", measure: () => medianOf(() => server.time(TICK)) }
}

function adminList(admin: StoreApi, filter: string): Subject {
  return {
    part: filter ? "admin_list_filtered" : "admin_list",
    measure: () =>
      medianOf(async () => {
        const started = performance.now()
        await admin.get(`${LIST}?limit=20${filter}`)
        return performance.now() - started
      }),
  }
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let look = 0; look < LOOKS; look++) {
    times.push(await measure())
  }
  return median(times)
}

async function compare(
  ledgers: TwoLedgers,
  { measure, prepare }: Subject,
  rounds: number
): Promise<Measured> {
  const measured: Measured = { empty: [], full: [] }
  const order: LedgerName[] = ["empty", "full"]
  for (let round = -1; round < rounds; round++) {
    for (const name of round % 2 ? [...order].reverse() : order) {
      await ledgers.use(name)
      await prepare?.()
      const ms = await measure()
      // The first round fills caches.
      if (round >= 0) {
        measured[name].push(ms)
      }
    }
  }
  await ledgers.use("empty")
  return measured
}

function toFigure(part: string, { full, empty }: Measured): Figure {
  const ratios = full.map((ms, round) => ms / (empty[round] ?? NaN))
  return figure("million_over_empty", estimate(ratios), {
    part,
    sides: { full: summarise(full), empty: summarise(empty) },
  })
}

/** Undefined when the shop has the route. */
async function whyNoList(admin: StoreApi): Promise<string | undefined> {
  try {
    await admin.get(`${LIST}?limit=1`)
    return undefined
  } catch (error) {
    if (error instanceof StoreApiError && error.status === 404) {
      return `this version has no GET ${LIST}`
    }
    throw error
  }
}
