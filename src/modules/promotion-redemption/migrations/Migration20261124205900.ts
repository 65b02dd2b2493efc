import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261124205900 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "promotion_redemption_attempt" drop constraint if exists "promotion_redemption_attempt_operation_check";`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" drop constraint if exists "promotion_redemption_attempt_trigger_check";`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" drop constraint if exists "promotion_redemption_attempt_outcome_check";`);

    this.addSql(`alter table if exists "promotion_redemption" add column if not exists "reassign_status" text check ("reassign_status" in ('sending', 'reassigned', 'refused', 'unknown')) null, add column if not exists "reassign_reason" text null, add column if not exists "reassigned_by" text null, add column if not exists "reassigned_at" timestamptz null, add column if not exists "reassign_known_ids" text[] null;`);

    this.addSql(`alter table if exists "promotion_redemption_attempt" add constraint "promotion_redemption_attempt_operation_check" check("operation" in ('redeem', 'verify', 'reassign'));`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" add constraint "promotion_redemption_attempt_trigger_check" check("trigger" in ('checkout', 'retry', 'manual', 'cancellation'));`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" add constraint "promotion_redemption_attempt_outcome_check" check("outcome" in ('redeemed', 'not_redeemed', 'assigned', 'not_assigned', 'refused', 'misconfigured', 'unavailable', 'unknown'));`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "promotion_redemption_attempt" drop constraint if exists "promotion_redemption_attempt_operation_check";`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" drop constraint if exists "promotion_redemption_attempt_trigger_check";`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" drop constraint if exists "promotion_redemption_attempt_outcome_check";`);

    this.addSql(`alter table if exists "promotion_redemption" drop column if exists "reassign_status", drop column if exists "reassign_reason", drop column if exists "reassigned_by", drop column if exists "reassigned_at", drop column if exists "reassign_known_ids";`);

    this.addSql(`alter table if exists "promotion_redemption_attempt" add constraint "promotion_redemption_attempt_operation_check" check("operation" in ('redeem', 'verify'));`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" add constraint "promotion_redemption_attempt_trigger_check" check("trigger" in ('checkout', 'retry', 'manual'));`);
    this.addSql(`alter table if exists "promotion_redemption_attempt" add constraint "promotion_redemption_attempt_outcome_check" check("outcome" in ('redeemed', 'not_redeemed', 'refused', 'misconfigured', 'unavailable', 'unknown'));`);
  }

}
