import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * What a shopper calls an offer: Engage's heading, which the storefront showed when
 * the offer was applied. `promotion_name` is what staff call it. Rows of before have
 * no heading, and the name is shown in its place.
 */
export class Migration20261129233500 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "promotion_redemption" add column if not exists "promotion_heading" text null;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_heading" ON "promotion_redemption" (lower("promotion_heading") text_pattern_ops) WHERE promotion_heading IS NOT NULL AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_promotion_redemption_heading";`);
    this.addSql(`alter table if exists "promotion_redemption" drop column if exists "promotion_heading";`);
  }

}
