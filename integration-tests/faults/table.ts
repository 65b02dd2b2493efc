import { isDeepStrictEqual } from "node:util"

import { CASES } from "./cases"
import {
  CHOICES,
  type Choice,
  type Observation,
  type Place,
  type State,
} from "./observation"

/** What one column of the matrix has shown: by the case's name. */
export type Column = {
  place: Place
  choice: Choice
  observed: Record<string, Observation>
}

type Heading = { title: string; cell: (seen: Observation) => string }

const HEADINGS: Record<Place, Heading[]> = {
  checkout: [
    { title: "The customer gets", cell: ({ answer }) => answer },
    { title: "The money", cell: ({ at_once }) => at_once.payment },
    { title: "Ledger", cell: ({ at_once }) => ledger(at_once) },
    { title: "Next try", cell: nextTry },
    { title: "Later, ledger", cell: ({ end }) => ledger(end) },
    { title: "Later, customer", cell: ({ end }) => end.purchase },
    { title: "Calls", cell: ({ end }) => end.calls.join(", ") },
    { title: "Redeemed by", cell: ({ end }) => end.redeemed_by },
    { title: "The customer pays again", cell: again },
  ],
  background: [
    { title: "Ledger", cell: ({ at_once }) => ledger(at_once) },
    { title: "Next try", cell: nextTry },
    { title: "Later, ledger", cell: ({ end }) => ledger(end) },
    { title: "Later, customer", cell: ({ end }) => end.purchase },
    { title: "Calls", cell: ({ end }) => end.calls.join(", ") },
    { title: "Redeemed by", cell: ({ end }) => end.redeemed_by },
  ],
}

/** The matrix of one place, as a Markdown table that reads well as it is. */
export function tableOf(place: Place, columns: Column[]): string {
  const headings = HEADINGS[place]
  const rows = CASES.flatMap(({ name }) =>
    folded(columns, place, name).map(({ choices, seen }) => [
      name,
      inWords(choices),
      ...headings.map(({ cell }) => cell(seen)),
    ])
  )
  const titles = ["Engage", "Options", ...headings.map(({ title }) => title)]
  return aligned([titles, ...rows])
}

/** The choices under which a case ends alike share a row. */
function folded(columns: Column[], place: Place, name: string) {
  const rows: { choices: Choice[]; seen: Observation }[] = []
  for (const column of columns.filter((column) => column.place === place)) {
    const seen = column.observed[name]
    if (!seen) {
      throw new Error(`"${name}" was not run`)
    }
    const row = rows.find((row) => isDeepStrictEqual(row.seen, seen))
    if (row) {
      row.choices.push(column.choice)
    } else {
      rows.push({ choices: [column.choice], seen })
    }
  }
  return rows
}

/** Only what the choices have in common, and nothing when it is all. */
function inWords(choices: Choice[]): string {
  if (choices.length === CHOICES.length) {
    return "any"
  }
  const common = (["onRejected", "onUnavailable"] as const).flatMap(
    (option) => {
      const [value, ...others] = new Set(choices.map((it) => it[option]))
      return others.length ? [] : [String(value)]
    }
  )
  if (2 ** (2 - common.length) !== choices.length) {
    throw new Error("These choices have no name in common")
  }
  return common.join(", ")
}

function ledger({ ledger: { status, reason, inferred } }: State): string {
  return [status, inferred && "inferred", reason].filter(Boolean).join(", ")
}

function nextTry({ next_try_s }: Observation): string {
  return next_try_s === null ? "" : `${next_try_s} s`
}

function again({ again: second }: Observation): string {
  return second
    ? `${second.answer === "order" ? second.state.purchase : second.answer}; ${ledger(second.state)}`
    : ""
}

function aligned([titles = [], ...rows]: string[][]): string {
  const widths = titles.map((_, column) =>
    Math.max(3, ...[titles, ...rows].map((row) => row[column]?.length ?? 0))
  )
  const line = (cells: string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`
  const rule = widths.map((width) => "-".repeat(width))
  return [titles, rule, ...rows].map(line).join("\n")
}
