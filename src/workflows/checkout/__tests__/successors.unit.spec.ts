import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { noteSuccessors } from "../changed-promotions"

/** A shop in which a managed promotion was deleted when its code was LAST. */
function createShop(decided: string[] = []) {
  const noteManagedPromotion = jest.fn()
  const listPromotions = jest.fn(async ({ code }: { code: string[] }) =>
    code.includes("LAST") ? [{ id: "deleted", code: "LAST" }] : []
  )
  const parts: Record<string, unknown> = {
    [PROMOTION_REDEMPTION_MODULE]: {
      ledger: {
        listManagedByHand: async () => ["deleted"],
        findManagedPromotion: async (id: string) =>
          decided.includes(id) ? { promotion_id: id } : null,
        noteManagedPromotion,
      },
    },
    [Modules.PROMOTION]: { listPromotions },
  }
  const container = {
    resolve: (key: string) => parts[key],
  } as unknown as MedusaContainer
  return { container, noteManagedPromotion, listPromotions }
}

describe("a promotion that is made anew", () => {
  it("with the last code of a deleted managed one is managed", async () => {
    const { container, noteManagedPromotion } = createShop()

    const found = await noteSuccessors(container, [
      { id: "anew", code: "LAST" },
      { id: "public", code: "PUBLIC" },
    ])

    expect([...found]).toEqual(["anew"])
    expect(noteManagedPromotion).toHaveBeenCalledTimes(1)
    expect(noteManagedPromotion).toHaveBeenCalledWith(
      expect.objectContaining({ promotion_id: "anew", promotion_code: "LAST" })
    )
  })

  it("is what an operator has decided about it", async () => {
    const { container, noteManagedPromotion } = createShop(["opened"])

    const found = await noteSuccessors(container, [
      { id: "opened", code: "LAST" },
    ])

    expect([...found]).toEqual([])
    expect(noteManagedPromotion).not.toHaveBeenCalled()
  })

  it("is looked up once for its code, if it succeeds none", async () => {
    const { container, listPromotions } = createShop()
    const once = [{ id: "once", code: "ONCE" }]

    await noteSuccessors(container, once)
    await noteSuccessors(container, once)

    expect(listPromotions).toHaveBeenCalledTimes(1)
  })
})
