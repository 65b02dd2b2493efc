import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  defaultCurrencies,
  MathBN,
} from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../../modules/promotion-redemption/key"
import type {
  ExportCursor,
  RedemptionFilters,
} from "../../../../modules/promotion-redemption/ledger/search"
import type { PromotionRedemptionDTO } from "../../../../types/promotion-redemption"
import { BYTE_ORDER_MARK, csvLines } from "./csv"

/** How many rows are read, and kept in memory, at a time. */
const BATCH = 500

const COLUMNS = [
  "id",
  "created_at",
  "status",
  "reason",
  "inferred",
  "assignment_id",
  "engage_promotion_id",
  "promotion_code",
  "promotion_name",
  "promotion_id",
  "channel",
  "discount_amount",
  "currency_code",
  "order_id",
  "cart_id",
  "customer_id",
  "attempt_count",
  "deferred_at",
  "redeemed_at",
  "rejected_at",
  "status_changed_at",
  "status_changed_by",
  "note",
  "reassign_status",
  "reassigned_at",
] as const satisfies (keyof PromotionRedemptionDTO)[]

/**
 * Yields the file in batches of lines.
 *
 * @param mayReadOrders false: the column of the orders' numbers stays empty
 */
export async function* exportRedemptions(
  container: MedusaContainer,
  filters: RedemptionFilters,
  mayReadOrders = true
): AsyncGenerator<string> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  yield BYTE_ORDER_MARK + csvLines([[...COLUMNS, "order_display_id"]])
  let after: ExportCursor | null = null
  do {
    const { redemptions, next } = await service.ledger.listForExport({
      filters,
      after,
      limit: BATCH,
    })
    const numbers = await orderNumbers(
      container,
      mayReadOrders ? redemptions : []
    )
    yield csvLines(
      redemptions.map((row) => [
        ...COLUMNS.map((column) =>
          column === "discount_amount" ? roundedDiscount(row) : row[column]
        ),
        row.order_id && numbers.get(row.order_id),
      ])
    )
    after = next
  } while (after)
}

/** The discount, rounded to the decimals of its currency. */
function roundedDiscount({
  discount_amount,
  currency_code,
}: PromotionRedemptionDTO): number | null {
  const currency = defaultCurrencies[currency_code?.toUpperCase() ?? ""]
  return discount_amount === null || !currency
    ? discount_amount
    : MathBN.convert(discount_amount)
        .decimalPlaces(currency.decimal_digits)
        .toNumber()
}

/** The orders' display numbers, by order id. */
async function orderNumbers(
  container: MedusaContainer,
  redemptions: PromotionRedemptionDTO[]
): Promise<Map<string, number>> {
  const ids = redemptions.flatMap(({ order_id }) => order_id ?? [])
  if (!ids.length) {
    return new Map()
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order",
      fields: ["id", "display_id"],
      filters: { id: ids },
    })
  return new Map(data.map(({ id, display_id }) => [id, Number(display_id)]))
}
