import { resolve } from "node:path"

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ModulesSdkUtils, toMikroOrmEntities } from "@medusajs/framework/utils"
// Not the package's index, which loads all of Medusa.
import {
  getDatabaseURL,
  getMikroOrmWrapper,
} from "@medusajs/test-utils/dist/database"

import { onKnex, type Database } from "../../../testkit/ledger/database"
import { EngageCallPace } from "../../../src/modules/promotion-redemption/models/engage-call-pace"
import { ManagedPromotion } from "../../../src/modules/promotion-redemption/models/managed-promotion"
import { PromotionRedemption } from "../../../src/modules/promotion-redemption/models/promotion-redemption"
import { PromotionRedemptionAttempt } from "../../../src/modules/promotion-redemption/models/promotion-redemption-attempt"

const MODULE = resolve(__dirname, "../../../src/modules/promotion-redemption")

/** A database made for this suite, through the module's own migrations. */
export class ModelDatabase {
  readonly clientUrl: string
  /** On connections of the test's own: they never die. */
  sql!: Database
  private knex!: Knex
  private readonly wrapper: ReturnType<typeof getMikroOrmWrapper>

  constructor(name: string) {
    this.clientUrl = getDatabaseURL(name)
    this.wrapper = getMikroOrmWrapper({
      mikroOrmEntities: toMikroOrmEntities([
        PromotionRedemption,
        PromotionRedemptionAttempt,
        ManagedPromotion,
        EngageCallPace,
      ]),
      pathToMigrations: resolve(MODULE, "migrations"),
      clientUrl: this.clientUrl,
    })
  }

  async create(): Promise<void> {
    await this.wrapper.setupDatabase()
    this.knex = ModulesSdkUtils.createPgConnection({
      clientUrl: this.clientUrl,
      pool: { min: 0, max: 2 },
    }) as unknown as Knex
    this.sql = onKnex(this.knex)
  }

  async empty(): Promise<void> {
    await this.knex.raw(
      `TRUNCATE promotion_redemption, promotion_redemption_attempt,
         managed_promotion, engage_call_pace`
    )
  }

  async drop(): Promise<void> {
    await this.knex.destroy()
    await this.wrapper.clearDatabase()
  }
}
