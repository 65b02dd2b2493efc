import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { Claim } from "../../../modules/promotion-redemption/ledger/claim"
import { claimWhenFree } from "../claim-when-free"
import type { CompletingCart } from "../completing-cart"

const FREE: Claim = {
  conflict: null,
  redemption_ids: ["promred"],
  refused: null,
  uncovered: [],
}

const HELD: Claim = { ...FREE, conflict: "held", redemption_ids: [] }

const ORDERED: Claim = { ...HELD, conflict: "ordered" }

function createCart(overrides: Partial<CompletingCart> = {}): CompletingCart {
  return {
    id: "cart",
    customer_id: null,
    sales_channel_id: null,
    currency_code: "eur",
    total: 90,
    payment_collection_id: "paycol",
    payment_session_ids: ["payses"],
    discounts: [],
    completed: false,
    ...overrides,
  }
}

/** A shop whose ledger answers with these, and whose cart has this collection. */
function createShop(claims: Claim[], payment_collection_id: string | null) {
  const graph = jest.fn(async () => ({
    data: payment_collection_id
      ? [{ cart_id: "cart", payment_collection_id }]
      : [],
  }))
  const parts: Record<string, unknown> = {
    [PROMOTION_REDEMPTION_MODULE]: { claim: async () => claims.shift() },
    [ContainerRegistrationKeys.QUERY]: { graph },
  }
  return {
    graph,
    container: {
      resolve: (key: string) => parts[key],
    } as unknown as MedusaContainer,
  }
}

describe("a completion that claims its cart", () => {
  it("asks nothing more when nobody is at it", async () => {
    const { container, graph } = createShop([FREE], null)

    expect(await claimWhenFree(container, createCart(), "run")).toEqual(FREE)
    expect(graph).not.toHaveBeenCalled()
  })

  it("goes on after somebody who left its payment alone", async () => {
    const { container } = createShop([HELD, HELD, FREE], "paycol")

    expect(await claimWhenFree(container, createCart(), "run")).toEqual(FREE)
  })

  it("goes on after somebody when there is nothing to pay", async () => {
    const { container } = createShop([HELD, FREE], null)
    const cart = createCart({ payment_collection_id: null })

    expect(await claimWhenFree(container, cart, "run")).toEqual(FREE)
  })

  it.each([
    ["taken off", null],
    ["started anew", "another"],
  ])(
    "stops after somebody when the payment that it read is %s",
    async (_, collection) => {
      const { container } = createShop([HELD, FREE], collection)

      await expect(
        claimWhenFree(container, createCart(), "run")
      ).rejects.toMatchObject({ code: "redemption_in_progress" })
    }
  )

  it("stops at once when somebody has an order of it", async () => {
    const { container } = createShop([ORDERED], "paycol")

    await expect(
      claimWhenFree(container, createCart(), "run")
    ).rejects.toMatchObject({ code: "redemption_in_progress" })
  })
})
