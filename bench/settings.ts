import { parseArgs } from "node:util"

/** How much is measured. */
export type Sizes = {
  /** Pairs of freshly started shops, one after the other. */
  blocks: number
  /** Completions of each kind before the first one counts. */
  warmUp: number
  /** Rounds of a block, for each kind of cart. */
  rounds: number
  /** Completions in a round, on each shop. */
  completions: number
  throughput: { rounds: number; carts: number }
  /** Rows of two ledgers, and rounds with and without them. */
  growth: { tenThousand: number; million: number; rounds: number }
  /** Rounds of changing carts, and of applying offers. */
  changes: number
  /** Sign-ins of a shop that has grown, and rounds of looking up. */
  signIns: { signIns: number; rounds: number }
  /** Rows and their pace, each with one worker and with three. */
  drains: { rows: number; pace: number; name: string }[]
  /** Rows that wait while Engage hangs, and for how long that is watched. */
  otherJobs: { rows: number; pace: number; watch_ms: number }
  peer: { rounds: number; warmUp: number }
  /** Further starts of both shops, beside those of the blocks. */
  starts: number
}

/** About fifteen minutes on two cores. */
export const FULL: Sizes = {
  // Many: one process of a shop differs from the next by 5 % and more.
  blocks: 6,
  warmUp: 16,
  rounds: 4,
  completions: 4,
  throughput: { rounds: 4, carts: 60 },
  growth: { tenThousand: 10_000, million: 1_000_000, rounds: 15 },
  changes: 15,
  signIns: { signIns: 1_000_000, rounds: 15 },
  drains: [
    { rows: 8_000, pace: 400, name: "" },
    { rows: 800, pace: 40, name: "_at_40" },
  ],
  otherJobs: { rows: 2_000, pace: 400, watch_ms: 15_000 },
  peer: { rounds: 12, warmUp: 8 },
  starts: 3,
}

/** A smoke run: everything happens, and no figure means anything. */
export const QUICK: Sizes = {
  blocks: 1,
  warmUp: 1,
  rounds: 1,
  completions: 2,
  throughput: { rounds: 1, carts: 20 },
  growth: { tenThousand: 1_000, million: 10_000, rounds: 1 },
  changes: 1,
  signIns: { signIns: 1_000, rounds: 1 },
  drains: [
    { rows: 800, pace: 400, name: "" },
    { rows: 80, pace: 40, name: "_at_40" },
  ],
  otherJobs: { rows: 200, pace: 400, watch_ms: 3_000 },
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

export type Settings = {
  quick: boolean
  sizes: Sizes
  parts: readonly Part[]
  /** Where the figures go. */
  json: string | undefined
}

const OPTIONS = {
  quick: { type: "boolean", default: false },
  json: { type: "string" },
  only: { type: "string", default: PARTS.join() },
} as const

/**
 * Reads the command's arguments.
 * @throws Error that says how to use it.
 */
export function readSettings(args: string[]): Settings {
  try {
    const { quick, json, only } = parseArgs({ args, options: OPTIONS }).values
    const parts = PARTS.filter((part) => only.split(",").includes(part))
    if (parts.length) {
      return { quick, sizes: quick ? QUICK : FULL, parts, json }
    }
  } catch {
    // Said below.
  }
  throw new Error(
    `npm run bench -- [--quick] [--json FILE] [--only ${PARTS.join()}]`
  )
}
