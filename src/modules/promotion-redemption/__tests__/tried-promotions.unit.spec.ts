import type { EngagePromotion } from "../engage/types"
import { TriedPromotions } from "../tried-promotions"

const promotion = (id: string) => ({ id }) as EngagePromotion

describe("TriedPromotions", () => {
  it("gives each out once, for its own cart", () => {
    const tried = new TriedPromotions()
    tried.keep("cart_1", promotion("a"))

    expect(tried.take("cart_2", "a")).toBeNull()
    expect(tried.take("cart_1", "a")).toEqual({ id: "a" })
    expect(tried.take("cart_1", "a")).toBeNull()
  })

  it("does not grow when nobody takes them", () => {
    const tried = new TriedPromotions()
    for (let cart = 0; cart <= 500; cart++) {
      tried.keep(`cart_${cart}`, promotion("a"))
    }

    expect(tried.take("cart_0", "a")).toBeNull()
    expect(tried.take("cart_1", "a")).toEqual({ id: "a" })
    expect(tried.take("cart_500", "a")).toEqual({ id: "a" })
  })
})
