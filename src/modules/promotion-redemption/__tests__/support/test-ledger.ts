import { randomUUID } from "node:crypto"

import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type {
  PromotionRedemptionAttemptDTO,
  PromotionRedemptionDTO,
} from "../../../../types/promotion-redemption"
import {
  assigned,
  toRedemption,
  type AssignedRedemption,
  type RedemptionRow,
} from "../../ledger/row"
import type PromotionRedemptionModuleService from "../../service"

/** A redemption as a test writes it; times may be SQL. */
export type RedemptionInput = {
  [Column in keyof PromotionRedemptionDTO]?:
    PromotionRedemptionDTO[Column] | Knex.Raw
}

/** An attempt as a test writes it. */
export type AttemptInput = {
  [Column in keyof PromotionRedemptionAttemptDTO]?:
    PromotionRedemptionAttemptDTO[Column] | Knex.Raw
}

/** The ledger's tables, read and written behind the module's back. */
export class TestLedger {
  service!: PromotionRedemptionModuleService
  /** Connections of the tests' own, beside those of the module. */
  knex!: Knex
  /** Whether what a test has written is there for the next test. */
  keepsRows = false

  /**
   * Writes a redemption: by default a fresh assignment, `linked` by a guest to a
   * fresh cart, which nobody holds and nothing is due for.
   */
  async insert(overrides: RedemptionInput = {}): Promise<AssignedRedemption> {
    const [row] = (await this.knex("promotion_redemption")
      .insert({ ...redemptionColumns(), ...overrides })
      .returning("*")) as [RedemptionRow]
    return assigned(toRedemption(row))
  }

  /** Writes a call: by default a redeem call of a checkout, not yet answered. */
  async insertAttempt(
    redemptionId: string,
    overrides: AttemptInput = {}
  ): Promise<string> {
    const id = `promratt_${randomUUID()}`
    await this.knex("promotion_redemption_attempt").insert({
      id,
      promotion_redemption_id: redemptionId,
      operation: "redeem",
      trigger: "checkout",
      started_at: this.fromNow(0),
      ...overrides,
    })
    return id
  }

  /** The redemption as it is now. */
  async row(id: string): Promise<AssignedRedemption> {
    const row = (await this.knex("promotion_redemption")
      .where({ id })
      .first()) as RedemptionRow
    return assigned(toRedemption(row))
  }

  /** What is noted of a cart's discounts that lacked their assignment. */
  async missingAssignments(cart_id: string): Promise<PromotionRedemptionDTO[]> {
    const rows: RedemptionRow[] = await this.knex("promotion_redemption")
      .where({ cart_id })
      .whereNull("assignment_id")
      .orderBy("created_at")
    return rows.map(toRedemption)
  }

  /** Changes a redemption behind the module's back. */
  async change(id: string, columns: RedemptionInput): Promise<void> {
    await this.knex("promotion_redemption").where({ id }).update(columns)
  }

  /** A redemption's calls, oldest first. */
  async attempts(
    redemptionId: string
  ): Promise<PromotionRedemptionAttemptDTO[]> {
    return this.knex("promotion_redemption_attempt")
      .where({ promotion_redemption_id: redemptionId })
      .orderBy("started_at")
  }

  /** A time by the database's clock, from now, in seconds. */
  fromNow(seconds: number): Knex.Raw {
    return this.knex.raw("now() + ? * interval '1 second'", [seconds])
  }

  /**
   * Seconds from now, by the database's clock, to a time that it wrote. NaN,
   * which is within no bounds, when it wrote none.
   */
  async secondsUntil(time: Date | null): Promise<number> {
    const { rows } = await this.knex.raw<{
      rows: [{ seconds: string | null }]
    }>("SELECT extract(epoch FROM ?::timestamptz - now()) AS seconds", [time])
    return Number(rows[0].seconds ?? NaN)
  }
}

/** The columns of a fresh `linked` redemption. */
export function redemptionColumns() {
  const id = randomUUID()
  return {
    id: `promred_${id}`,
    assignment_id: randomUUID(),
    cart_id: `cart_${id}`,
    promotion_id: `promo_${id}`,
    promotion_code: "10056",
    channel: "ECOM",
    status: "linked",
    status_changed_at: "2026-01-01T00:00:00Z",
    status_changed_by: "customer",
  }
}
