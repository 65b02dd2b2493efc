import { median } from "./statistics"

/** Of a shop with what is measured, and of one without. */
export type Pair<T> = { with: T; without: T }

export const SIDES = ["with", "without"] as const

/** Sides in the order of the nth turn: now the one first, now the other. */
export const inTurn = <Side>(nth: number, sides: readonly Side[]) =>
  nth % 2 ? [...sides].reverse() : [...sides]

/** How long work takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

export async function medianOf(
  count: number,
  measure: (nth: number) => Promise<number>
): Promise<number> {
  const values: number[] = []
  for (let nth = 0; nth < count; nth++) {
    values.push(await measure(nth))
  }
  return median(values)
}

/**
 * Measures sides by turns, now the one first and now the other, so that whatever
 * the machine is at meets all alike. A first round, −1, fills caches and does not
 * count; a smoke run, of one round, has none.
 */
export async function byTurns<Side extends string, Value>(
  sides: readonly Side[],
  rounds: number,
  measure: (side: Side, round: number) => Promise<Value>
): Promise<Record<Side, Value[]>> {
  const measured = Object.fromEntries(
    sides.map((side): [Side, Value[]] => [side, []])
  ) as Record<Side, Value[]>
  for (let round = rounds > 1 ? -1 : 0; round < rounds; round++) {
    for (const side of inTurn(round, sides)) {
      const value = await measure(side, round)
      if (round >= 0) {
        measured[side].push(value)
      }
    }
  }
  return measured
}
