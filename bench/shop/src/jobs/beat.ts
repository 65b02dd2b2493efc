import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** A job of the shop's own, which has nothing to do with the plugin. */
export default async function beat(container: MedusaContainer): Promise<void> {
  if (process.env.BENCH_BEAT) {
    await container
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw("INSERT INTO bench_beat DEFAULT VALUES")
  }
}

/** Longer than any bench, and not longer than a timer can wait (2^31 ms). */
const NEVER_MS = 20 * 24 * 60 * 60 * 1000

export const config = {
  name: "bench-beat",
  // A bench that does not measure the beat must not pay for it.
  schedule: { interval: process.env.BENCH_BEAT ? 100 : NEVER_MS },
}
