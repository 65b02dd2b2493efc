import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * What staff look for: how a person settled a redemption, what became of its order,
 * and what was refused when it was applied. What waits for a decision on giving back
 * is among what comes first in the operators' list; the indexes for that are on
 * expressions and stand here alone: see `ledger/predicates.ts`.
 *
 * Redemptions of before: what operators settled is known from their actions. What was
 * given back was of a cancelled order, as no other could be. Of other orders that were
 * cancelled or returned before, nothing is noted: nobody is asked about them.
 */
export class Migration20261129194644 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table if not exists "promotion_refusal" ("id" text not null, "customer_id" text not null, "cart_id" text not null, "assignment_id" text not null, "engage_promotion_id" text null, "promotion_code" text null, "promotion_name" text null, "reason" text not null, "count" integer not null default 1, "refused_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "promotion_refusal_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_refusal_deleted_at" ON "promotion_refusal" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_promotion_refusal_once" ON "promotion_refusal" ("customer_id", "cart_id", "assignment_id", "reason") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_refusal_cart" ON "promotion_refusal" ("cart_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_refusal_refused" ON "promotion_refusal" ("refused_at") WHERE deleted_at IS NULL;`);

    this.addSql(`alter table if exists "promotion_redemption" drop constraint if exists "promotion_redemption_reassign_status_check";`);

    this.addSql(`alter table if exists "promotion_redemption_action" drop constraint if exists "promotion_redemption_action_resolution_check";`);

    this.addSql(`alter table if exists "promotion_redemption_attempt" drop constraint if exists "promotion_redemption_attempt_trigger_check";`);

    this.addSql(`alter table if exists "promotion_redemption" add column if not exists "resolution" text check ("resolution" in ('redeemed', 'written_off', 'not_redeemed', 'not_given_back')) null, add column if not exists "order_outcome" text check ("order_outcome" in ('canceled', 'returned', 'partly_returned')) null, add column if not exists "order_outcome_at" timestamptz null;`);
    this.addSql(`alter table if exists "promotion_redemption" add constraint "promotion_redemption_reassign_status_check" check("reassign_status" in ('sending', 'reassigned', 'refused', 'unknown', 'declined'));`);

    this.addSql(`alter table if exists "promotion_redemption_action" add constraint "promotion_redemption_action_resolution_check" check("resolution" in ('redeemed', 'written_off', 'not_redeemed', 'not_given_back'));`);

    this.addSql(`alter table if exists "promotion_redemption_attempt" add constraint "promotion_redemption_attempt_trigger_check" check("trigger" in ('checkout', 'retry', 'manual', 'cancellation', 'return'));`);

    this.addSql(`update "promotion_redemption" as redemption set "resolution" = last."resolution" from (select distinct on ("promotion_redemption_id") "promotion_redemption_id", "resolution", "to_status" from "promotion_redemption_action" where "action" = 'resolve' and "resolution" is not null order by "promotion_redemption_id", "created_at" desc, "id" desc) as last where last."promotion_redemption_id" = redemption."id" and (redemption."status" = last."to_status" or (last."resolution" = 'written_off' and redemption."status" = 'released'));`);
    this.addSql(`update "promotion_redemption" set "order_outcome" = 'canceled', "order_outcome_at" = "reassigned_at" where "reassign_status" = 'reassigned';`);

    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_needs_decision" ON "promotion_redemption" ((NOT (status = 'attention' OR (status = 'redeemed' AND order_id IS NOT NULL AND COALESCE(order_outcome, '') IN ('canceled', 'returned') AND COALESCE(reassign_status, '') NOT IN ('sending', 'reassigned', 'declined')))), "created_at" DESC, "id" DESC) WHERE deleted_at IS NULL;`);
    this.addSql(`drop index if exists "IDX_promotion_redemption_urgency";`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_give_back" ON "promotion_redemption" ("order_outcome_at") WHERE (status = 'redeemed' AND order_id IS NOT NULL AND COALESCE(order_outcome, '') IN ('canceled', 'returned') AND COALESCE(reassign_status, '') NOT IN ('sending', 'reassigned', 'declined')) AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_given_back" ON "promotion_redemption" ("created_at", "id") WHERE reassign_status = 'reassigned' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_settled" ON "promotion_redemption" ("created_at", "id") WHERE resolution IS NOT NULL AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_urgency" ON "promotion_redemption" ((status <> 'attention'), "created_at" DESC, "id" DESC) WHERE deleted_at IS NULL;`);
    for (const name of ["needs_decision", "give_back", "given_back", "settled"]) {
      this.addSql(`drop index if exists "IDX_promotion_redemption_${name}";`);
    }

    this.addSql(`drop table if exists "promotion_refusal" cascade;`);

    this.addSql(`alter table if exists "promotion_redemption" drop constraint if exists "promotion_redemption_reassign_status_check";`);

    this.addSql(`alter table if exists "promotion_redemption_action" drop constraint if exists "promotion_redemption_action_resolution_check";`);

    this.addSql(`alter table if exists "promotion_redemption_attempt" drop constraint if exists "promotion_redemption_attempt_trigger_check";`);

    this.addSql(`alter table if exists "promotion_redemption" drop column if exists "resolution", drop column if exists "order_outcome", drop column if exists "order_outcome_at";`);

    this.addSql(`update "promotion_redemption" set "reassign_status" = null where "reassign_status" = 'declined';`);
    this.addSql(`update "promotion_redemption_action" set "resolution" = null where "resolution" = 'not_given_back';`);
    this.addSql(`update "promotion_redemption_attempt" set "trigger" = 'cancellation' where "trigger" = 'return';`);
    this.addSql(`alter table if exists "promotion_redemption" add constraint "promotion_redemption_reassign_status_check" check("reassign_status" in ('sending', 'reassigned', 'refused', 'unknown'));`);

    this.addSql(`alter table if exists "promotion_redemption_action" add constraint "promotion_redemption_action_resolution_check" check("resolution" in ('redeemed', 'written_off', 'not_redeemed'));`);

    this.addSql(`alter table if exists "promotion_redemption_attempt" add constraint "promotion_redemption_attempt_trigger_check" check("trigger" in ('checkout', 'retry', 'manual', 'cancellation'));`);
  }

}
