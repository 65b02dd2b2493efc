import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import {
  keyOf,
  type Provided,
} from "../../modules/promotion-redemption/ledger/provided"
import { isLockTimeout } from "../medusa/cart-lock"
import { applicationMethodOf } from "./application-method"
import { existingPromotion } from "./existing"
import { readableCode } from "./readable-code"

/** How long others who make a promotion are waited for, in seconds. */
const LOCK_TIMEOUT_S = 10

/**
 * Finds or makes the Medusa promotion for a value. Many may come at once, and
 * without a shared lock the database decides whose promotion it is.
 *
 * @param name what people call the offer; a promotion that is made now gets it
 * into its code.
 * @returns its code, which cannot be guessed.
 * @throws MedusaError NOT_ALLOWED `promotion_not_configured` when an operator has
 * switched it off, `redemption_in_progress` when others make it for too long.
 */
export async function providePromotion(
  container: MedusaContainer,
  provided: Provided,
  name: string | null
): Promise<string> {
  const { code } = await existingPromotion(container, provided)
  if (code) {
    return code
  }
  try {
    return await container
      .resolve(Modules.LOCKING)
      .execute(
        [`engage-promotion:${keyOf(provided)}`],
        () => make(container, provided, name),
        { timeout: LOCK_TIMEOUT_S }
      )
  } catch (error) {
    throw isLockTimeout(error) ? engageError("redemption_in_progress") : error
  }
}

async function make(
  container: MedusaContainer,
  provided: Provided,
  name: string | null
): Promise<string> {
  const { code: existing, stale } = await existingPromotion(container, provided)
  if (existing) {
    return existing
  }
  const code = readableCode(name)
  const {
    result: [promotion],
  } = await createPromotionsWorkflow(container).run({
    input: {
      promotionsData: [
        {
          code,
          type: "standard",
          status: "active",
          is_automatic: false,
          is_tax_inclusive: provided.is_tax_inclusive,
          application_method: applicationMethodOf(provided),
        },
      ],
    },
  })
  const promotion_id = promotion!.id
  const isOurs = await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .noteProvided({
      ...{ provided, promotion_id, instead_of: stale },
      promotion_code: code,
    })
  if (isOurs) {
    return code
  }
  await container.resolve(Modules.PROMOTION).deletePromotions([promotion_id])
  const { code: others } = await existingPromotion(container, provided)
  if (!others) {
    throw engageError("promotion_not_configured")
  }
  return others
}
