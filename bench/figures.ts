import type { Estimate, Summary } from "./setup/statistics"

/** What a figure is to be: at most, or at least, so much. */
export type Goal = { atMost: number } | { atLeast: number }

/** What a key stands for, and its goal, or that of each of its parts. */
export type FigureKind = {
  /** For the table: what is divided by what. */
  what: string
  /** Of its parts, by name; `""` for a figure without parts. */
  goals: Record<string, Goal>
}

const one = (goal: Goal) => ({ "": goal })

/** Every key of the bench, in the order of its table. */
export const FIGURES = {
  idle_over_plain: {
    what: "completing a cart without an offer, with the plugin ÷ plain Medusa",
    goals: one({ atMost: 1.02 }),
  },
  idle_statements: {
    what: "additional database statements in that case",
    goals: one({ atMost: 0 }),
  },
  idle_calls: {
    what: "calls to Engage in that case",
    goals: one({ atMost: 0 }),
  },
  redeem_over_plain: {
    what: "completing a cart with one offer, Engage answering at once ÷ the same cart with the same discount as a plain Medusa promotion",
    goals: one({ atMost: 1.04 }),
  },
  redeem_over_floor: {
    what: "what the plugin's hooks take there ÷ one bare call to Engage and two bare durable commits",
    goals: one({ atMost: 2 }),
  },
  redeem_statements: {
    what: "additional database statements in that case",
    goals: one({ atMost: 4 }),
  },
  redeem_calls: {
    what: "calls to Engage in that case",
    goals: one({ atMost: 1 }),
  },
  peer_over_redeem: {
    what: "what the official loyalty plugin adds to a cart with a gift card ÷ what we add to one with an offer",
    goals: one({ atLeast: 4 }),
  },
  throughput: {
    what: "completions a second, 20 in parallel, Engage taking 100 ms ÷ plain Medusa, 20 in parallel",
    goals: one({ atLeast: 0.95 }),
  },
  list_over_call: {
    what: "the store's list of offers, contact known, asked of Engage ÷ the bare call to Engage, which takes 100 ms",
    goals: one({ atMost: 1.15 }),
  },
  idle_cart_change: {
    what: "changing a cart without an offer or a code: adding, changing and removing an item, the address and the delivery method, with the plugin ÷ plain Medusa",
    goals: one({ atMost: 1.01 }),
  },
  idle_cart_change_statements: {
    what: "additional database statements in that case, of the change that has most",
    goals: one({ atMost: 0 }),
  },
  apply_over_plain: {
    what: "applying an offer, Engage answering at once ÷ putting a public code with the same discount on a cart of plain Medusa",
    goals: one({ atMost: 1.5 }),
  },
  verified_email_growth: {
    what: "looking up the contact of a customer with a verified address, known to the plugin, with 1,000,000 sign-ins in the shop ÷ with 100",
    goals: one({ atMost: 1.2 }),
  },
  admin_list_over_bare: {
    what: "the operators' list with 1,000,000 rows in the ledger ÷ a bare `count(*)` and a bare page of 20 rows",
    goals: one({ atMost: 1.3 }),
  },
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
    goals: {
      one_worker: { atLeast: 0.97 },
      three_workers: { atLeast: 0.97 },
      one_worker_at_40: { atLeast: 0.97 },
      three_workers_at_40: { atLeast: 0.97 },
    },
  },
  drain_peak: {
    what: "the most calls in any one second, less one batch ÷ the pace",
    goals: {
      one_worker: { atMost: 1.02 },
      three_workers: { atMost: 1.02 },
      one_worker_at_40: { atMost: 1.02 },
      three_workers_at_40: { atMost: 1.02 },
    },
  },
  drain_rss: {
    what: "growth of a worker's memory meanwhile, in MB",
    goals: { one_worker: { atMost: 50 }, three_workers: { atMost: 50 } },
  },
  other_jobs_gap_ms: {
    what: "the longest time, in milliseconds, in which another job of the shop, due every 100 ms, did not run on the same Redis worker, while Engage hangs and 2,000 rows wait",
    goals: one({ atMost: 1000 }),
  },
  start_ms: {
    what: "the shop's start with the plugin ÷ without",
    goals: one({ atMost: 1.04 }),
  },
} as const satisfies Record<string, FigureKind>

/** One of the keys of {@link FIGURES}. */
export type FigureKey = keyof typeof FIGURES

/** A figure as it was measured. */
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

/** Makes a figure of an estimate. */
export function figure(
  key: FigureKey,
  { value, low, high }: Estimate,
  more: Partial<Figure> = {}
): Figure {
  return { key, value, spread: { low, high }, ...more }
}

/** The goal of a figure. @throws Error for a part that its key does not have. */
export function goalOf({ key, part = "" }: Pick<Figure, "key" | "part">): Goal {
  const goal = (FIGURES[key].goals as Record<string, Goal>)[part]
  if (!goal) {
    throw new Error(`${key} has no part "${part}"`)
  }
  return goal
}

/** Whether a figure is what it is to be; null for one that was not measured. */
export function isMet(figure: Figure): boolean | null {
  if (figure.value === null) {
    return null
  }
  const goal = goalOf(figure)
  return "atMost" in goal
    ? figure.value <= goal.atMost
    : figure.value >= goal.atLeast
}
