import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  createWorkflow,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"
import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"

/** Forgets the Engage contacts of customers. Undo: none. */
const forgetContactsStep = createStep(
  "forget-contacts",
  async ({ customer_ids }: { customer_ids: string[] }, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    service.engage.forgetCustomers(customer_ids)
    await service.ledger.forgetRefusals(customer_ids)
    const forgotten = await service.ledger.forgetContacts(customer_ids)
    return new StepResponse({ forgotten })
  }
)

/** Deleted customers. */
export type ForgetCustomersInput = { customer_ids: string[] }

/**
 * Removes customers' Engage contacts from the ledger and from memory. The use of
 * each assignment stays on record, because an assignment may be used for at most one
 * order, for ever. Undo: none.
 *
 * @returns how many redemptions lost their contact.
 */
export const forgetCustomersWorkflow = createWorkflow(
  "forget-customers",
  (input: ForgetCustomersInput) =>
    new WorkflowResponse(forgetContactsStep(input))
)

/** How far back the job looks for a deleted customer whose event was lost. */
const LOOK_BACK_MS = 7 * 24 * 60 * 60 * 1000

const PAGE = 1_000

/** The ids of customers deleted within the last week. */
const findDeletedCustomersStep = createStep(
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

/** Deletes and strips rows that are old enough. */
export async function purgeLedger(
  service: PromotionRedemptionModuleService
): Promise<{ deleted: number; stripped: number }> {
  const { retentionDays } = await service.getOptions()
  await service.ledger.purgeContacts()
  await service.ledger.purgeRefusals()
  return {
    deleted: await service.ledger.purgeUnsent(),
    stripped: retentionDays
      ? await service.ledger.stripSettled(retentionDays)
      : 0,
  }
}

/** Runs {@link purgeLedger}. Undo: none. */
const purgeLedgerStep = createStep(
  "purge-ledger",
  async (_: void, { container }) => {
    const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
    return new StepResponse(await purgeLedger(service))
  }
)

/**
 * Keeps the ledger small and forgetful: deletes redemptions never sent and 90 days
 * old, removes notes and actors from settled redemptions after `retentionDays`, and
 * forgets the contacts of deleted customers whose event was lost. Undo: none.
 *
 * @returns how many rows were deleted, and how many stripped.
 */
export const purgeRedemptionsWorkflow = createWorkflow(
  "purge-redemptions",
  () => {
    forgetContactsStep(findDeletedCustomersStep())
    return new WorkflowResponse(purgeLedgerStep())
  }
)
