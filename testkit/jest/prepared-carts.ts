import { randomUUID } from "node:crypto"
import { isDeepStrictEqual } from "node:util"

import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import {
  createRedemptionChannel,
  type SandboxAssignment,
} from "../../packages/engage-sandbox/src"
import type { LinkWay } from "./checkout"

/** A cart of Anna's with a shirt, its shipping chosen, that a test need not make. */
export type PreparedCart = {
  id: string
  /**
   * When she has linked the usual offer: the payment that she has started, with
   * Medusa's own provider.
   */
  payment: { session_id: string; amount: number } | null
}

/** The prepared carts that are left for a test. */
export class PreparedCarts {
  private left: PreparedCart[] = []

  constructor(private readonly shop: { readonly sql: Knex }) {}

  reset(carts: PreparedCart[]): void {
    this.left = [...carts]
  }

  /**
   * Takes a cart with just these offers linked, or else one without any.
   * @returns null when none is left.
   */
  async take(
    offers: SandboxAssignment[],
    way: LinkWay
  ): Promise<PreparedCart | null> {
    const [offer] = offers
    const wanted =
      offer && offers.length === 1 && way === "store" ? offer : null
    const linked =
      wanted && isUsual(wanted) && this.left.find(({ payment }) => payment)
    const cart = linked || this.left.find(({ payment }) => !payment)
    this.left = this.left.filter((one) => one !== cart)
    if (wanted && linked) {
      await link(this.shop.sql, linked.id, wanted)
    }
    return cart ?? null
  }
}

/** Whether an offer gives what the one on the prepared carts does. */
function isUsual({ redemptionChannels }: SandboxAssignment): boolean {
  const usual = [createRedemptionChannel({ value: "10056" })]
  return isDeepStrictEqual(redemptionChannels, usual)
}

/** Puts what linked offers have left in the ledger aside: a test begins without. */
export async function putLedgerAside(sql: Knex): Promise<void> {
  await sql.raw("CREATE SCHEMA prepared")
  for (const table of ["promotion_redemption", "managed_promotion"]) {
    await sql.raw(`CREATE TABLE prepared.${table} AS TABLE ${table}`)
    await sql.raw(`DELETE FROM ${table}`)
  }
}

/**
 * Writes to the ledger what linking this offer would have. With ids of its own:
 * what an earlier test has left under way must not find them.
 */
async function link(
  sql: Knex,
  cartId: string,
  offer: SandboxAssignment
): Promise<void> {
  const ids = {
    id: `promred_${randomUUID()}`,
    assignment_id: offer.id,
    engage_promotion_id: offer.promotionId,
  }
  await sql.raw(
    `INSERT INTO promotion_redemption
     SELECT (jsonb_populate_record(kept, ?::jsonb)).*
     FROM prepared.promotion_redemption AS kept WHERE cart_id = ?`,
    [JSON.stringify(ids), cartId]
  )
  await sql.raw(
    `INSERT INTO managed_promotion
     SELECT * FROM prepared.managed_promotion ON CONFLICT DO NOTHING`
  )
}
