import type { Lifetime } from "../../testkit/lifetime"
import { expectOk } from "../../testkit/storefront/send"
import type { Storefront } from "../../testkit/storefront/storefront"
import { figure, type Figure } from "../figures"
import { say } from "../report/progress"
import {
  adminOf,
  readyCarts,
  timeCompletion,
  type ReadyCart,
} from "../setup/carts"
import { OURS } from "../setup/installation"
import { Ledgers, OWN } from "../setup/ledgers"
import { openInstallation, openShop, type OpenShop } from "../setup/open-shop"
import type { BenchPostgres } from "../setup/postgres"
import { ratioOf, summarise } from "../setup/statistics"
import { byTurns, medianOf, timed } from "../setup/turns"
import type { Sizes } from "../settings"

/** Carts completed in a round, with each ledger. */
const CARTS = 2

/** Looks at a list, or ticks of the job, in a round, with each ledger. */
const LOOKS = 5

const WARM_UP = 6

const TICK = { ask: "tick", workflow: "reconcile-redemptions" } as const

const PAGE = "/admin/promotion-redemptions"

/** Rows that the list shows at once. */
const PAGE_ROWS = 20

const LIST = `${PAGE}?limit=${PAGE_ROWS}`

/** What an operator looks for: one row of a hundred. */
const WANTED = "attention"

/** What the operators' page asks for when it is opened, all at once. */
const PAGE_REQUESTS = [LIST, `${PAGE}/summary`, `${PAGE}/health`]

/** Done with two ledgers by turns, in milliseconds each. */
type Subject = {
  part: string
  measure(): Promise<number>
  /** Before the clock runs. */
  prepare?(): Promise<void>
}

type Size = "ten_thousand" | "million"

/** The names of the ledgers that something is done with. */
type Comparison = {
  subject: Subject
  ledgers: { full: Size; empty: string; "one page"?: string }
  /** What the full ledger costs in any case. */
  bare?: { name: string; work(): Promise<unknown> }
}

/**
 * The same shop, with ledgers full of rows and without. "Empty" is a table without
 * a row for what reads; what completes carts has those of its own carts. A list
 * without rows has nothing to show, so one page of rows stands beside it.
 */
export async function measureGrowth(
  lifetime: Lifetime,
  postgres: BenchPostgres,
  { growth: { million, tenThousand, rounds } }: Sizes
): Promise<Figure[]> {
  const installation = await openInstallation(lifetime, postgres, {
    name: "growth",
    plugins: [OURS],
  })
  const shop = await openShop(lifetime, installation)
  for (const cart of await readyCarts(shop, "offer", WARM_UP)) {
    await timeCompletion(cart)
  }
  say(`ledgers of ${tenThousand} and of ${million} rows`)
  const ledgers = await Ledgers.of(shop.pool)
  await ledgers.add("none", 0)
  await ledgers.add("page", PAGE_ROWS, WANTED)
  await ledgers.add("ten_thousand", tenThousand)
  await ledgers.add("million", million)

  const admin = await adminOf(shop)
  say("the list beside what it reads")
  const figures: Figure[] = [await overBare(shop, admin, ledgers, rounds)]
  for (const comparison of comparisons(shop, admin)) {
    say(`${comparison.subject.part}, ${comparison.ledgers.full}`)
    figures.push(await compare(ledgers, comparison, rounds))
  }
  await shop.server.kill()
  return figures
}

/** What the list cannot do without: counting, and reading the rows of a page. */
const BARE = [
  "SELECT count(*) FROM promotion_redemption WHERE deleted_at IS NULL",
  `SELECT * FROM promotion_redemption WHERE deleted_at IS NULL
   ORDER BY (status <> 'attention'), created_at DESC, id DESC LIMIT ${PAGE_ROWS}`,
]

/** The operators' list of a long ledger beside those two statements, by turns. */
async function overBare(
  { pool }: OpenShop,
  admin: Storefront,
  ledgers: Ledgers,
  rounds: number
): Promise<Figure> {
  await ledgers.use("million")
  const sides = {
    list: () => expectOk(admin.request("GET", LIST)),
    bare: async () => {
      for (const statement of BARE) {
        await pool.query(statement)
      }
    },
  }
  const ms = await byTurns(["list", "bare"], rounds, (side) =>
    medianOf(LOOKS, () => timed(sides[side]))
  )
  return figure("admin_list_over_bare", ratioOf(ms.list, ms.bare), {
    sides: { list: summarise(ms.list), bare: summarise(ms.bare) },
  })
}

function comparisons(shop: OpenShop, admin: Storefront): Comparison[] {
  const all = list(admin, "admin_list")
  const filtered = list(admin, "admin_list_filtered", `&status=${WANTED}`)
  const looks = (full: Size) => ({ full, empty: "none", "one page": "page" })
  const count = {
    name: "count alone",
    work: () => shop.pool.query("SELECT count(*) FROM promotion_redemption"),
  }
  return [
    { subject: completion(shop), ledgers: { full: "million", empty: OWN } },
    { subject: all, ledgers: looks("million"), bare: count },
    { subject: filtered, ledgers: looks("million") },
    { subject: jobTick(shop), ledgers: { full: "million", empty: "none" } },
    { subject: all, ledgers: looks("ten_thousand") },
    { subject: page(admin), ledgers: looks("ten_thousand") },
  ]
}

function completion(shop: OpenShop): Subject {
  let carts: ReadyCart[] = []
  return {
    part: "completion",
    prepare: async () => {
      carts = await readyCarts(shop, "offer", CARTS)
    },
    measure: () =>
      medianOf(CARTS, (nth) => timeCompletion(carts[nth] as ReadyCart)),
  }
}

function jobTick({ server }: OpenShop): Subject {
  return {
    part: "job_tick",
    measure: () => medianOf(LOOKS, () => server.time(TICK)),
  }
}

function list(admin: Storefront, part: string, filter = ""): Subject {
  return {
    part,
    measure: () =>
      medianOf(LOOKS, () =>
        timed(() => expectOk(admin.request("GET", `${LIST}${filter}`)))
      ),
  }
}

function page(admin: Storefront): Subject {
  return {
    part: "admin_page",
    measure: () =>
      medianOf(LOOKS, () =>
        timed(() =>
          Promise.all(
            PAGE_REQUESTS.map((path) => expectOk(admin.request("GET", path)))
          )
        )
      ),
  }
}

async function compare(
  ledgers: Ledgers,
  { subject: { part, measure, prepare }, ledgers: names, bare }: Comparison,
  rounds: number
): Promise<Figure> {
  const named = new Map(Object.entries(names))
  const measured = await byTurns([...named.keys()], rounds, async (side) => {
    await ledgers.use(named.get(side) ?? OWN)
    await prepare?.()
    return measure()
  })
  if (bare) {
    await ledgers.use(names.full)
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      times.push(await medianOf(LOOKS, () => timed(bare.work)))
    }
    measured[bare.name] = times
  }
  await ledgers.use(OWN)

  const { full = [], empty = [] } = measured
  return figure(`${names.full}_over_empty`, ratioOf(full, empty), {
    part,
    sides: Object.fromEntries(
      Object.entries(measured).map(([side, values]) => [
        side,
        summarise(values),
      ])
    ),
  })
}
