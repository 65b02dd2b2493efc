import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { CartRedemption } from "../../modules/promotion-redemption/ledger/cart-rows"
import type { CodePromotion } from "../../modules/promotion-redemption/ledger/managed-promotions"
import { announce } from "../announce"

/** A Medusa promotion, in what decides whether it can stand for an offer. */
type KnownPromotion = CodePromotion & {
  is_automatic: boolean
  is_active: boolean
}

/** A cart's linked redemptions, and what is known of their promotions. */
type LinkedOnCart = {
  cart_id: string
  linked: CartRedemption[]
  /** Need not be complete: the others are looked up. */
  promotions: KnownPromotion[]
}

/**
 * Brings a cart's linked redemptions up to date with what operators did to their
 * Medusa promotions:
 *
 * - a renamed one is noted with its new code;
 * - a deleted one gives way to the promotion that has its code now, and without
 *   such a promotion its redemption is released;
 * - the redemption of one that became automatic is released.
 *
 * One statement for the promotions that are not known yet, and more only for those
 * that have changed. The caller must hold the cart's lock.
 *
 * @returns the codes of those that can be used now: what has to be on the cart.
 */
export async function settleChangedPromotions(
  container: MedusaContainer,
  { cart_id, linked, promotions }: LinkedOnCart
): Promise<string[]> {
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const release = async (
    rows: CartRedemption[],
    reason: "promotion_automatic" | "promotion_deleted"
  ) => {
    if (rows.length) {
      const promotion_ids = rows.map(({ promotion_id }) => promotion_id)
      const by = "cart"
      const input = { cart_id, promotion_ids, reason, by }
      await announce(container, (await service.ledger.unlink(input)).released)
    }
  }
  const unknown = linked.filter(
    (row) => !promotions.some(({ id }) => id === row.promotion_id)
  )
  const known = [
    ...promotions,
    ...(await list(container, {
      id: unknown.map(({ promotion_id }) => promotion_id),
    })),
  ]
  const promotionOf = ({ promotion_id }: CartRedemption) =>
    known.find(({ id }) => id === promotion_id)

  await release(
    linked.filter((row) => promotionOf(row)?.is_automatic),
    "promotion_automatic"
  )

  const deleted = linked.filter((row) => !promotionOf(row))
  const heirs = await list(container, {
    code: deleted.map(({ promotion_code }) => promotion_code),
  })
  const usable: string[] = []
  const orphaned: CartRedemption[] = []
  for (const row of deleted) {
    const heir = heirs.find(({ code }) => code === row.promotion_code)
    if (
      heir?.is_active &&
      !heir.is_automatic &&
      (await service.ledger.changePromotion({ id: row.id, promotion: heir }))
    ) {
      await service.ledger.noteManagedPromotion({
        promotion_id: heir.id,
        promotion_code: heir.code,
        source: "link",
        awaiting_decision: false,
      })
      usable.push(heir.code)
    } else {
      orphaned.push(row)
    }
  }
  await release(orphaned, "promotion_deleted")

  for (const row of linked) {
    const promotion = promotionOf(row)
    if (!promotion || promotion.is_automatic) {
      continue
    }
    if (promotion.code !== row.promotion_code) {
      await service.ledger.changePromotion({ id: row.id, promotion })
    }
    if (promotion.is_active) {
      usable.push(promotion.code)
    }
  }
  return usable
}

/** Of these promotions, the ones that are automatic. */
export async function listAutomatic(
  container: MedusaContainer,
  ids: string[]
): Promise<Set<string>> {
  const promotions = await list(container, { id: ids })
  return new Set(
    promotions.filter(({ is_automatic }) => is_automatic).map(({ id }) => id)
  )
}

async function list(
  container: MedusaContainer,
  filters: { id: string[] } | { code: string[] }
): Promise<KnownPromotion[]> {
  if (!Object.values(filters).flat().length) {
    return []
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "promotion",
      fields: ["id", "code", "is_automatic", "status"],
      filters,
    })
  return data.flatMap(({ id, code, is_automatic, status }) =>
    code
      ? [
          {
            id,
            code,
            is_automatic: Boolean(is_automatic),
            is_active: status === "active",
          },
        ]
      : []
  )
}
