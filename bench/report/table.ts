import {
  FIGURES,
  goalOf,
  isMet,
  type Figure,
  type FigureKey,
  type Goal,
} from "../figures"
import type { Conditions } from "./conditions"

const ORDER = Object.keys(FIGURES) as FigureKey[]

export function inOrder(figures: Figure[]): Figure[] {
  return ORDER.flatMap((key) => figures.filter((one) => one.key === key))
}

/** A figure as people read it, one cell for each column. */
export function toRow(figure: Figure) {
  const goal = goalOf(figure)
  const met = isMet(figure)
  return {
    key: figure.part ? `${figure.key}.${figure.part}` : figure.key,
    value: figure.value === null ? "not measured" : number(figure.value),
    spread: figure.spread
      ? `${number(figure.spread.low)} to ${number(figure.spread.high)}`
      : "",
    goal: goal ? goalText(goal) : "–",
    met: met === null ? "–" : met ? "yes" : "no",
    detail: detailOf(figure),
  }
}

const goalText = (goal: Goal) =>
  "atMost" in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`

function detailOf({ sides = {}, cpu, note }: Figure): string {
  const times = Object.entries(sides).map(
    ([name, { median, p95, count }]) =>
      `${name}: median ${ms(median)}, p95 ${ms(p95)} (${count})`
  )
  return [
    ...times,
    ...(cpu
      ? [`CPU ${number(cpu.value)} (${number(cpu.low)} to ${number(cpu.high)})`]
      : []),
    ...(note ? [note] : []),
  ].join("; ")
}

export function printTable(figures: Figure[]): void {
  const rows = inOrder(figures).map(toRow)
  console.table(rows, ["key", "value", "spread", "goal", "met"])
  for (const { key, detail } of rows.filter((row) => row.detail)) {
    console.log(`${key}: ${detail}`)
  }
}

const number = (value: number) =>
  Number.isInteger(value)
    ? String(value)
    : value.toFixed(Math.abs(value) < 10 ? 3 : 1)

const ms = (value: number) => `${value.toFixed(1)} ms`

/**
 * The figures for a program: each key with its value, or with those of its
 * parts, and each part by its whole name as in the table; null for what was not
 * measured. `details` has the rest.
 */
export function toJson(
  figures: Figure[],
  { quick, conditions }: { quick: boolean; conditions: Conditions }
): object {
  const ofParts = figures.filter(({ part }) => part)
  const values = Object.keys(FIGURES).map((key) => {
    const parts = ofParts.filter((figure) => figure.key === key)
    const whole = figures.find((figure) => figure.key === key)?.value ?? null
    const each = parts.map(({ part, value }) => [part, value])
    return [key, each.length ? Object.fromEntries(each) : whole]
  })
  return {
    ...Object.fromEntries(values),
    ...Object.fromEntries(
      ofParts.map(({ key, part, value }) => [`${key}.${part}`, value])
    ),
    quick,
    conditions,
    details: figures.map((figure) => ({
      ...figure,
      goal: goalOf(figure),
      met: isMet(figure),
    })),
  }
}
