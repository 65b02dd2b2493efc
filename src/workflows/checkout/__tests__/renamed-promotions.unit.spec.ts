import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  Modules,
  PromotionActions,
} from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import type { WorkflowRun } from "../../medusa/hook-handler"
import { guardCartPromotions } from "../guard"

const adjustment = (promotion_id: string, code: string) => ({
  adjustments: [{ promotion_id, code, amount: 5 }],
})

/** A cart computed before its offer's promotion was renamed from OLD to NEW. */
const CART = {
  id: "cart",
  customer: { id: "anna" },
  promotions: [
    { id: "offer", code: "NEW" },
    { id: "public", code: "PUBLIC" },
  ],
  items: [adjustment("offer", "OLD"), adjustment("public", "PUBLIC")],
}

const LINKED = {
  promotion_id: "offer",
  promotion_code: "OLD",
  customer_id: "anna",
  status: "linked",
  rejected_at: null,
}

const PROMOTIONS = ["NEW", "PUBLIC", "OTHER"].map((code) => ({
  id: code.toLowerCase(),
  code,
  is_automatic: false,
}))

/** Changes the codes of {@link CART}, as Medusa's workflow lets its hook see it. */
async function change(
  input: { promo_codes: string[]; action: PromotionActions },
  { rows = [LINKED] } = {}
) {
  const changeInput = jest.fn()
  const parts: Record<string, unknown> = {
    [PROMOTION_REDEMPTION_MODULE]: {
      ledger: {
        listForCart: async () => rows,
        listManagedPromotionIds: async () => new Set(),
        listManagedByHand: async () => [],
        unlink: async () => ({ released: [], in_progress: false }),
      },
    },
    [ContainerRegistrationKeys.QUERY]: {
      graph: async ({ filters }: { filters: { code: string[] } }) => ({
        data: PROMOTIONS.filter(({ code }) => filters.code.includes(code)),
      }),
    },
    [Modules.EVENT_BUS]: { emit: async () => undefined },
  }
  const container = {
    resolve: (key: string) => parts[key],
  } as unknown as MedusaContainer
  await guardCartPromotions.invoke({ input, cart: CART }, {
    container,
    changeInput,
  } as unknown as WorkflowRun)
  return { changeInput }
}

describe("a linked offer whose promotion was renamed", () => {
  it.each<[string, PromotionActions, string[], string[]]>([
    ["added", PromotionActions.ADD, ["OTHER"], ["NEW", "PUBLIC", "OTHER"]],
    ["removed", PromotionActions.REMOVE, ["PUBLIC"], ["NEW"]],
  ])("stays when a code is %s", async (_, action, promo_codes, codes) => {
    const { changeInput } = await change({ promo_codes, action })

    expect(changeInput).toHaveBeenCalledWith({
      promo_codes: codes,
      action: PromotionActions.REPLACE,
    })
  })

  it.each(["OLD", "NEW"])("comes off by its code %s", async (code) => {
    const { changeInput } = await change({
      promo_codes: [code],
      action: PromotionActions.REMOVE,
    })

    expect(changeInput).toHaveBeenCalledWith({
      promo_codes: ["PUBLIC"],
      action: PromotionActions.REPLACE,
    })
  })

  it("leaves a promotion that is no offer's to Medusa", async () => {
    const { changeInput } = await change(
      { promo_codes: ["OTHER"], action: PromotionActions.ADD },
      { rows: [] }
    )

    expect(changeInput).not.toHaveBeenCalled()
  })
})
