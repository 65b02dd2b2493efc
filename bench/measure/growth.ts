import { onPool } from "../../testkit/ledger/database"
import { expectOk } from "../../testkit/storefront/send"
import type { Storefront } from "../../testkit/storefront/storefront"
import { figureOf, type Figure } from "../figures"
import { say } from "../report/progress"
import {
  adminOf,
  completeSome,
  readyCarts,
  timeCompletion,
  type ReadyCart,
} from "../setup/carts"
import { Ledgers, OWN } from "../setup/ledgers"
import {
  openInstallation,
  openShop,
  type Bench,
  type OpenShop,
} from "../setup/shop"
import { byTurns, medianOf, timed } from "../setup/turns"

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

type Size = "ten_thousand" | "million"

/** Something that is done with a full ledger and with an empty one, by turns. */
type Comparison = {
  part: string
  ledgers: { full: Size; empty: string; "one page"?: string }
  /** In milliseconds. */
  measure(): Promise<number>
  /** Before the clock runs. */
  prepare?(): Promise<void>
}

/**
 * The same shop, with ledgers full of rows and without. "Empty" is a table without
 * a row for what reads; what completes carts has those of its own carts. A list
 * without rows has nothing to show, so one page of rows stands beside it.
 */
export async function measureGrowth(bench: Bench): Promise<Figure[]> {
  const { million, tenThousand, rounds } = bench.sizes.growth
  const installation = await openInstallation(bench)
  const shop = await openShop(bench.lifetime, installation)
  await completeSome(shop, "offer", WARM_UP)
  say(`ledgers of ${tenThousand} and of ${million} rows`)
  const ledgers = new Ledgers(onPool(shop.pool))
  await ledgers.add("none", 0)
  await ledgers.add("page", PAGE_ROWS, WANTED)
  await ledgers.add("ten_thousand", tenThousand)
  await ledgers.add("million", million)

  const admin = await adminOf(shop)
  say("the list beside what it reads")
  const figures: Figure[] = [await overBare(shop, admin, ledgers, rounds)]
  for (const comparison of comparisons(shop, admin)) {
    say(`${comparison.part}, ${comparison.ledgers.full}`)
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
  return figureOf("admin_list_over_bare", ms)
}

function comparisons(shop: OpenShop, admin: Storefront): Comparison[] {
  const { server } = shop
  let carts: ReadyCart[] = []
  const get = (path: string) => expectOk(admin.request("GET", path))
  const looks = (part: string, full: Size, ...paths: string[]): Comparison => ({
    part,
    ledgers: { full, empty: "none", "one page": "page" },
    measure: () =>
      medianOf(LOOKS, () => timed(() => Promise.all(paths.map(get)))),
  })
  return [
    {
      part: "completion",
      ledgers: { full: "million", empty: OWN },
      prepare: async () => {
        carts = await readyCarts(shop, "offer", CARTS)
      },
      measure: () =>
        medianOf(CARTS, (nth) => timeCompletion(carts[nth] as ReadyCart)),
    },
    looks("admin_list", "million", LIST),
    looks("admin_list_filtered", "million", `${LIST}&status=${WANTED}`),
    {
      part: "job_tick",
      ledgers: { full: "million", empty: "none" },
      measure: () => medianOf(LOOKS, () => server.time(TICK)),
    },
    looks("admin_list", "ten_thousand", LIST),
    looks("admin_page", "ten_thousand", ...PAGE_REQUESTS),
  ]
}

async function compare(
  ledgers: Ledgers,
  { part, measure, prepare, ledgers: names }: Comparison,
  rounds: number
): Promise<Figure> {
  const named = new Map(Object.entries(names))
  const measured = await byTurns([...named.keys()], rounds, async (side) => {
    await ledgers.use(named.get(side) ?? OWN)
    await prepare?.()
    return measure()
  })
  await ledgers.use(OWN)
  return figureOf(`${names.full}_over_empty`, measured, { part })
}
