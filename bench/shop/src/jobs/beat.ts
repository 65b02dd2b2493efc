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

export const config = {
  name: "bench-beat",
  // Where nobody measures it, it is not to take any time.
  schedule: process.env.BENCH_BEAT ? { interval: 100 } : "0 0 1 1 *",
}
