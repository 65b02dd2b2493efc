import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/** How far back a deletion is looked for whose event was lost. */
const LOOK_BACK_MS = 7 * 24 * 60 * 60 * 1000

const PAGE = 1_000

/** The ids of customers who were deleted within the last week. */
export const findDeletedCustomersStep = createStep(
  "find-deleted-customers",
  async (_: void, { container }) => {
    const since = new Date(Date.now() - LOOK_BACK_MS)
    const customer_ids: string[] = []
    for (let skip = 0; ; skip += PAGE) {
      const customers = await container
        .resolve(Modules.CUSTOMER)
        .listCustomers({ deleted_at: { $gte: since } } as object, {
          withDeleted: true,
          select: ["id"],
          take: PAGE,
          skip,
          order: { id: "ASC" },
        })
      customer_ids.push(...customers.map(({ id }) => id))
      if (customers.length < PAGE) {
        return new StepResponse({ customer_ids })
      }
    }
  }
)
