import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * The indexes do not leave out soft-deleted rows, as generated ones would: hiding
 * a redemption must not free its assignment, and the ledger's own statements do
 * not look at `deleted_at`.
 */
export class Migration20261123224542 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "engage_call_pace" ("id" text not null, "next_call_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "engage_call_pace_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_engage_call_pace_deleted_at" ON "engage_call_pace" ("deleted_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "managed_promotion" ("id" text not null, "promotion_id" text not null, "require_assignment" boolean not null default true, "awaiting_decision" boolean not null default false, "source" text check ("source" in ('link', 'admin', 'plugin')) not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "managed_promotion_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_managed_promotion_deleted_at" ON "managed_promotion" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_managed_promotion_promotion" ON "managed_promotion" ("promotion_id");`);

    this.addSql(`create table if not exists "promotion_redemption" ("id" text not null, "assignment_id" text not null, "cart_id" text not null, "order_id" text null, "customer_id" text null, "promotion_id" text not null, "promotion_code" text not null, "engage_promotion_id" text null, "contact_id" text null, "channel" text not null, "status" text check ("status" in ('linked', 'claimed', 'redeeming', 'pending', 'redeemed', 'rejected', 'attention', 'released')) not null default 'linked', "reason" text null, "inferred" boolean not null default false, "discount_amount" numeric null, "currency_code" text null, "attempt_count" integer not null default 0, "next_attempt_at" timestamptz null, "run_id" text null, "lease_expires_at" timestamptz null, "deferred_at" timestamptz null, "redeemed_at" timestamptz null, "rejected_at" timestamptz null, "status_changed_at" timestamptz not null, "status_changed_by" text not null, "note" text null, "raw_discount_amount" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "promotion_redemption_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_deleted_at" ON "promotion_redemption" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_promotion_redemption_assignment_once" ON "promotion_redemption" ("assignment_id") WHERE (status IN ('claimed', 'redeeming', 'pending', 'redeemed') OR (status = 'attention' AND rejected_at IS NULL) OR (status = 'rejected' AND reason = 'written_off' AND order_id IS NOT NULL));`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_promotion_redemption_cart_assignment" ON "promotion_redemption" ("cart_id", "assignment_id") WHERE status IN ('linked', 'claimed', 'redeeming', 'pending', 'redeemed', 'attention');`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_promotion_redemption_cart_promotion" ON "promotion_redemption" ("cart_id", "promotion_id") WHERE status IN ('linked', 'claimed', 'redeeming', 'pending', 'redeemed', 'attention');`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_cart" ON "promotion_redemption" ("cart_id");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_order" ON "promotion_redemption" ("order_id") WHERE order_id IS NOT NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_due" ON "promotion_redemption" ("next_attempt_at") WHERE next_attempt_at IS NOT NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_status" ON "promotion_redemption" ("status", "created_at");`);

    this.addSql(`create table if not exists "promotion_redemption_attempt" ("id" text not null, "operation" text check ("operation" in ('redeem', 'verify')) not null, "trigger" text check ("trigger" in ('checkout', 'retry', 'manual')) not null, "started_at" timestamptz not null, "finished_at" timestamptz null, "http_status" integer null, "outcome" text check ("outcome" in ('redeemed', 'not_redeemed', 'refused', 'misconfigured', 'unavailable', 'unknown')) null, "error_code" text null, "duration_ms" integer null, "promotion_redemption_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "promotion_redemption_attempt_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_attempt_promotion_redemption_id" ON "promotion_redemption_attempt" ("promotion_redemption_id");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_attempt_deleted_at" ON "promotion_redemption_attempt" ("deleted_at") WHERE deleted_at IS NULL;`);

    this.addSql(`alter table if exists "promotion_redemption_attempt" add constraint "promotion_redemption_attempt_promotion_redemption_id_foreign" foreign key ("promotion_redemption_id") references "promotion_redemption" ("id") on update cascade;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "promotion_redemption_attempt" drop constraint if exists "promotion_redemption_attempt_promotion_redemption_id_foreign";`);

    this.addSql(`drop table if exists "engage_call_pace" cascade;`);

    this.addSql(`drop table if exists "managed_promotion" cascade;`);

    this.addSql(`drop table if exists "promotion_redemption" cascade;`);

    this.addSql(`drop table if exists "promotion_redemption_attempt" cascade;`);
  }

}
