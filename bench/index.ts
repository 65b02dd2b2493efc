/**
 * `npm run bench`: what the plugin costs a checkout and how that grows, as
 * ratios of shops that run beside each other. A full run takes about half
 * an hour on two quiet cores and writes `docs/bench.md`.
 *
 *   --quick       a smoke run, of which no figure means anything
 *   --built       takes the plugin as it was built last
 *   --json FILE   writes the figures
 *   --only PARTS  some parts: checkout, growth, sign-ins, drain, jobs, peer;
 *                 writes no docs
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname, resolve } from "node:path"

import { execute } from "../testkit/command"
import { withLifetime } from "../testkit/lifetime"
import { main } from "../scripts/run"
import type { Figure } from "./figures"
import { measureCheckout } from "./measure/checkout"
import { measureDrain } from "./measure/drain"
import { measureGrowth } from "./measure/growth"
import { measureOtherJobs } from "./measure/other-jobs"
import { measurePeer } from "./measure/peer"
import { measureSignIns } from "./measure/sign-ins"
import { beginConditions } from "./report/conditions"
import { writeDocument } from "./report/document"
import { say } from "./report/progress"
import { inOrder, printTable, toJson } from "./report/table"
import { PARTS, readSettings, type Part } from "./settings"
import { openPostgres } from "./setup/postgres"
import { shopLogs, type Bench } from "./setup/shop"

async function measure(bench: Bench, parts: Part[]): Promise<Figure[]> {
  let ours: number[] = []
  const measures: Record<Part, () => Promise<Figure | Figure[]>> = {
    checkout: async () => {
      const cost = await measureCheckout(bench)
      ours = cost.addedMs
      return cost.figures
    },
    growth: () => measureGrowth(bench),
    "sign-ins": () => measureSignIns(bench),
    jobs: () => measureOtherJobs(bench),
    drain: () => measureDrain(bench),
    peer: () => measurePeer(bench, ours),
  }
  const figures: Figure[] = []
  for (const part of parts) {
    figures.push(...[await measures[part]()].flat())
  }
  return inOrder(figures)
}

main(() =>
  withLifetime(async (lifetime) => {
    const settings = readSettings(process.argv.slice(2))
    const { quick, built, sizes, parts, json } = settings
    if (json) {
      // What was measured must not be lost for want of a folder.
      mkdirSync(dirname(json), { recursive: true })
    }
    if (!built) {
      say("building the plugin")
      // As a shop gets it: the plugin is measured as it is installed.
      const cwd = resolve(__dirname, "..")
      const medusa = require.resolve("@medusajs/cli/cli.js")
      await execute(lifetime, { cwd }, process.execPath, medusa, "plugin:build")
    }
    const postgres = await openPostgres(lifetime)
    say(`on ${postgres.description}`)
    const endConditions = beginConditions(postgres.description)

    const bench = { lifetime, postgres, sizes }
    const figures = await measure(bench, parts).catch((error: unknown) => {
      console.error(shopLogs())
      throw error
    })
    const conditions = endConditions()
    printTable(figures)
    if (json) {
      const all = toJson(figures, { quick, conditions })
      writeFileSync(json, `${JSON.stringify(all, null, 2)}\n`)
    }
    if (!quick && parts.length === PARTS.length) {
      await writeDocument(figures, conditions)
    }
    return 0
  })
)
