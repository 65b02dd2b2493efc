import type { Lifetime } from "../../testkit/lifetime"
import type { ShopSettings } from "../../testkit/shop/environment"
import { placeProbe } from "../../testkit/shop/place-probe"
import type { ProbeRequest, Usage, Vitals } from "../../testkit/shop/probe"
import { startShop, type RunningShop } from "../../testkit/shop/start-shop"
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
    what: Exclude<ProbeRequest, { ask: "usage" | "vitals" }>
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
  const { ask, environment: forProbe } = placeProbe(
    lifetime,
    installation.nodeOptions
  )
  const settings: ShopSettings = shopSettings(installation, options)

  const before = performance.now()
  const shop = await startShop(lifetime, {
    ...settings,
    environment: {
      ...settings.environment,
      ...forProbe,
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
    memory: async () => (await ask<Vitals>({ ask: "vitals" })).rssMb,
    time: ask,
  }
}
