import type { EngagePromotion } from "../../types"

/** An assignment as the client gives it, with nothing but its id. */
export function createPromotion(
  overrides: Partial<EngagePromotion> = {}
): EngagePromotion {
  return {
    id: "bb247ef7-80bb-440c-beb7-ab4172e56666",
    promotionId: null,
    externalId: null,
    type: null,
    name: null,
    heading: null,
    description: null,
    imageUrl: null,
    link: null,
    expiresOn: null,
    redeemed: null,
    redeemedOn: null,
    redemptionChannels: [],
    ...overrides,
  }
}
