import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { SandboxAssignment } from "../../src/sandbox"
import type { LinkWay } from "./checkout"

/** A cart of Anna's with a shirt, its shipping chosen, that a test need not make. */
export type PreparedCart = {
  id: string
  /** What she has linked, if anything, ... */
  offer: Pick<SandboxAssignment, "id" | "promotionId"> | null
  /** ... and then started to pay, with Medusa's own provider. */
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
    offers: Pick<SandboxAssignment, "id">[],
    way: LinkWay
  ): Promise<PreparedCart | null> {
    const ids = offers.map(({ id }) => id).join()
    const linked = this.left.find(
      ({ offer }) => way === "store" && offer?.id === ids
    )
    const cart = linked ?? this.left.find(({ offer }) => !offer)
    this.left = this.left.filter((one) => one !== cart)
    if (linked) {
      await takeLedgerUp(this.shop.sql, linked.id)
    }
    return cart ?? null
  }
}

/** Puts what linked offers have left in the ledger aside: a test begins without. */
export async function putLedgerAside(sql: Knex): Promise<void> {
  await sql.raw("CREATE SCHEMA prepared")
  for (const table of ["promotion_redemption", "managed_promotion"]) {
    await sql.raw(`CREATE TABLE prepared.${table} AS TABLE ${table}`)
    await sql.raw(`DELETE FROM ${table}`)
  }
}

async function takeLedgerUp(sql: Knex, cartId: string): Promise<void> {
  await sql.raw(
    `INSERT INTO promotion_redemption
     SELECT * FROM prepared.promotion_redemption WHERE cart_id = ?`,
    [cartId]
  )
  await sql.raw(
    `INSERT INTO managed_promotion
     SELECT * FROM prepared.managed_promotion ON CONFLICT DO NOTHING`
  )
}
