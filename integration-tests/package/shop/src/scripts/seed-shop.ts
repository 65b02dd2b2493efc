import { writeFileSync } from "node:fs"
import type { ExecArgs } from "@medusajs/framework/types"

import { seed } from "./seed"

/** Fills the shop, and leaves its publishable key where it is asked for. */
export default async function seedShop({ container, args }: ExecArgs) {
  const { publishableKey } = await seed(container)
  writeFileSync(args[0]!, publishableKey)
}
