import {
  availableParallelism,
  cpus,
  loadavg,
  platform,
  totalmem,
} from "node:os"

import { version as medusaVersion } from "@medusajs/medusa/package.json"

import { version } from "../../package.json"

/** Where and when figures were taken. */
export type Conditions = {
  taken_at: string
  plugin: string
  medusa: string
  node: string
  postgres: string
  cpu: string
  cores: number
  memory_gb: number
  system: string
  /** The machine's load over five minutes, before the bench and at its end. */
  load: { before: number; after: number }
  /** In seconds. */
  duration: number
}

const GB = 1024 ** 3

/** Notes how things are before anything is measured. */
export function beginConditions(postgres: string): () => Conditions {
  const started = Date.now()
  const before = currentLoad()
  return () => ({
    taken_at: new Date(started).toISOString(),
    plugin: version,
    medusa: medusaVersion,
    node: process.version,
    postgres,
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memory_gb: Math.round(totalmem() / GB),
    system: platform(),
    load: { before, after: currentLoad() },
    duration: Math.round((Date.now() - started) / 1000),
  })
}

function currentLoad(): number {
  return Math.round((loadavg()[1] ?? 0) * 10) / 10
}
