/**
 * `npm run bench`: what the plugin costs a checkout and how that grows, as
 * ratios of shops that run beside each other. A full run takes about fifteen
 * minutes on two quiet cores and writes `docs/bench.md` and `docs/bench.svg`.
 *
 *   --quick       a smoke run: everything happens, and no figure means anything
 *   --json FILE   writes the figures
 *   --only PARTS  some parts: checkout, growth, sign-ins, drain, jobs, peer;
 *                 writes no docs
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname, resolve } from "node:path"

import { execute } from "../testkit/command"
import { withLifetime, type Lifetime } from "../testkit/lifetime"
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
import { toJson } from "./report/json"
import { say } from "./report/progress"
import { inOrder, printTable } from "./report/table"
import { PARTS, readSettings, type Part, type Settings } from "./settings"
import { openPostgres, type BenchPostgres } from "./setup/postgres"
import { shopLogs } from "./setup/shop"

async function measure(
  lifetime: Lifetime,
  postgres: BenchPostgres,
  { sizes, parts }: Settings
): Promise<Figure[]> {
  let ours: number[] = []
  const measures: Record<Part, () => Promise<Figure | Figure[]>> = {
    checkout: async () => {
      const cost = await measureCheckout(lifetime, postgres, sizes)
      ours = cost.addedMs
      return cost.figures
    },
    growth: () => measureGrowth(lifetime, postgres, sizes),
    "sign-ins": () => measureSignIns(lifetime, postgres, sizes.signIns),
    jobs: () => measureOtherJobs(lifetime, postgres, sizes.otherJobs),
    drain: () => measureDrain(lifetime, postgres, sizes),
    peer: () => measurePeer(lifetime, postgres, { sizes, ours }),
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
    if (settings.json) {
      // What was measured must not be lost for want of a folder.
      mkdirSync(dirname(settings.json), { recursive: true })
    }
    say("building the plugin")
    // As a shop gets it: the plugin is measured as it is installed.
    await execute(lifetime, {
      program: process.execPath,
      args: [require.resolve("@medusajs/cli/cli.js"), "plugin:build"],
      cwd: resolve(__dirname, ".."),
    })
    const postgres = await openPostgres(lifetime)
    say(`on ${postgres.description}`)
    const endConditions = beginConditions(postgres.description)

    const figures = await measure(lifetime, postgres, settings).catch(
      (error: unknown) => {
        console.error(shopLogs())
        throw error
      }
    )
    const conditions = endConditions()
    printTable(figures)
    if (settings.json) {
      const { quick, json } = settings
      const all = toJson(figures, { quick, conditions })
      writeFileSync(json, `${JSON.stringify(all, null, 2)}\n`)
    }
    if (!settings.quick && settings.parts.length === PARTS.length) {
      await writeDocument(figures, conditions)
    }
    return 0
  })
)
