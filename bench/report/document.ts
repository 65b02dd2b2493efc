import { readFileSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"

import { format, resolveConfig } from "prettier"

import { FIGURES, isMet, type Figure } from "../figures"
import type { Conditions } from "./conditions"
import { inOrder, toRow } from "./table"

const DOCS = resolve(__dirname, "../../docs")

/** The document without the figures; `{{name}}` stands for what was measured. */
const TEMPLATE = join(__dirname, "document.md")

const MINUTE_S = 60

/** Writes `docs/bench.md` from what was measured. */
export async function writeDocument(figures: Figure[], conditions: Conditions) {
  const file = join(DOCS, "bench.md")
  writeFileSync(
    file,
    await format(toMarkdown(figures, conditions), {
      ...(await resolveConfig(file)),
      filepath: file,
    })
  )
}

function toMarkdown(figures: Figure[], conditions: Conditions): string {
  const all = inOrder(figures)
  const missed = all.filter((figure) => isMet(figure) === false)
  const unmeasured = all.filter(({ value }) => value === null)
  const texts: Record<string, string> = {
    where: where(conditions),
    figures: all.map(tableRow).join("\n"),
    met:
      (missed.length
        ? `Not met: ${names(missed)}.`
        : "Every goal that was measured is met.") +
      (unmeasured.length ? ` Not measured: ${names(unmeasured)}.` : ""),
    times: all
      .map(toRow)
      .filter(({ detail }) => detail)
      .map(({ key, detail }) => `| \`${key}\` | ${detail} |`)
      .join("\n"),
  }
  return readFileSync(TEMPLATE, "utf8").replace(
    /\{\{(\w+)\}\}/g,
    (_, name: string) => texts[name] ?? ""
  )
}

function where(at: Conditions): string {
  const minutes = Math.round(at.duration / MINUTE_S)
  return (
    `Taken on ${at.taken_at.slice(0, 10)} in ${minutes} minutes on ${at.cores} cores (${at.cpu}), ${at.memory_gb} GB, ${at.system},` +
    ` with Node ${at.node}, Medusa ${at.medusa}, ${at.postgres} and version ${at.plugin} of the plugin.` +
    ` The load of the machine over five minutes was ${at.load.before} before and ${at.load.after} at the end.`
  )
}

function tableRow(figure: Figure): string {
  const { key, value, spread, goal, met } = toRow(figure)
  return `| \`${key}\` | ${FIGURES[figure.key].what} | ${value} | ${spread} | ${goal} | ${met} |`
}

function names(figures: Figure[]): string {
  return figures.map((figure) => `\`${toRow(figure).key}\``).join(", ")
}
