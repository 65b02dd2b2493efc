import { Readable } from "node:stream"
import { setTimeout as delay } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"

import { exportRedemptions } from "../rows"

describe("the export", () => {
  it("reads no further than it is taken, however long the ledger", async () => {
    let batches = 0
    // Never at its end.
    const listForExport = async () => {
      batches++
      return { redemptions: [], next: { id: "promred", created_at: "" } }
    }
    const container = { resolve: () => ({ ledger: { listForExport } }) }
    const file = Readable.from(
      exportRedemptions(container as unknown as MedusaContainer, {})
    )

    const reader = file[Symbol.asyncIterator]()
    for (let taken = 0; taken < 5; taken++) {
      await reader.next()
    }
    await delay(20)

    expect(batches).toBeGreaterThanOrEqual(4)
    expect(batches).toBeLessThanOrEqual(7)
    file.destroy()
  })
})
