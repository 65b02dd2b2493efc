import { mkdtempSync, rmSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"

import type { Lifetime } from "../../testkit/lifetime"
import type { ShopSettings } from "../../testkit/shop/environment"
import { startShop, type RunningShop } from "../../testkit/shop/start-shop"
import type { ProbeRequest, Usage } from "./probe"
import { shopSettings, type Installation } from "./installation"

/** A shop in a process of its own that tells what it uses. */
export type MeasuredShop = RunningShop & {
  /** From its first instruction until it answered requests. */
  start: { wallMs: number; cpuMs: number }
  usage(): Promise<Usage>
  /** In MB, after a collection. */
  memory(): Promise<number>
  /** Of what is done once, in milliseconds. */
  time(
    what: Exclude<ProbeRequest, { ask: "usage" | "memory" }>
  ): Promise<number>
}

const started: Pick<MeasuredShop, "log">[] = []

/** The last of what the shops have printed, for the case that one fails. */
export function shopLogs(): string {
  return started
    .map(({ log }) => String(log))
    .filter(Boolean)
    .join("\n\n")
}

/** Starts a shop of an installation. */
export async function startMeasuredShop(
  lifetime: Lifetime,
  installation: Installation,
  {
    environment = {},
    options = {},
  }: { environment?: NodeJS.ProcessEnv; options?: object } = {}
): Promise<MeasuredShop> {
  const directory = mkdtempSync(join(tmpdir(), "engage-bench-"))
  lifetime.onEnd(() => rmSync(directory, { recursive: true, force: true }))
  const socket = join(directory, "probe")
  const ask = <T>(request: ProbeRequest) => askProbe<T>(socket, request)
  const settings: ShopSettings = shopSettings(installation, options)

  const before = performance.now()
  const shop = await startShop(lifetime, {
    ...settings,
    environment: {
      ...settings.environment,
      PROBE_SOCKET: socket,
      NODE_OPTIONS: installation.nodeOptions,
      ...environment,
    },
  })
  const wallMs = performance.now() - before
  started.push(shop)
  const { cpuMs } = await ask<Usage>({ ask: "usage" })
  return {
    ...shop,
    start: { wallMs, cpuMs },
    usage: () => ask({ ask: "usage" }),
    memory: () => ask({ ask: "memory" }),
    time: ask,
  }
}

async function askProbe<T>(socket: string, request: ProbeRequest): Promise<T> {
  const connection = connect({ path: socket, allowHalfOpen: true })
  connection.end(JSON.stringify(request))
  const { result, error } = JSON.parse(await text(connection)) as {
    result: T
    error?: string
  }
  if (error !== undefined) {
    throw new Error(`The shop could not measure ${request.ask}: ${error}`)
  }
  return result
}
