import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { CartRedemption } from "../../modules/promotion-redemption/ledger/cart-rows"
import { providePromotion } from "../offers/plugin-promotions"
import { pricesHaveTax } from "../offers/plugin-promotions"

/**
 * An amount of money is taken off prices as the shopper sees them: with tax in one
 * region, without in another. When the cart has moved, its linked amounts move to
 * the promotion of the other form. One that cannot move stays as it is: a change
 * of the cart must not fail for it.
 *
 * @returns the redemptions as they are now.
 */
export async function followTaxes(
  container: MedusaContainer,
  cart_id: string,
  redemptions: CartRedemption[]
): Promise<CartRedemption[]> {
  const linked = redemptions.filter(({ status }) => status === "linked")
  if (!linked.length) {
    return redemptions
  }
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const money = await service.listMoneyPromotions(
    linked.map(({ promotion_id }) => promotion_id)
  )
  const is_tax_inclusive = money.size
    ? await pricesHaveTax(container, cart_id)
    : null
  if (is_tax_inclusive === null) {
    return redemptions
  }
  const moved = new Map<string, Partial<CartRedemption>>()
  for (const { id, promotion_id, promotion_name } of linked) {
    const provided = money.get(promotion_id)
    if (!provided || provided.is_tax_inclusive === is_tax_inclusive) {
      continue
    }
    try {
      const wanted = { ...provided, is_tax_inclusive }
      const code = await providePromotion(container, wanted, promotion_name)
      const promotion_id = await service.findProvided(wanted)
      if (
        promotion_id &&
        (await service.changePromotion({
          id,
          promotion: { id: promotion_id, code },
        }))
      ) {
        moved.set(id, { promotion_id, promotion_code: code })
      }
    } catch (error) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `The redemption ${id} of cart ${cart_id} keeps a promotion for other` +
            ` taxes: ${(error as Error).message}`
        )
    }
  }
  return redemptions.map((row) => ({ ...row, ...moved.get(row.id) }))
}
