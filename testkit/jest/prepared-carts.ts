import { randomUUID } from "node:crypto"
import { isDeepStrictEqual } from "node:util"

import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import {
  createRedemptionChannel,
  type SandboxAssignment,
} from "../../packages/engage-sandbox/src"
import type { LinkWay } from "./checkout"

/** A ready-made cart of Anna's with a shirt, to save tests time. */
export type PreparedCart = {
  id: string
  /** Whether the cart's shipping is chosen. */
  shipped: boolean
  /**
   * If the cart has the usual offer linked: Anna's started payment, with Medusa's
   * own provider.
   */
  payment: { session_id: string; amount: number } | null
}

/** The prepared carts that no test has taken yet. */
export class PreparedCarts {
  private left: PreparedCart[] = []

  constructor(private readonly shop: { readonly sql: Knex }) {}

  reset(carts: PreparedCart[]): void {
    this.left = [...carts]
  }

  /** Takes a cart without shipping; undefined if no such cart is left. */
  takeNew(): PreparedCart | undefined {
    const cart = this.left.find(({ shipped }) => !shipped)
    this.left = this.left.filter((one) => one !== cart)
    return cart
  }

  /**
   * Takes a cart with exactly these offers linked, or otherwise a cart without
   * offers.
   * @returns null if no cart is left.
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
    const cart =
      linked || this.left.find(({ payment, shipped }) => shipped && !payment)
    this.left = this.left.filter((one) => one !== cart)
    if (wanted && linked) {
      await link(this.shop.sql, linked.id, wanted)
    }
    return cart ?? null
  }
}

/** Whether an offer gives the same discount as the prepared carts' offer. */
function isUsual({ redemptionChannels }: SandboxAssignment): boolean {
  const usual = [createRedemptionChannel({ value: "10056" })]
  return isDeepStrictEqual(redemptionChannels, usual)
}

/**
 * Moves the ledger's rows of the prepared carts aside: a test begins with an empty
 * ledger.
 */
export async function putLedgerAside(sql: Knex): Promise<void> {
  await sql.raw("CREATE SCHEMA prepared")
  for (const table of ["promotion_redemption", "managed_promotion"]) {
    await sql.raw(`CREATE TABLE prepared.${table} AS TABLE ${table}`)
    await sql.raw(`DELETE FROM ${table}`)
  }
}

/**
 * Writes the rows that linking this offer would write. With new ids, so that
 * leftovers of an earlier test cannot find the rows.
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
