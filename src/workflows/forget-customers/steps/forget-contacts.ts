import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"

/** Removes the contacts of customers. Undo: none. */
export const forgetContactsStep = createStep(
  "forget-contacts",
  async ({ customer_ids }: { customer_ids: string[] }, { container }) => {
    const forgotten = await container
      .resolve(PROMOTION_REDEMPTION_MODULE)
      .forgetCustomers(customer_ids)
    return new StepResponse({ forgotten })
  }
)
