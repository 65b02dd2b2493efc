import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * Giving offers back, and the contacts that are remembered. The indexes do not
 * leave out soft-deleted rows, as the module's own statements do not look at
 * `deleted_at`.
 */
export class Migration20261124205900 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table if not exists "engage_contact" ("id" text not null, "customer_id" text null, "contact_id" text not null, "expires_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "engage_contact_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_engage_contact_deleted_at" ON "engage_contact" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_engage_contact_customer" ON "engage_contact" ("customer_id") WHERE customer_id IS NOT NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_engage_contact_expires" ON "engage_contact" ("expires_at");`);

    this.addSql(`alter table if exists "promotion_redemption_attempt" drop constraint if exists "promotion_redemption_attempt_operation_check";`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" drop constraint if exists "promotion_redemption_attempt_trigger_check";`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" drop constraint if exists "promotion_redemption_attempt_outcome_check";`);

    this.addSql(`alter table if exists "promotion_redemption" add column if not exists "reassign_status" text check ("reassign_status" in ('sending', 'reassigned', 'refused', 'unknown')) null, add column if not exists "reassign_reason" text null, add column if not exists "reassigned_by" text null, add column if not exists "reassigned_at" timestamptz null, add column if not exists "reassign_known_ids" text[] null;`);

    this.addSql(`alter table if exists "promotion_redemption_attempt" add constraint "promotion_redemption_attempt_operation_check" check("operation" in ('redeem', 'verify', 'reassign'));`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" add constraint "promotion_redemption_attempt_trigger_check" check("trigger" in ('checkout', 'retry', 'manual', 'cancellation'));`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" add constraint "promotion_redemption_attempt_outcome_check" check("outcome" in ('redeemed', 'not_redeemed', 'assigned', 'not_assigned', 'refused', 'misconfigured', 'unavailable', 'unknown'));`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "engage_contact" cascade;`);

    this.addSql(`alter table if exists "promotion_redemption_attempt" drop constraint if exists "promotion_redemption_attempt_operation_check";`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" drop constraint if exists "promotion_redemption_attempt_trigger_check";`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" drop constraint if exists "promotion_redemption_attempt_outcome_check";`);

    this.addSql(`alter table if exists "promotion_redemption" drop column if exists "reassign_status", drop column if exists "reassign_reason", drop column if exists "reassigned_by", drop column if exists "reassigned_at", drop column if exists "reassign_known_ids";`);

    this.addSql(`alter table if exists "promotion_redemption_attempt" add constraint "promotion_redemption_attempt_operation_check" check("operation" in ('redeem', 'verify'));`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" add constraint "promotion_redemption_attempt_trigger_check" check("trigger" in ('checkout', 'retry', 'manual'));`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" add constraint "promotion_redemption_attempt_outcome_check" check("outcome" in ('redeemed', 'not_redeemed', 'refused', 'misconfigured', 'unavailable', 'unknown'));`);
  }

}
