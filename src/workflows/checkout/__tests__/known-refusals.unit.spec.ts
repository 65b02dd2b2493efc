import { setTimeout as delay } from "node:timers/promises"

import type PromotionRedemptionModuleService from "../../../modules/promotion-redemption/service"
import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { findKnownRefusals } from "../known-refusals"

/** Engage, which takes its time and knows nothing of anybody. */
function createEngage(ms: number) {
  const asked: { contact: string; timeoutMs: number }[] = []
  const service = {
    engage: {
      listPromotions: async (
        contact: string,
        { timeoutMs }: { timeoutMs: number }
      ) => {
        asked.push({ contact, timeoutMs })
        await delay(ms)
        return { kind: "unavailable" }
      },
    },
  } as unknown as PromotionRedemptionModuleService
  return { asked, service }
}

const redemptionsOf = (...contacts: string[]) =>
  contacts.map(
    (contact_id) => ({ id: contact_id, contact_id }) as PromotionRedemptionDTO
  )

describe("the look at Engage's list before the first of several calls", () => {
  it("takes the time of one look, however many contacts a cart has", async () => {
    const { asked, service } = createEngage(300)
    const began = performance.now()

    const { refusals } = await findKnownRefusals(
      service,
      redemptionsOf("anna", "bert", "anna", "cecilia"),
      1_000
    )

    expect(performance.now() - began).toBeLessThan(600)
    expect(refusals.size).toBe(0)
    expect(asked).toEqual(
      ["anna", "bert", "cecilia"].map((contact) => ({
        contact,
        timeoutMs: 1_000,
      }))
    )
  })

  it("is left out when no time is left", async () => {
    const { asked, service } = createEngage(0)

    await findKnownRefusals(service, redemptionsOf("anna"), 0)

    expect(asked).toEqual([])
  })
})
