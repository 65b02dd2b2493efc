import { parseArgs } from "node:util"

/** About half an hour on two cores. */
const FULL = {
  /** Customers who take turns in buying. */
  customers: 20,
  /** Longer than what Engage said is good for the next looks. */
  remembered_ms: 31_000,
  /** Pairs of freshly started shops: one process differs from the next by 5 % and more. */
  blocks: 5,
  /**
   * Completions of each kind before the first one counts. A shop's process has
   * completed thousands; in a new one, code that runs once for each order costs up to
   * three times as much until Node has compiled it.
   */
  warmUp: 30,
  /** Rounds of a block, for each kind of cart. */
  rounds: 3,
  /** Completions in a round, on each shop. */
  completions: 4,
  /** Carts of a block that are completed many at once, on each shop. */
  throughput: 40,
  /** Rows of two ledgers, and rounds with and without them. */
  growth: { tenThousand: 10_000, million: 1_000_000, rounds: 15 },
  /** Rounds of a block of changing carts, and of applying offers. */
  changes: 4,
  /** Sign-ins of a shop that has grown, and rounds of looking up. */
  signIns: { signIns: 1_000_000, rounds: 15 },
  /** Rows and their pace, each with one worker and with three. */
  drains: [
    { rows: 8_000, pace: 400, name: "" },
    { rows: 800, pace: 40, name: "_at_40" },
  ],
  /** Rows that wait while Engage hangs, and for how long that is watched. */
  otherJobs: { rows: 2_000, pace: 400, watch_ms: 15_000 },
  peer: { rounds: 12, warmUp: 40 },
  /** Further starts of both shops, beside those of the blocks. */
  starts: 6,
}

/** How much is measured. */
export type Sizes = typeof FULL

/** A smoke run: no figure means anything, and the list of offers is a remembered one. */
const QUICK: Sizes = {
  customers: 4,
  remembered_ms: 0,
  blocks: 1,
  warmUp: 1,
  rounds: 1,
  completions: 2,
  throughput: 4,
  growth: { tenThousand: 100, million: 1_000, rounds: 1 },
  changes: 1,
  signIns: { signIns: 1_000, rounds: 1 },
  drains: [
    { rows: 200, pace: 400, name: "" },
    { rows: 40, pace: 40, name: "_at_40" },
  ],
  otherJobs: { rows: 200, pace: 400, watch_ms: 1_500 },
  peer: { rounds: 1, warmUp: 1 },
  starts: 0,
}

/** What the bench consists of, in the order in which it is done. */
export const PARTS = [
  "checkout",
  "growth",
  "sign-ins",
  "jobs",
  "drain",
  "peer",
] as const

export type Part = (typeof PARTS)[number]

const OPTIONS = {
  quick: { type: "boolean", default: false },
  built: { type: "boolean", default: false },
  json: { type: "string" },
  only: { type: "string", default: PARTS.join() },
} as const

/**
 * Reads the command's arguments.
 * @throws Error that says how to use it.
 */
export function readSettings(args: string[]) {
  try {
    const { quick, built, json, only } = parseArgs({
      args,
      options: OPTIONS,
    }).values
    const parts = PARTS.filter((part) => only.split(",").includes(part))
    if (parts.length) {
      return { quick, built, sizes: quick ? QUICK : FULL, parts, json }
    }
  } catch {
    // Said below.
  }
  throw new Error(
    `npm run bench -- [--quick] [--built] [--json FILE] [--only ${PARTS.join()}]`
  )
}
