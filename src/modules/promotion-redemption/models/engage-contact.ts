import { model } from "@medusajs/framework/utils"

/**
 * A customer's contact in Engage, remembered for `cacheSeconds`. The id is a
 * digest of the customer and the key of the look-up: no e-mail address is stored.
 */
export const EngageContact = model
  .define("engage_contact", {
    id: model.text().primaryKey(),
    // Null for a guest: the plugin knows only an address.
    customer_id: model.text().nullable(),
    contact_id: model.text(),
    expires_at: model.dateTime(),
  })
  .indexes([
    {
      name: "IDX_engage_contact_customer",
      on: ["customer_id"],
      where: "customer_id IS NOT NULL",
    },
    { name: "IDX_engage_contact_expires", on: ["expires_at"] },
  ])
