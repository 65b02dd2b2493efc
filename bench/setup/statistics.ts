import { Random } from "../../testkit/random"

/** What many single values come to, in their unit. */
export type Summary = { median: number; p95: number; count: number }

/** A figure with the range that 95 of 100 repetitions would fall into. */
export type Estimate = { value: number; low: number; high: number }

const RESAMPLES = 2_000

/** @throws RangeError when there is nothing to sum up. */
export function summarise(values: number[]): Summary {
  return {
    median: quantile(values, 0.5),
    p95: quantile(values, 0.95),
    count: values.length,
  }
}

/** Sums up each of several sides. @throws RangeError when one has no values. */
export function summariseEach(
  sides: Record<string, number[]>
): Record<string, Summary> {
  return Object.fromEntries(
    Object.entries(sides).map(([side, values]) => [side, summarise(values)])
  )
}

/** The middle value. @throws RangeError when there is none. */
export function median(values: number[]): number {
  return quantile(values, 0.5)
}

/**
 * The median of what the rounds gave, with its spread from a bootstrap: what else
 * the same machine could have shown.
 *
 * @param blocks the rounds of each pair of processes. The bootstrap picks blocks,
 * and rounds within a block: rounds of one block share the luck of its processes.
 */
export function estimate(...blocks: number[][]): Estimate {
  const random = new Random(1)
  const resampled = Array.from({ length: RESAMPLES }, () =>
    median(
      blocks.flatMap(() => {
        const rounds = random.pick(blocks)
        return rounds.map(() => random.pick(rounds))
      })
    )
  )
  return {
    value: median(blocks.flat()),
    low: quantile(resampled, 0.025),
    high: quantile(resampled, 0.975),
  }
}

/** The one over the other, round by round. */
export function ratioOf(values: number[], to: number[]): Estimate {
  return estimate(values.map((value, round) => value / (to[round] ?? NaN)))
}

/** Interpolates between the two nearest. */
function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  const position = (sorted.length - 1) * share
  const below = sorted[Math.floor(position)]
  const above = sorted[Math.ceil(position)]
  if (below === undefined || above === undefined) {
    throw new RangeError("Nothing was measured")
  }
  return below + (above - below) * (position - Math.floor(position))
}
