import { rmSync } from "node:fs"
import { join } from "node:path"

import type { Lifetime } from "../lifetime"
import {
  buildStorefront,
  installStorefront,
  nextCommand,
  STOREFRONT,
} from "./build-storefront"
import { serveProgram } from "./serve-program"
import type { RunningShop } from "./start-shop"

/** The facts about the shop that a storefront needs. */
type Backend = Pick<RunningShop, "url" | "publishableKey">

type Settings = { shop: Backend; port: number }

/** The example storefront's address, without a slash at the end. */
export function storefrontUrlAt(port: number): string {
  return `http://localhost:${port}`
}

/** The link in a verification mail, for a customer who must verify an address. */
export function verificationLink(storefrontUrl: string, code: string): string {
  return `${storefrontUrl}/verify?code=${encodeURIComponent(code)}`
}

/**
 * Serves the example storefront from its sources, as for development.
 * @throws Error with the storefront's output, if the storefront does not start.
 */
export async function serveStorefront(
  lifetime: Lifetime,
  settings: Settings
): Promise<void> {
  await installStorefront(lifetime)
  await serve(lifetime, "dev", ".next-dev", settings)
}

/**
 * Serves the example storefront as in production.
 * @throws Error with the output, if the build or the start fails.
 */
export async function serveBuiltStorefront(
  lifetime: Lifetime,
  settings: Settings
): Promise<void> {
  await buildStorefront(lifetime)
  await serveBuilt(lifetime, { ...settings, at: STOREFRONT })
}

/**
 * Serves a storefront that is built already.
 * @param settings - `at` is its folder
 */
export function serveBuilt(
  lifetime: Lifetime,
  { at, ...settings }: Settings & { at: string }
): Promise<void> {
  return serve(lifetime, "start", ".next", settings, at)
}

async function serve(
  lifetime: Lifetime,
  command: "dev" | "start",
  folder: string,
  { shop, port }: Settings,
  at: string = STOREFRONT
): Promise<void> {
  // The cache may have answers of another shop at the same address.
  rmSync(join(at, folder, "cache/fetch-cache"), {
    recursive: true,
    force: true,
  })
  await serveProgram(lifetime, {
    name: "The storefront",
    args: [
      ...[nextCommand(at), command],
      ...["--hostname", "localhost", "--port", String(port)],
    ],
    cwd: at,
    env: {
      NODE_ENV: command === "dev" ? "development" : "production",
      NEXT_DIST_DIR: folder,
      NEXT_TELEMETRY_DISABLED: "1",
      MEDUSA_BACKEND_URL: shop.url,
      MEDUSA_PUBLISHABLE_KEY: shop.publishableKey,
    },
    url: storefrontUrlAt(port),
  })
}
