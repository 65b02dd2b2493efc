import { MedusaError } from "@medusajs/framework/utils"
import type { z } from "@medusajs/framework/zod"

import { endpointsFor, type EngageEndpoints } from "./engage/endpoints"
import { describeMistakes } from "./options/describe-mistakes"
import { pluginOptionsSchema } from "./options/schema"

const NAME = "medusa-plugin-voyado-engage"

/** Engage's own limit for background calls, a second. Docs: api-rate-limit. */
const ADVISED_REQUESTS_PER_SECOND = 50
const ADVISED_TIMEOUT_MS = 60_000

/** The options as a shop writes them in `medusa-config.ts`. */
export type PluginOptionsInput = z.input<typeof pluginOptionsSchema>

type Checked = z.output<typeof pluginOptionsSchema>

/** The options, checked and with their defaults. */
export type PluginOptions = Omit<
  Checked,
  "enabled" | "baseUrl" | "apiKey" | "endpoints"
> & { endpoints: EngageEndpoints } & (
    | { enabled: true; baseUrl: string; apiKey: string }
    | { enabled: false; baseUrl?: string; apiKey?: string }
  )

/**
 * Checks the options and fills in the defaults. Call where the server starts, not
 * where the shop is built or migrated: builds and migrations need no key.
 * @throws MedusaError INVALID_DATA that names every mistake, and no secret.
 */
export function parsePluginOptions(raw: unknown): PluginOptions {
  const result = pluginOptionsSchema.safeParse(raw ?? {})
  if (result.success) {
    return toPluginOptions(result.data)
  }

  const mistakes = describeMistakes(result.error, raw)
  const known = Object.keys(pluginOptionsSchema.shape).join(", ")

  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    [
      `${NAME}: the options in medusa-config.ts cannot be used.`,
      ...mistakes.map((mistake) => `  - ${mistake}`),
      `The options are ${known}.`,
    ].join("\n")
  )
}

/**
 * Warnings about options that are allowed but not advised, one sentence each, to
 * be logged at start.
 */
export function optionWarnings(options: PluginOptions): string[] {
  const warnings: string[] = []

  if (options.timeoutMs < ADVISED_TIMEOUT_MS) {
    warnings.push(
      `${NAME}: timeoutMs is ${options.timeoutMs}. Engage advises against ` +
        "less than 60000: a promotion could be redeemed in Engage and the " +
        'shop not know it (Engage docs, "Redeem a promotion").'
    )
  }
  if (options.requestsPerSecond > ADVISED_REQUESTS_PER_SECOND) {
    warnings.push(
      `${NAME}: requestsPerSecond is ${options.requestsPerSecond}. Engage ` +
        "asks to stay under 50 for each API key, and answers 429 above 200 " +
        '(Engage docs, "API rate limit").'
    )
  }

  return warnings
}

function toPluginOptions(checked: Checked): PluginOptions {
  const { enabled, baseUrl, apiKey, ...others } = checked
  const endpoints = endpointsFor(others.api, others.endpoints)
  const rest = { ...others, endpoints }

  // The schema guarantees both; the compiler cannot know.
  return enabled && baseUrl !== undefined && apiKey !== undefined
    ? { ...rest, enabled, baseUrl, apiKey }
    : { ...rest, enabled: false, baseUrl, apiKey }
}

/** Whether the options have Engage's address and key, also when switched off. */
export function hasEngage(
  options: PluginOptions
): options is PluginOptions & { baseUrl: string; apiKey: string } {
  return options.baseUrl !== undefined && options.apiKey !== undefined
}
