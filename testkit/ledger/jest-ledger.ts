import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../src/modules/promotion-redemption/key"
import type PromotionRedemptionModuleService from "../../src/modules/promotion-redemption/service"
import type { PluginOptions } from "../../src/modules/promotion-redemption/options"
import { reconcileRedemptionsWorkflow } from "../../src/workflows/background/reconcile-redemptions"
import { until } from "../poll"
import type { RedemptionInput } from "../jest/redemptions"
import { onKnex, type Database } from "./database"
import { passTime, passTimeUntilDue } from "./pass-time"
import { readLedger, type LedgerRow } from "./rows"

const HOUR_MS = 60 * 60 * 1000

/** Longer than any call that the shop's own scheduled job may have under way. */
const SETTLED_WITHIN_MS = 60_000

/** The ledger of the booted shop. */
export class Ledger {
  private initialOptions: PluginOptions | undefined

  readonly sql: Database

  constructor(private readonly container: MedusaContainer) {
    this.sql = onKnex(
      container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    )
  }

  get service(): PromotionRedemptionModuleService {
    return this.container.resolve(PROMOTION_REDEMPTION_MODULE)
  }

  /** A cart's rows with their calls, both oldest first. */
  rows(cartId: string): Promise<LedgerRow[]> {
    return readLedger(this.sql, [cartId])
  }

  /** The only row of a cart; throws if the cart has none or several. */
  async row(cartId: string): Promise<LedgerRow> {
    const [row, ...others] = await this.rows(cartId)
    if (!row || others.length) {
      throw new Error(
        `Cart ${cartId} has ${others.length + (row ? 1 : 0)} rows`
      )
    }
    return row
  }

  /**
   * Waits until a cart's first row is in a status; the job handles what is due
   * meanwhile.
   */
  untilRow(cartId: string, status: string): Promise<LedgerRow> {
    return until(
      async () => {
        await reconcileRedemptionsWorkflow(this.container).run()
        return (await this.rows(cartId))[0] as LedgerRow
      },
      (row) => row.status === status
    )
  }

  /** All rows of the ledger. */
  all(): Promise<LedgerRow[]> {
    return readLedger(this.sql)
  }

  /**
   * Lets time pass, for the whole ledger or for a cart's rows; see `pass-time.ts`.
   */
  passTime(ms: number, cartId?: string): Promise<void> {
    return passTime(this.sql, ms, cartId === undefined ? undefined : [cartId])
  }

  /**
   * Lets time pass for each row until the row is due for the job; see
   * `pass-time.ts`.
   */
  passTimeUntilDue(withinHours = 48): Promise<void> {
    return passTimeUntilDue(this.sql, withinHours * HOUR_MS)
  }

  /** Moves a cart's timers an hour ahead, so that the job finds no row due. */
  async stopTime(cartId: string): Promise<void> {
    await this.sql(
      `UPDATE promotion_redemption
       SET next_attempt_at = now() + interval '1 hour'
       WHERE next_attempt_at IS NOT NULL AND cart_id = $1`,
      [cartId]
    )
  }

  /** Lets time pass until the waiting rows are due, and the job handle them. */
  async reconcile(withinHours?: number): Promise<void> {
    await this.passTimeUntilDue(withinHours)
    await this.runJob()
  }

  /**
   * Makes a cart's rows due, and lets the job handle them. No time passes: a
   * completion or an operator keeps the lease of a row, as a living server does.
   */
  async reconcileCart(cartId: string): Promise<void> {
    await this.sql(
      `UPDATE promotion_redemption SET next_attempt_at = now()
       WHERE next_attempt_at > now() AND cart_id = $1`,
      [cartId]
    )
    await this.runJob(cartId)
  }

  /** Runs the job, and waits until it has handled all rows, or a cart's. */
  private async runJob(cartId?: string): Promise<void> {
    await reconcileRedemptionsWorkflow(this.container).run()
    // The shop's own scheduled job may have taken some rows and still be their
    // holder.
    await until(
      async () => {
        const rows = cartId ? await this.rows(cartId) : await this.all()
        return rows.filter(
          ({ due, held, status }) => due || (held && status === "redeeming")
        )
      },
      ({ length }) => length === 0,
      SETTLED_WITHIN_MS
    )
  }

  /**
   * Leaves a cart's row as if its server died: right after claiming the row, or
   * while its call to Engage was under way.
   */
  async abandon(
    cartId: string,
    status: "claimed" | "redeeming"
  ): Promise<void> {
    await this.sql(
      `UPDATE promotion_redemption
       SET status = $1, run_id = 'dead', redeemed_at = NULL, reason = NULL,
           order_id = CASE WHEN $2 THEN NULL ELSE order_id END,
           lease_expires_at = now() - interval '1 second',
           next_attempt_at = now() + interval '1 hour'
       WHERE cart_id = $3`,
      [status, status === "claimed", cartId]
    )
    await this.sql(
      status === "claimed"
        ? "DELETE FROM promotion_redemption_attempt"
        : `UPDATE promotion_redemption_attempt
           SET finished_at = NULL, outcome = NULL, http_status = NULL`
    )
  }

  /** Changes a cart's rows directly in the database. */
  async change(cartId: string, columns: RedemptionInput): Promise<void> {
    await this.container
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)("promotion_redemption")
      .where({ cart_id: cartId })
      .update(columns)
  }

  /** Makes a cart's calls to Engage ten minutes older. */
  agePastAttempts(cartId: string): Promise<void> {
    return this.passTime(HOUR_MS / 6, cartId)
  }

  /**
   * Leaves a cart's row as if its server died while giving the offer back, before or
   * after Engage answered.
   */
  async abandonReassigning(cartId: string, answered = false): Promise<void> {
    await this.sql(
      `UPDATE promotion_redemption
       SET reassign_status = 'sending', reassigned_at = NULL,
           reassigned_by = NULL, run_id = 'dead',
           lease_expires_at = now() - interval '1 second'
       WHERE cart_id = $1`,
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

  /**
   * Changes options at run time. Every use reads the options anew, so one boot can
   * serve many settings. Before the next test, the suite restores the options.
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
      // Assigning cannot remove an option that the initial options do not have.
      if (!(name in initial)) {
        Reflect.deleteProperty(used, name)
      }
    }
    Object.assign(used, initial)
  }
}
