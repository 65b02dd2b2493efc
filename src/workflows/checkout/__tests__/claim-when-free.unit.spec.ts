import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { Claim } from "../../../modules/promotion-redemption/ledger/claim"
import type { OrderVerdict } from "../../../modules/promotion-redemption/ledger/order-verdict"
import { claimWhenFree } from "../claim"
import type { CompletingCart } from "../../medusa/completing-cart"
import { hasSparedPayment } from "../../hooks/spare-payment"

const FREE: Claim = {
  conflict: null,
  redemption_ids: ["promred"],
  refused: null,
  missing_assignment: [],
}

const AFTER_UNDONE: Claim = { ...FREE, after_undone: true }

const HELD: Claim = { ...FREE, conflict: "held", redemption_ids: [] }

const ORDERED: Claim = { ...HELD, conflict: "ordered" }

function createCart(overrides: Partial<CompletingCart> = {}): CompletingCart {
  return {
    id: "cart",
    customer_id: null,
    currency_code: "eur",
    total: 90,
    payment_collection_id: "paycol",
    payment_session_ids: ["payses"],
    discounts: [],
    has_offers: false,
    ...overrides,
  }
}

/** A shop whose ledger answers with these, and whose cart has this collection. */
function createShop(
  claims: Claim[],
  payment_collection_id: string | null,
  verdicts: OrderVerdict[] = []
) {
  const graph = jest.fn(async () => ({
    data: payment_collection_id
      ? [{ cart_id: "cart", payment_collection_id }]
      : [],
  }))
  const parts: Record<string, unknown> = {
    [PROMOTION_REDEMPTION_MODULE]: {
      getOptions: async () => ({ checkoutWaitMs: 6_000 }),
      ledger: {
        claim: async () => (claims.length > 1 ? claims.shift() : claims[0]),
        readVerdict: async () => verdicts.shift() ?? { kind: "open" },
      },
    },
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
  const claim = (container: MedusaContainer, cart = createCart(), ms = 6_000) =>
    claimWhenFree(container, cart, "run", performance.now() + ms)

  it("asks nothing more when nobody is at it", async () => {
    const { container, graph } = createShop([FREE], null)

    expect(await claim(container)).toEqual(FREE)
    expect(graph).not.toHaveBeenCalled()
    expect(hasSparedPayment("run")).toBe(false)
  })

  it("goes on after somebody who left its payment alone", async () => {
    const { container } = createShop([HELD, HELD, FREE], "paycol")

    expect(await claim(container)).toEqual(FREE)
  })

  it("goes on after somebody when there is nothing to pay", async () => {
    const { container } = createShop([HELD, FREE], null)
    const cart = createCart({ payment_collection_id: null })

    expect(await claim(container, cart)).toEqual(FREE)
  })

  it("goes on after one that was undone when its own payment is on the cart", async () => {
    const { container } = createShop([AFTER_UNDONE], "paycol")

    expect(await claim(container)).toEqual(AFTER_UNDONE)
  })

  it("stops when one was undone after it had read the cart, and its payment with it", async () => {
    const { container } = createShop([AFTER_UNDONE], null)

    await expect(claim(container)).rejects.toMatchObject({
      code: "redemption_in_progress",
    })
  })

  it.each([
    ["taken off", null],
    ["started anew", "another"],
  ])(
    "stops after somebody when the payment that it read is %s",
    async (_, collection) => {
      const { container } = createShop([HELD, FREE], collection)

      await expect(claim(container)).rejects.toMatchObject({
        code: "redemption_in_progress",
      })
      // Or Medusa would refund what is somebody's else to refund.
      expect(hasSparedPayment("run")).toBe(true)
    }
  )

  it("says why when the payment was undone for a refusal", async () => {
    const { container } = createShop([HELD, FREE], null, [
      { kind: "refused", code: "promotion_expired", undone: true },
    ])

    await expect(claim(container)).rejects.toMatchObject({
      code: "promotion_expired",
    })
  })

  it("waits no longer than the customer does", async () => {
    const { container } = createShop([HELD], "paycol")
    const began = performance.now()

    await expect(claim(container, createCart(), 400)).rejects.toMatchObject({
      code: "redemption_in_progress",
    })
    expect(performance.now() - began).toBeGreaterThanOrEqual(399)
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(hasSparedPayment("run")).toBe(true)
  })

  it("stops at once when somebody's order of it stands", async () => {
    const { container } = createShop([ORDERED], "paycol", [{ kind: "stands" }])

    await expect(claim(container)).rejects.toMatchObject({
      code: "redemption_in_progress",
    })
    expect(hasSparedPayment("run")).toBe(true)
  })

  it("waits for the verdict on somebody's order of it, and says the same", async () => {
    const { container } = createShop([ORDERED], "paycol", [
      { kind: "open" },
      { kind: "refused", code: "promotion_not_found", undone: true },
    ])

    await expect(claim(container)).rejects.toMatchObject({
      code: "promotion_not_found",
    })
  })
})
