import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261124045355 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "managed_promotion" add column if not exists "provided_for" text null;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_managed_promotion_provided_for" ON "managed_promotion" ("provided_for") WHERE provided_for IS NOT NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_managed_promotion_provided_for";`);
    this.addSql(`alter table if exists "managed_promotion" drop column if exists "provided_for";`);
  }

}
