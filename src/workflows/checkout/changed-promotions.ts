import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type { CartRedemption } from "../../modules/promotion-redemption/ledger/cart-rows"
import type { CodePromotion } from "../../modules/promotion-redemption/ledger/managed-promotions"
import { Remembered } from "../../modules/promotion-redemption/remembered"
import { announce } from "../announce"

/** A Medusa promotion, with the facts that decide whether it can give an offer. */
type KnownPromotion = CodePromotion & {
  is_automatic: boolean
  is_active: boolean
}

/** A cart's linked redemptions, and the known facts about their promotions. */
type LinkedOnCart = {
  cart_id: string
  linked: CartRedemption[]
  /** May be incomplete: missing promotions are looked up. */
  promotions: KnownPromotion[]
}

/**
 * Updates a cart's linked redemptions after operators' changes to their Medusa
 * promotions:
 *
 * - renamed: the redemption notes the new code;
 * - deleted: the redemption moves to the promotion that now has the deleted
 *   promotion's last code, or the code of the redemption; without such a promotion
 *   the redemption is released;
 * - made automatic: the redemption is released.
 *
 * Costs one statement if some promotions are unknown, and more only for changed
 * promotions. The caller must hold the cart's lock.
 *
 * @returns the codes of the usable promotions: the codes that the cart must have.
 */
export async function applyChangedPromotions(
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
  const lastCodes = await lastCodesOf(
    container,
    deleted.map(({ promotion_id }) => promotion_id)
  )
  const codesOf = ({ promotion_id, promotion_code }: CartRedemption) => [
    ...lastCodes
      .filter(({ id }) => id === promotion_id)
      .map(({ code }) => code),
    promotion_code,
  ]
  const candidates = await list(container, { code: deleted.flatMap(codesOf) })
  const usable: string[] = []
  const orphaned: CartRedemption[] = []
  for (const row of deleted) {
    const [heir] = codesOf(row).flatMap(
      (code) => candidates.find((candidate) => candidate.code === code) ?? []
    )
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

/**
 * Promotions that succeed no managed promotion, by id and code. Without this memory
 * every code of the shop that a shopper types would cost two statements more.
 */
const notSuccessors = new Remembered<true>(10_000)

/**
 * Finds promotions made anew in place of a managed promotion that an operator had
 * renamed before deleting it, without a change of any cart in between: the ledger
 * does not know the last code. Notes them as managed. Asks once for each promotion
 * and code: later changes cannot turn a promotion into a successor.
 *
 * @param promotions not managed, as far as the ledger knows.
 * @returns the ids of the successors.
 */
export async function noteSuccessors(
  container: MedusaContainer,
  promotions: CodePromotion[]
): Promise<Set<string>> {
  const keyOf = ({ id, code }: CodePromotion) => `${id}:${code}`
  const asked = promotions.filter(
    (promotion) => !notSuccessors.get(keyOf(promotion))
  )
  const { ledger } = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const managed = asked.length ? await ledger.listManagedByHand() : []
  const predecessors = await lastCodesOf(
    container,
    managed,
    asked.map(({ code }) => code)
  )
  const successors = new Set<string>()
  for (const promotion of asked) {
    const { id, code } = promotion
    if (
      predecessors.some((one) => one.code === code) &&
      !(await ledger.findManagedPromotion(id))
    ) {
      await ledger.noteManagedPromotion({
        promotion_id: id,
        promotion_code: code,
        source: "link",
        awaiting_decision: false,
      })
      successors.add(id)
    } else {
      notSuccessors.set(keyOf(promotion), true)
    }
  }
  return successors
}

/**
 * The last codes of promotions, deleted promotions included.
 *
 * @param codes only promotions with one of these codes. Default: all.
 */
async function lastCodesOf(
  container: MedusaContainer,
  ids: string[],
  codes?: string[]
): Promise<CodePromotion[]> {
  if (!ids.length) {
    return []
  }
  const promotions = await container
    .resolve(Modules.PROMOTION)
    .listPromotions(
      { id: ids, ...(codes && { code: codes }) },
      { select: ["id", "code"], withDeleted: true, take: null }
    )
  return promotions.flatMap(({ id, code }) => (code ? [{ id, code }] : []))
}

/** The automatic promotions among `ids`. */
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
