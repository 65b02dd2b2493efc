import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

import type { Lifetime } from "../lifetime"
import { LogTail } from "./log-tail"
import type { RunningShop } from "./start-shop"

const DIRECTORY = resolve(__dirname, "../../examples/storefront")
const PATIENCE_MS = 60_000

/**
 * Vite's servers end when their standard input does, if only somebody reads it.
 * So they end with us, however we end.
 */
const ENDING_WITH_US = [
  "--import",
  "data:text/javascript,process.stdin.resume()",
]

/** Where the example storefront is to be, without a slash at the end. */
export function storefrontUrlAt(port: number): string {
  return `http://localhost:${port}`
}

/**
 * Serves the example storefront from its sources, as its developer sees it.
 * @throws Error with what Vite printed, if it does not start.
 */
export async function serveStorefront(
  lifetime: Lifetime,
  settings: { shop: RunningShop; port: number }
): Promise<void> {
  await serve(lifetime, [], settings)
}

/**
 * Builds the example storefront for a shop and serves what was built, as a web
 * server would. Another build at the same time is not in its way.
 * @throws Error with what Vite printed, if it does not build or start.
 */
export async function serveBuiltStorefront(
  lifetime: Lifetime,
  settings: { shop: RunningShop; port: number }
): Promise<void> {
  const built = await mkdtemp(join(tmpdir(), "voyado-engage-storefront-"))
  lifetime.onEnd(() => rm(built, { recursive: true, force: true }))

  const build = vite(settings.shop, ["build", "--outDir", built])
  const [code] = await once(build.child, "close")
  if (code !== 0) {
    throw new Error(`The storefront could not be built:\n\n${build.log}`)
  }
  await serve(lifetime, ["preview", "--outDir", built], settings)
}

async function serve(
  lifetime: Lifetime,
  command: string[],
  { shop, port }: { shop: RunningShop; port: number }
): Promise<void> {
  const place = ["--host", "localhost", "--port", String(port), "--strictPort"]
  const { child, log } = vite(shop, [...command, ...place], ENDING_WITH_US)
  const ended = once(child, "exit")
  lifetime.onEnd(() => {
    child.kill()
    return ended
  })
  const until = Date.now() + PATIENCE_MS
  while (!(await answers(storefrontUrlAt(port)))) {
    if (child.exitCode !== null || Date.now() > until) {
      throw new Error(`The storefront did not start:\n\n${log}`)
    }
    await sleep(100)
  }
}

/** Runs Vite with what the storefront has to know of its shop. */
function vite(
  shop: RunningShop,
  args: string[],
  nodeArgs: string[] = []
): { child: ChildProcess; log: LogTail } {
  const manifest = createRequire(join(DIRECTORY, "package.json")).resolve(
    "vite/package.json"
  )
  const child = spawn(
    process.execPath,
    [...nodeArgs, join(dirname(manifest), "bin/vite.js"), ...args],
    {
      cwd: DIRECTORY,
      env: {
        ...process.env,
        NODE_ENV: args[0] === "build" ? "production" : "development",
        VITE_MEDUSA_URL: shop.url,
        VITE_MEDUSA_PUBLISHABLE_KEY: shop.publishableKey,
        // With CI=true Vite would not mind its standard input.
        CI: "",
      },
      stdio: "pipe",
      // Ctrl-C is for us, as with the shop.
      detached: process.platform !== "win32",
    }
  )
  const log = new LogTail()
  log.follow(child)
  return { child, log }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false
  )
}
