import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../src/modules/promotion-redemption/key"
import type PromotionRedemptionModuleService from "../../src/modules/promotion-redemption/service"
import type { PluginOptions } from "../../src/modules/promotion-redemption/options"
import { reconcileRedemptionsWorkflow } from "../../src/workflows/background/reconcile-redemptions"
import { until } from "../poll"
import type { RedemptionInput } from "../jest/redemptions"

/** A redemption with its calls, as the module answers it. */
export type LedgerRow = Awaited<
  ReturnType<PromotionRedemptionModuleService["listPromotionRedemptions"]>
>[number]

/** Longer than a call that the shop's own schedule may have out. */
const SETTLED_WITHIN_MS = 60_000

/** The ledger of the booted shop. */
export class Ledger {
  private initialOptions: PluginOptions | undefined

  constructor(private readonly container: MedusaContainer) {}

  get service(): PromotionRedemptionModuleService {
    return this.container.resolve(PROMOTION_REDEMPTION_MODULE)
  }

  /** Rows of a cart, oldest first, with their calls, oldest first. */
  async rows(cartId: string): Promise<LedgerRow[]> {
    const rows = await this.service.listPromotionRedemptions(
      { cart_id: cartId },
      { relations: ["attempts"], order: { created_at: "ASC", id: "ASC" } }
    )
    for (const { attempts } of rows) {
      attempts.sort(
        (one, other) => Number(one.started_at) - Number(other.started_at)
      )
    }
    return rows
  }

  /** The only row of a cart. */
  async row(cartId: string): Promise<LedgerRow> {
    const [row, ...others] = await this.rows(cartId)
    if (!row || others.length) {
      throw new Error(
        `Cart ${cartId} has ${others.length + (row ? 1 : 0)} rows`
      )
    }
    return row
  }

  /** All rows there are. */
  async all(): Promise<LedgerRow[]> {
    return this.service.listPromotionRedemptions({})
  }

  /**
   * Makes time pass: every row that waits for the job is due now, if it would
   * be within so many hours.
   */
  async passTime(hours = 48): Promise<void> {
    await this.sql(
      `UPDATE promotion_redemption
       SET next_attempt_at = now() - interval '1 second',
           redeemed_at = redeemed_at
             - GREATEST(next_attempt_at - now(), interval '0')
       WHERE next_attempt_at <= now() + ? * interval '1 hour'`,
      [hours]
    )
  }

  /** Makes time stand still for a cart: the job finds nothing due for an hour. */
  async stopTime(cartId: string): Promise<void> {
    await this.sql(
      `UPDATE promotion_redemption
       SET next_attempt_at = now() + interval '1 hour'
       WHERE next_attempt_at IS NOT NULL AND cart_id = ?`,
      [cartId]
    )
  }

  /** Makes time pass, and waits until the job has seen to every due row. */
  async reconcile(hours?: number): Promise<void> {
    await this.passTime(hours)
    await reconcileRedemptionsWorkflow(this.container).run()
    // The shop's own schedule may have taken some of them, and be at it.
    await until(
      () =>
        this.sql(
          `SELECT id FROM promotion_redemption
           WHERE next_attempt_at <= now()
             OR (status = 'redeeming' AND lease_expires_at > now())`
        ),
      ({ rows }) => rows.length === 0,
      SETTLED_WITHIN_MS
    )
  }

  /**
   * Leaves a cart's row as a server does that dies: right after it claimed it,
   * or while its call to Engage is out.
   */
  async abandon(
    cartId: string,
    status: "claimed" | "redeeming"
  ): Promise<void> {
    await this.sql(
      `UPDATE promotion_redemption
       SET status = ?, run_id = 'dead', redeemed_at = NULL, reason = NULL,
           order_id = CASE WHEN ? THEN NULL ELSE order_id END,
           lease_expires_at = now() - interval '1 second',
           next_attempt_at = now() + interval '1 hour'
       WHERE cart_id = ?`,
      [status, status === "claimed", cartId]
    )
    await this.sql(
      status === "claimed"
        ? "DELETE FROM promotion_redemption_attempt"
        : `UPDATE promotion_redemption_attempt
           SET finished_at = NULL, outcome = NULL, http_status = NULL`
    )
  }

  /** Another server takes a cart's row from the completion that holds it. */
  async takeFromCompletion(cartId: string): Promise<void> {
    await this.sql(
      "UPDATE promotion_redemption SET run_id = 'another' WHERE cart_id = ?",
      [cartId]
    )
  }

  /** Changes a cart's rows behind the plugin's back. */
  async change(cartId: string, columns: RedemptionInput): Promise<void> {
    await this.container
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)("promotion_redemption")
      .where({ cart_id: cartId })
      .update(columns)
  }

  /** Makes ten minutes pass since a cart's calls to Engage. */
  async agePastAttempts(cartId: string): Promise<void> {
    await this.sql(
      `UPDATE promotion_redemption_attempt AS attempt
       SET started_at = started_at - interval '10 minutes',
           finished_at = finished_at - interval '10 minutes'
       FROM promotion_redemption AS redemption
       WHERE redemption.id = attempt.promotion_redemption_id
         AND redemption.cart_id = ?`,
      [cartId]
    )
  }

  /**
   * Leaves a cart's row as a server does that dies over giving it back, before
   * its call was answered or after.
   */
  async abandonReassigning(cartId: string, answered = false): Promise<void> {
    await this.sql(
      `UPDATE promotion_redemption
       SET reassign_status = 'sending', reassigned_at = NULL,
           reassigned_by = NULL, run_id = 'dead',
           lease_expires_at = now() - interval '1 second'
       WHERE cart_id = ?`,
      [cartId]
    )
    if (!answered) {
      await this.sql(
        `UPDATE promotion_redemption_attempt
         SET finished_at = NULL, outcome = NULL, http_status = NULL
         WHERE operation = 'reassign'`
      )
    }
  }

  private sql(
    statement: string,
    values: (string | number | boolean)[] = []
  ): Promise<{ rows: unknown[] }> {
    return this.container
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw(statement, values)
  }

  /**
   * Options are read where they are used, so one boot can do for many. They are
   * put back before the next test.
   */
  async setOptions(options: Partial<PluginOptions>): Promise<void> {
    const used = await this.service.getOptions()
    this.initialOptions ??= { ...used }
    Object.assign(used, options)
  }

  async resetOptions(): Promise<void> {
    const initial = this.initialOptions
    if (!initial) {
      return
    }
    const used = await this.service.getOptions()
    for (const name of Object.keys(used) as (keyof PluginOptions)[]) {
      // An option that the suite leaves out is no part of what is put back.
      if (!(name in initial)) {
        Reflect.deleteProperty(used, name)
      }
    }
    Object.assign(used, initial)
  }
}
