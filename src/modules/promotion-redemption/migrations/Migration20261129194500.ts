import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * Notes of the staff, and who of them is on a redemption.
 */
export class Migration20261129194500 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "promotion_redemption_action" drop constraint if exists "promotion_redemption_action_action_check";`);

    this.addSql(`alter table if exists "promotion_redemption_action" add constraint "promotion_redemption_action_action_check" check("action" in ('retry', 'resolve', 'reassign', 'note', 'take', 'leave'));`);
  }

  override async down(): Promise<void> {
    this.addSql(`delete from "promotion_redemption_action" where "action" in ('note', 'take', 'leave');`);

    this.addSql(`alter table if exists "promotion_redemption_action" drop constraint if exists "promotion_redemption_action_action_check";`);

    this.addSql(`alter table if exists "promotion_redemption_action" add constraint "promotion_redemption_action_action_check" check("action" in ('retry', 'resolve', 'reassign'));`);
  }

}
