import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * The codes of managed promotions: one that is deleted and made anew with the same
 * code is managed too. Those linked before get the code of their latest redemption.
 */
export class Migration20261129010000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "managed_promotion" add column if not exists "promotion_code" text null;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_managed_promotion_code" ON "managed_promotion" ("promotion_code") WHERE promotion_code IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`update "managed_promotion" as managed set "promotion_code" = (select redemption."promotion_code" from "promotion_redemption" as redemption where redemption."promotion_id" = managed."promotion_id" order by redemption."created_at" desc limit 1) where managed."promotion_code" is null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_managed_promotion_code";`);
    this.addSql(`alter table if exists "managed_promotion" drop column if exists "promotion_code";`);
  }

}
