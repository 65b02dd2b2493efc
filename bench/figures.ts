import {
  estimate,
  summariseEach,
  type Estimate,
  type Summary,
} from "./setup/statistics"

/** What a figure is to be: at most, or at least, so much. */
export type Goal = { atMost: number } | { atLeast: number }

/** What a key stands for, and its goal, or that of each of its parts. */
type FigureKind = {
  /** For the table: what is divided by what. */
  what: string
  /** Of its parts, by name; `""` for a figure without parts. */
  goals: Record<string, Goal | null>
}

const atMost = (limit: number, what: string) => ({
  what,
  goals: { "": { atMost: limit } },
})

const atLeast = (limit: number, what: string) => ({
  what,
  goals: { "": { atLeast: limit } },
})

const withoutGoal = (what: string) => ({ what, goals: { "": null } })

const eachDrain = (goal: Goal) => ({
  one_worker: goal,
  three_workers: goal,
  one_worker_at_40: goal,
  three_workers_at_40: goal,
})

/** Every key of the bench, in the order of its table. */
export const FIGURES = {
  idle_over_plain: atMost(
    1.02,
    "completing a cart without an offer, with the plugin ÷ plain Medusa"
  ),
  plain_over_plain: withoutGoal(
    "the same, with a second shop of plain Medusa in place of ours: how far two processes of one shop differ"
  ),
  idle_statements: atMost(0, "additional database statements in that case"),
  idle_calls: atMost(0, "calls to Engage in that case"),
  redeem_over_plain: atMost(
    1.04,
    "completing a cart with one offer, Engage answering at once ÷ the same cart with the same discount as a plain Medusa promotion"
  ),
  redeem_over_floor: atMost(
    2,
    "what the plugin's hooks take there ÷ one bare call to Engage and two bare durable commits"
  ),
  redeem_statements: atMost(4, "additional database statements in that case"),
  redeem_calls: atMost(1, "calls to Engage in that case"),
  peer_over_redeem: atLeast(
    4,
    "what the official loyalty plugin adds to a cart with a gift card ÷ what we add to one with an offer"
  ),
  throughput: atLeast(
    0.95,
    "completions a second, 20 in parallel, Engage taking 100 ms ÷ plain Medusa, 20 in parallel"
  ),
  list_over_call: atMost(
    1.15,
    "the store's list of offers, contact known, asked of Engage ÷ the bare call to Engage, which takes 100 ms"
  ),
  idle_cart_change: atMost(
    1.01,
    "changing a cart without an offer or a code: adding, changing and removing an item, the address and the delivery method, with the plugin ÷ plain Medusa"
  ),
  idle_cart_change_statements: atMost(
    0,
    "additional database statements in that case, of the change that has most"
  ),
  apply_over_plain: atMost(
    1.5,
    "applying an offer, Engage answering at once ÷ putting a public code with the same discount on a cart of plain Medusa"
  ),
  verified_email_growth: atMost(
    1.2,
    "looking up the contact of a customer with a verified address, known to the plugin, with 1,000,000 sign-ins in the shop ÷ with 100"
  ),
  admin_list_over_bare: atMost(
    1.3,
    "the operators' list with 1,000,000 rows in the ledger ÷ a bare `count(*)` and a bare page of 20 rows"
  ),
  million_over_empty: {
    what: "with 1,000,000 rows in the ledger ÷ with none",
    goals: {
      completion: { atMost: 1.05 },
      admin_list: { atMost: 2 },
      admin_list_filtered: { atMost: 2 },
      job_tick: { atMost: 2 },
    },
  },
  ten_thousand_over_empty: {
    what: "with 10,000 rows in the ledger ÷ with none",
    goals: {
      admin_list: { atMost: 2 },
      admin_page: { atMost: 1.5 },
    },
  },
  drain_rate: {
    what: "waiting rows: calls a second ÷ the pace of 400 a second, or of 40",
    goals: eachDrain({ atLeast: 0.97 }),
  },
  drain_peak: {
    what: "the most calls in any one second, less one batch ÷ the pace",
    goals: eachDrain({ atMost: 1.02 }),
  },
  drain_rss: {
    what: "growth of a worker's memory meanwhile, in MB",
    goals: { one_worker: { atMost: 50 }, three_workers: { atMost: 50 } },
  },
  other_jobs_gap_ms: atMost(
    1000,
    "the longest time, in milliseconds, in which another job of the shop, due every 100 ms, did not run on the same Redis worker, while Engage hangs and 2,000 rows wait"
  ),
  start_ms: atMost(1.04, "the shop's start with the plugin ÷ without"),
} as const satisfies Record<string, FigureKind>

export type FigureKey = keyof typeof FIGURES

export type Figure = {
  key: FigureKey
  /** One of the parts of its key, if it has any. */
  part?: string
  /** Null: it was not measured; `note` says why. */
  value: number | null
  /** What else could have been seen. */
  spread?: Pick<Estimate, "low" | "high">
  /** What was divided by what: single values, in milliseconds. */
  sides?: Record<string, Summary>
  /** The same ratio of the CPU time that the shops' processes used. */
  cpu?: Estimate
  note?: string
}

/** Values of each side, such as with the plugin and without. */
type Sides = Record<string, number[]>

export function figure(
  key: FigureKey,
  { value, low, high }: Estimate,
  more: Partial<Figure> = {}
): Figure {
  return { key, value, spread: { low, high }, ...more }
}

/**
 * The figure of sides that were measured by turns, in one block of rounds or in
 * several: the first over the second.
 */
export function figureOf(
  key: FigureKey,
  measured: Sides | Sides[],
  more?: Partial<Figure>
): Figure {
  const blocks = [measured].flat()
  const sides = Object.keys(blocks[0] ?? {})
  const ratios = blocks.map((block) => {
    const [upper = [], lower = []] = sides.map((side) => block[side])
    return upper.map((value, round) => value / (lower[round] ?? NaN))
  })
  const all = sides.map((side) => [
    side,
    blocks.flatMap((block) => block[side] ?? []),
  ])
  return figure(key, estimate(...ratios), {
    sides: summariseEach(Object.fromEntries(all)),
    ...more,
  })
}

/**
 * The goal of a figure; null for a figure that says how good a yardstick is.
 * @throws Error for a part that its key does not have.
 */
export function goalOf({
  key,
  part = "",
}: Pick<Figure, "key" | "part">): Goal | null {
  const goal = (FIGURES[key].goals as FigureKind["goals"])[part]
  if (goal === undefined) {
    throw new Error(`${key} has no part "${part}"`)
  }
  return goal
}

/** Whether a figure reaches its goal; null without a goal, or if not measured. */
export function isMet(figure: Figure): boolean | null {
  const goal = goalOf(figure)
  if (figure.value === null || goal === null) {
    return null
  }
  return "atMost" in goal
    ? figure.value <= goal.atMost
    : figure.value >= goal.atLeast
}
