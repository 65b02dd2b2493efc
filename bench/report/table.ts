import { FIGURES, goalOf, isMet, type Figure, type FigureKey } from "../figures"

/** A figure as people read it, one cell for each column. */
export type Row = {
  key: string
  value: string
  spread: string
  goal: string
  met: string
  detail: string
}

const ORDER = Object.keys(FIGURES) as FigureKey[]

export function inOrder(figures: Figure[]): Figure[] {
  return ORDER.flatMap((key) => figures.filter((one) => one.key === key))
}

export function toRow(figure: Figure): Row {
  const goal = goalOf(figure)
  const met = isMet(figure)
  return {
    key: figure.part ? `${figure.key}.${figure.part}` : figure.key,
    value: figure.value === null ? "not measured" : number(figure.value),
    spread: figure.spread
      ? `${number(figure.spread.low)} to ${number(figure.spread.high)}`
      : "",
    goal: "atMost" in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`,
    met: met === null ? "–" : met ? "yes" : "no",
    detail: detailOf(figure),
  }
}

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
