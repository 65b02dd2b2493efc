import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * The payment collection of a completion that was undone. A refused row that
 * waits for an operator leaves its cart's offers alone.
 */
export class Migration20261129030000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "promotion_redemption" add column if not exists "payment_collection_id" text null;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_payment_collection" ON "promotion_redemption" ("payment_collection_id") WHERE payment_collection_id IS NOT NULL;`);

    this.addSql(`drop index if exists "IDX_promotion_redemption_cart_assignment";`);
    this.addSql(`drop index if exists "IDX_promotion_redemption_cart_promotion";`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_promotion_redemption_cart_assignment" ON "promotion_redemption" ("cart_id", "assignment_id") WHERE (status IN ('linked', 'claimed', 'redeeming', 'pending', 'redeemed') OR (status = 'attention' AND rejected_at IS NULL));`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_promotion_redemption_cart_promotion" ON "promotion_redemption" ("cart_id", "promotion_id") WHERE (status IN ('linked', 'claimed', 'redeeming', 'pending', 'redeemed') OR (status = 'attention' AND rejected_at IS NULL));`);

    this.addSql(`drop index if exists "IDX_promotion_redemption_uncovered";`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_promotion_redemption_uncovered" ON "promotion_redemption" ("cart_id", "promotion_id") WHERE assignment_id IS NULL AND payment_collection_id IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`update "promotion_redemption" set "status" = 'rejected', "next_attempt_at" = null where "status" = 'attention' and "reason" = 'payment_not_returned';`);

    this.addSql(`drop index if exists "IDX_promotion_redemption_cart_assignment";`);
    this.addSql(`drop index if exists "IDX_promotion_redemption_cart_promotion";`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_promotion_redemption_cart_assignment" ON "promotion_redemption" ("cart_id", "assignment_id") WHERE status IN ('linked', 'claimed', 'redeeming', 'pending', 'redeemed', 'attention');`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_promotion_redemption_cart_promotion" ON "promotion_redemption" ("cart_id", "promotion_id") WHERE status IN ('linked', 'claimed', 'redeeming', 'pending', 'redeemed', 'attention');`);

    this.addSql(`delete from "promotion_redemption" where "assignment_id" is null and "payment_collection_id" is not null;`);
    this.addSql(`drop index if exists "IDX_promotion_redemption_uncovered";`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_promotion_redemption_uncovered" ON "promotion_redemption" ("cart_id", "promotion_id") WHERE assignment_id IS NULL;`);

    this.addSql(`drop index if exists "IDX_promotion_redemption_payment_collection";`);
    this.addSql(`alter table if exists "promotion_redemption" drop column if exists "payment_collection_id";`);
  }

}
