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
  drain: { rows: number; pace: number }
  peer: { rounds: number; warmUp: number }
  /** Further starts of both shops, beside those of the blocks. */
  starts: number
}

/** About twenty minutes on two cores. */
export const FULL: Sizes = {
  blocks: 3,
  warmUp: 8,
  rounds: 9,
  completions: 4,
  throughput: { rounds: 4, carts: 60 },
  growth: { tenThousand: 10_000, million: 1_000_000, rounds: 20 },
  drain: { rows: 20_000, pace: 400 },
  peer: { rounds: 12, warmUp: 8 },
  starts: 3,
}

/** A smoke run: everything happens, and no figure means anything. */
export const QUICK: Sizes = {
  blocks: 1,
  warmUp: 1,
  rounds: 2,
  completions: 2,
  throughput: { rounds: 1, carts: 20 },
  growth: { tenThousand: 1_000, million: 10_000, rounds: 2 },
  drain: { rows: 800, pace: 400 },
  peer: { rounds: 2, warmUp: 1 },
  starts: 0,
}

/** What the bench consists of, in the order in which it is done. */
export const PARTS = ["checkout", "growth", "drain", "peer"] as const

/** One of {@link PARTS}. */
export type Part = (typeof PARTS)[number]

/** What the command is asked to do. */
export type Settings = {
  quick: boolean
  sizes: Sizes
  parts: readonly Part[]
  /** Where the figures go. */
  json: string | undefined
}

/**
 * Reads the command's arguments.
 * @throws Error that says how to use it.
 */
export function readSettings(args: string[]): Settings {
  const settings: Settings = {
    quick: false,
    sizes: FULL,
    parts: PARTS,
    json: undefined,
  }
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const value = arg === "--quick" ? undefined : rest.shift()
    const parts = PARTS.filter((part) => value?.split(",").includes(part))
    if (arg === "--quick") {
      settings.quick = true
      settings.sizes = QUICK
    } else if (arg === "--json" && value) {
      settings.json = value
    } else if (arg === "--only" && parts.length) {
      settings.parts = parts
    } else {
      throw new Error(
        "npm run bench -- [--quick] [--json FILE] [--only " +
          `${PARTS.join(",")}]`
      )
    }
  }
  return settings
}
