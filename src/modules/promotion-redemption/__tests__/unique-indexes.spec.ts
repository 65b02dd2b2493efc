import { randomUUID } from "node:crypto"

import {
  REDEMPTION_STATUSES,
  type RedemptionStatus,
} from "../../../types/promotion-redemption"
import { ledgerSuite } from "./support/ledger-suite"
import { redemptionColumns, type RedemptionInput } from "./support/test-ledger"

const RESERVING: RedemptionStatus[] = [
  "claimed",
  "redeeming",
  "pending",
  "redeemed",
  "attention",
]
const OCCUPIES_CART: RedemptionStatus[] = ["linked", ...RESERVING]
const without = (statuses: RedemptionStatus[]) =>
  REDEMPTION_STATUSES.filter((status) => !statuses.includes(status))

ledgerSuite("the database itself", (ledger) => {
  const insertTwice = async (
    both: RedemptionInput,
    first: RedemptionInput,
    second: RedemptionInput = first
  ) => {
    await ledger.insert({ ...both, ...first })
    return ledger.insert({ ...both, ...second })
  }
  const refusedBy = (index: string) => ({ code: "23505", constraint: index })

  describe("on an assignment over all carts", () => {
    const ONCE = "IDX_promotion_redemption_assignment_once"

    it.each(RESERVING)("refuses a second row beside one %s", async (status) => {
      for (const second of RESERVING) {
        const assignment_id = randomUUID()
        await expect(
          insertTwice({ assignment_id }, { status }, { status: second })
        ).rejects.toMatchObject(refusedBy(ONCE))
      }
    })

    it("takes no notice of rows that do not hold it", async () => {
      const assignment_id = randomUUID()
      for (const status of without(RESERVING)) {
        await insertTwice({ assignment_id }, { status })
      }
      await ledger.insert({ assignment_id, status: "claimed" })
    })

    it("is reserved by a written-off row while it has an order", async () => {
      const writtenOff = { status: "rejected", reason: "written_off" } as const
      const assignment_id = randomUUID()
      const { id } = await ledger.insert({
        assignment_id,
        ...writtenOff,
        order_id: "order",
      })

      await expect(
        ledger.insert({ assignment_id, status: "claimed" })
      ).rejects.toMatchObject(refusedBy(ONCE))

      await ledger.change(id, { order_id: null })
      await ledger.insert({ assignment_id, status: "claimed" })
    })

    it("takes no notice of a refused row that has an order", async () => {
      const assignment_id = randomUUID()
      await ledger.insert({
        assignment_id,
        status: "rejected",
        reason: "promotion_not_found",
        order_id: "order",
      })
      await ledger.insert({ assignment_id, status: "claimed" })
    })

    it("keeps what a soft-deleted row holds", async () => {
      const { id, assignment_id } = await ledger.insert({ status: "redeemed" })
      await ledger.service.softDeletePromotionRedemptions(id)

      await expect(
        ledger.insert({ assignment_id, status: "claimed" })
      ).rejects.toMatchObject(refusedBy(ONCE))
    })

    it("lets one of many raw writers at once through", async () => {
      const assignment_id = randomUUID()
      const written = await Promise.allSettled(
        Array.from({ length: 50 }, () =>
          ledger.insert({ assignment_id, status: "redeeming" })
        )
      )

      expect(
        written.filter(({ status }) => status === "fulfilled")
      ).toHaveLength(1)
      expect(
        await ledger.knex("promotion_redemption").where({ assignment_id })
      ).toHaveLength(1)
    })
  })

  describe.each([
    ["IDX_promotion_redemption_cart_assignment", "assignment_id"],
    ["IDX_promotion_redemption_cart_promotion", "promotion_id"],
  ] as const)("by %s", (index, column) => {
    const onOneCart = () => {
      const { cart_id, ...ids } = redemptionColumns()
      return { cart_id, [column]: ids[column] }
    }

    it("refuses a second row beside a row that occupies the cart", async () => {
      for (const status of OCCUPIES_CART) {
        await expect(
          insertTwice(onOneCart(), { status }, { status: "linked" })
        ).rejects.toMatchObject(refusedBy(index))
      }
    })

    it("takes no notice of a refused row that waits for an operator", async () => {
      const both = onOneCart()
      await insertTwice(
        both,
        { status: "attention", rejected_at: new Date() },
        { status: "linked" }
      )
    })

    it("takes no notice of rows that do not occupy the cart", async () => {
      const both = onOneCart()
      for (const status of without(OCCUPIES_CART)) {
        await insertTwice(both, { status })
      }
      await ledger.insert(both)
    })

    it("keeps what a soft-deleted row holds", async () => {
      const both = onOneCart()
      const { id } = await ledger.insert(both)
      await ledger.service.softDeletePromotionRedemptions(id)

      await expect(ledger.insert(both)).rejects.toMatchObject(refusedBy(index))
    })

    it("lets other carts have the same", async () => {
      const { [column]: shared } = redemptionColumns()
      await insertTwice({ [column]: shared }, {})
    })
  })

  it("knows no status but the ledger's", async () => {
    await expect(
      ledger.insert({ status: "done" as RedemptionStatus })
    ).rejects.toMatchObject({ code: "23514" })
  })
})
