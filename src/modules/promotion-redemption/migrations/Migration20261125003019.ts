import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Discounts that were refused because their customer had no assignment. */
export class Migration20261125003019 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "promotion_redemption" alter column "assignment_id" drop not null;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_promotion_redemption_uncovered" ON "promotion_redemption" ("cart_id", "promotion_id") WHERE assignment_id IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_promotion_redemption_uncovered";`);

    this.addSql(`delete from "promotion_redemption" where "assignment_id" is null;`);
    this.addSql(`alter table if exists "promotion_redemption" alter column "assignment_id" set not null;`);
  }

}
