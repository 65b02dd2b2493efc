import {
  RULES,
  targetOf,
} from "../src/modules/promotion-redemption/ledger/events"
import type { Rule } from "../src/modules/promotion-redemption/ledger/machine"
import {
  REDEMPTION_STATUSES,
  type RedemptionStatus,
} from "../src/types/promotion-redemption"

const BEGIN =
  "<!-- From here to the end mark: written by `npm run docs:states`. -->"
const END = "<!-- End of what `npm run docs:states` writes. -->"

/**
 * A page with the states and events of the machine between its two marks.
 * @throws when the marks are missing.
 */
export function withStates(page: string): string {
  const [before, rest] = page.split(BEGIN)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined) {
    throw new Error("docs/architecture.md has lost its marks")
  }
  return [before + BEGIN, picture(), table(), END + after].join("\n\n")
}

/** The ways from one status to another, without those that stay where they are. */
function picture(): string {
  const ways = new Map<string, string[]>()
  for (const [event, rule] of RULES) {
    for (const [from, to] of waysOf(rule)) {
      if (from !== to) {
        const way = `${from} --> ${to}`
        ways.set(way, [...(ways.get(way) ?? []), event])
      }
    }
  }
  return [
    "```mermaid",
    "stateDiagram-v2",
    ...[...ways].map(([way, events]) => `  ${way}: ${events.join("<br/>")}`),
    "```",
  ].join("\n")
}

function waysOf({ from, to, ...rule }: Rule): [string, string][] {
  if (from === "new") {
    return [["[*]", to]]
  }
  return from === "any"
    ? []
    : from.map((status) => [status, targetOf({ from, to, ...rule }, status)])
}

/** Every event, a row of the machine a line. */
function table(): string {
  const rows = RULES.map(([event, rule]) => [
    `\`${event}\``,
    fromOf(rule),
    rule.to,
    (rule.only ?? []).map(({ says }) => says).join("; "),
    ...[rule.lease, rule.order, rule.timer, rule.reason].map(
      (effect) => effect?.says ?? ""
    ),
    [
      ...(rule.also ?? []).map(({ says }) => says),
      ...(rule.opens ? [`opens a \`${rule.opens}\` attempt`] : []),
      ...(rule.durable === false ? ["commits without waiting"] : []),
    ].join("; "),
  ])
  return aligned([
    [
      ...["event", "from", "to", "only if", "lease", "order"],
      ...["timer", "reason", "also"],
    ],
    ...rows,
  ])
}

function fromOf({ from }: Rule): string {
  if (typeof from === "string") {
    return from
  }
  const rest = REDEMPTION_STATUSES.filter(
    (status: RedemptionStatus) => !from.includes(status)
  )
  return rest.length < 3 ? `all but ${rest.join(", ")}` : from.join(", ")
}

/** A Markdown table that reads well as it is: titles, then rows. */
export function aligned([titles = [], ...rows]: string[][]): string {
  const widths = titles.map((_, column) =>
    Math.max(3, ...[titles, ...rows].map((row) => row[column]?.length ?? 0))
  )
  const line = (cells: string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`
  const rule = widths.map((width) => "-".repeat(width))
  return [titles, rule, ...rows].map(line).join("\n")
}
