import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** A third way for an operator to settle a redemption: `not_redeemed`. */
export class Migration20261129020000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "promotion_redemption_action" drop constraint if exists "promotion_redemption_action_resolution_check";`);

    this.addSql(`alter table if exists "promotion_redemption_action" add constraint "promotion_redemption_action_resolution_check" check("resolution" in ('redeemed', 'written_off', 'not_redeemed'));`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "promotion_redemption_action" drop constraint if exists "promotion_redemption_action_resolution_check";`);

    this.addSql(`update "promotion_redemption_action" set "resolution" = null where "resolution" = 'not_redeemed';`);
    this.addSql(`alter table if exists "promotion_redemption_action" add constraint "promotion_redemption_action_resolution_check" check("resolution" in ('redeemed', 'written_off'));`);
  }

}
