import {
  availableParallelism,
  cpus,
  loadavg,
  platform,
  totalmem,
} from "node:os"

import { version as medusa } from "@medusajs/medusa/package.json"

import { version as plugin } from "../../package.json"

const GB = 1024 ** 3

/** Where and when figures were taken. */
export type Conditions = ReturnType<ReturnType<typeof beginConditions>>

/** Notes how things are before anything is measured. */
export function beginConditions(postgres: string) {
  const started = Date.now()
  const before = currentLoad()
  return () => ({
    taken_at: new Date(started).toISOString(),
    ...{ plugin, medusa, node: process.version, postgres },
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memory_gb: Math.round(totalmem() / GB),
    system: platform(),
    /** The machine's load over five minutes. */
    load: { before, after: currentLoad() },
    /** In seconds. */
    duration: Math.round((Date.now() - started) / 1000),
  })
}

function currentLoad(): number {
  return Math.round((loadavg()[1] ?? 0) * 10) / 10
}
