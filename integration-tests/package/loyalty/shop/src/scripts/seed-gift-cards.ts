import type { ExecArgs } from "@medusajs/framework/types"
import { createGiftCardsWorkflow } from "@medusajs/loyalty-plugin/workflows"

/** Makes a gift card over 500 SEK for each code that is passed. */
export default async function seedGiftCards({ container, args }: ExecArgs) {
  await createGiftCardsWorkflow(container).run({
    input: args.map((code) => ({
      code,
      value: 500,
      currency_code: "sek",
      reference: "seed",
      reference_id: code,
      expires_at: null,
      line_item_id: code,
      customer_id: null,
      metadata: {},
    })),
  })
}
