import type { MedusaContainer } from "@medusajs/framework/types"

import { engageError } from "../../../../../errors/engage-error"
import { actOnEach } from "../act-on-each"

describe("acting on several redemptions", () => {
  const error = jest.fn()
  const container = {
    resolve: () => ({ error }),
  } as unknown as MedusaContainer
  const done = { status: "redeemed", reason: null } as const
  const ids = Array.from({ length: 20 }, (_, index) => `promred_${index}`)

  beforeEach(() => error.mockReset())

  it("is done a few at a time, and answered in the order of the request", async () => {
    let running = 0
    let most = 0
    const results = await actOnEach(container, ids, async (id) => {
      running++
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5))
      running--
      return id === "promred_3" ? { ...done, status: "pending" } : done
    })

    expect(most).toBe(5)
    expect(results.map(({ id }) => id)).toEqual(ids)
    expect(results[3]).toMatchObject({ outcome: "done", status: "pending" })
  })

  it("begins nothing when its time is over, and says so", async () => {
    const begun: string[] = []
    const results = await actOnEach(
      container,
      ids,
      async (id) => {
        begun.push(id)
        await new Promise((resolve) => setTimeout(resolve, 40))
        return done
      },
      { beginWithinMs: 20 }
    )

    expect(begun).toHaveLength(5)
    expect(
      results.filter(({ outcome }) => outcome === "not_tried")
    ).toHaveLength(15)
  })

  it("tells what was refused from what broke, which is in the log", async () => {
    const results = await actOnEach(container, ids.slice(0, 3), (id) => {
      switch (id) {
        case "promred_0":
          // As it comes from a workflow engine in another process.
          return Promise.reject({ ...engageError("redemption_busy") })
        case "promred_1":
          return Promise.reject(new Error("The database is away"))
        default:
          return Promise.resolve(done)
      }
    })

    expect(results).toMatchObject([
      { outcome: "refused", code: "redemption_busy" },
      { outcome: "failed", code: null, message: null },
      { outcome: "done" },
    ])
    expect(error.mock.calls).toEqual([
      ["Redemption promred_1 could not be acted on: The database is away"],
    ])
  })
})
