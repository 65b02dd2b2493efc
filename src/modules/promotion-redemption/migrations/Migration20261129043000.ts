import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * What people call an offer, beside its code. Rows of before have none: Engage was
 * asked for the name then, and it was not kept.
 */
export class Migration20261129043000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "promotion_redemption" add column if not exists "promotion_name" text null;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_name" ON "promotion_redemption" (lower("promotion_name") text_pattern_ops) WHERE promotion_name IS NOT NULL AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_promotion_redemption_name";`);
    this.addSql(`alter table if exists "promotion_redemption" drop column if exists "promotion_name";`);
  }

}
