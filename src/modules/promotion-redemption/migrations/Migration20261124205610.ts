import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * The indexes of the operators' list leave out soft-deleted rows, as the list
 * does; the ledger's own statements use none of them. Those on expressions stand
 * here alone, as a data model cannot say them: see `ledger/search.ts`.
 */
export class Migration20261124205610 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table if not exists "engage_promotion_draft" ("id" text not null, "promotion_id" text not null, "status" text check ("status" in ('creating', 'created', 'failed', 'unknown')) not null, "name" text not null, "engage_promotion_id" text null, "http_status" integer null, "created_by" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "engage_promotion_draft_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_engage_promotion_draft_deleted_at" ON "engage_promotion_draft" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_engage_promotion_draft_promotion" ON "engage_promotion_draft" ("promotion_id", "created_at");`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_engage_promotion_draft_one_at_a_time" ON "engage_promotion_draft" ("promotion_id") WHERE status = 'creating';`);

    this.addSql(`create table if not exists "promotion_redemption_action" ("id" text not null, "promotion_redemption_id" text not null, "action" text check ("action" in ('retry', 'resolve', 'reassign')) not null, "resolution" text check ("resolution" in ('redeemed', 'written_off')) null, "from_status" text check ("from_status" in ('linked', 'claimed', 'redeeming', 'pending', 'redeemed', 'rejected', 'attention', 'released')) not null, "to_status" text check ("to_status" in ('linked', 'claimed', 'redeeming', 'pending', 'redeemed', 'rejected', 'attention', 'released')) null, "note" text null, "actor_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "promotion_redemption_action_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_action_deleted_at" ON "promotion_redemption_action" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_action_redemption" ON "promotion_redemption_action" ("promotion_redemption_id");`);

    this.addSql(`alter table if exists "managed_promotion" add column if not exists "decided_by" text null, add column if not exists "decided_at" timestamptz null;`);

    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_status_changed" ON "promotion_redemption" ("status", "status_changed_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_created" ON "promotion_redemption" ("created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_customer" ON "promotion_redemption" ("customer_id") WHERE customer_id IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_promotion" ON "promotion_redemption" ("promotion_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_reason" ON "promotion_redemption" ("reason", "created_at") WHERE reason IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_urgency" ON "promotion_redemption" ((status <> 'attention'), "created_at" DESC, "id" DESC) WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_assignment" ON "promotion_redemption" ("assignment_id" text_pattern_ops) WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_promotion_redemption_code" ON "promotion_redemption" (lower("promotion_code") text_pattern_ops) WHERE deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "engage_promotion_draft" cascade;`);

    this.addSql(`drop table if exists "promotion_redemption_action" cascade;`);

    this.addSql(`alter table if exists "managed_promotion" drop column if exists "decided_by", drop column if exists "decided_at";`);

    this.addSql(`drop index if exists "IDX_promotion_redemption_status_changed";`);
    this.addSql(`drop index if exists "IDX_promotion_redemption_created";`);
    this.addSql(`drop index if exists "IDX_promotion_redemption_customer";`);
    this.addSql(`drop index if exists "IDX_promotion_redemption_promotion";`);
    this.addSql(`drop index if exists "IDX_promotion_redemption_reason";`);
    this.addSql(`drop index if exists "IDX_promotion_redemption_urgency";`);
    this.addSql(`drop index if exists "IDX_promotion_redemption_assignment";`);
    this.addSql(`drop index if exists "IDX_promotion_redemption_code";`);
  }

}
