import { randomUUID } from "node:crypto"
import type {
  SandboxAssignment,
  SandboxContact,
  SandboxPromotion,
  SandboxRedemptionChannel,
} from "./types"

/** The assignment of `exampleContact()`. Source: Seed. */
export const EXAMPLE_ASSIGNMENT_ID = "bb247ef7-80bb-440c-beb7-ab4172e56666"

/** A way to redeem. Default: ECOM, the shop's price rule "10056". */
export function createRedemptionChannel(
  overrides: Partial<SandboxRedemptionChannel> = {}
): SandboxRedemptionChannel {
  return {
    type: "ECOM",
    valueType: "EXTERNALOFFER",
    value: "10056",
    localValues: [],
    instruction: null,
    ...overrides,
  }
}

/**
 * An assignment that can be redeemed. Default: fresh ids, valid in ECOM only,
 * never expires, not redeemed.
 */
export function createAssignment(
  overrides: Partial<SandboxAssignment> = {}
): SandboxAssignment {
  return {
    id: randomUUID(),
    promotionId: randomUUID(),
    externalId: null,
    type: "Multichannel",
    name: "Personal offer",
    heading: "An offer for you",
    description: null,
    imageUrl: null,
    link: null,
    expiresOn: null,
    redeemed: false,
    redeemedOn: null,
    redemptionChannels: [createRedemptionChannel()],
    ...overrides,
  }
}

/** A contact. Default: a fresh id, an e-mail made from it, no promotions. */
export function createContact(
  overrides: Partial<SandboxContact> = {}
): SandboxContact {
  const contactId = overrides.contactId ?? randomUUID()
  return {
    email: `${contactId}@example.com`,
    contactType: "Contact",
    promotions: [],
    ...overrides,
    contactId,
  }
}

/** A promotion that can be assigned. Default: a fresh id, active, in ECOM. */
export function createPromotion(
  overrides: Partial<SandboxPromotion> = {}
): SandboxPromotion {
  return {
    promotionId: randomUUID(),
    externalId: null,
    name: "Personal offer",
    heading: "An offer for you",
    description: null,
    imageUrl: null,
    link: null,
    expiresOn: null,
    status: "Active",
    validity: null,
    redemptionChannels: [createRedemptionChannel()],
    ...overrides,
  }
}

/**
 * A contact, `anna@example.com`, with the assignment of the vendor's own sample:
 * price rule "10056" in POS and ECOM. Source: Seed (the assignment); the contact is
 * invented.
 */
export function exampleContact(): SandboxContact {
  return createContact({
    contactId: "2e40b702-2767-4abe-ae99-aa510108e22b",
    email: "anna@example.com",
    customKey: "cus_anna",
    mobilePhone: "+46701234567",
    promotions: [
      createAssignment({
        id: EXAMPLE_ASSIGNMENT_ID,
        promotionId: "1a50b7aa-d697-4dc6-3ce7-ab2c00b3a920",
        externalId: "SO-14034",
        redemptionChannels: [
          createRedemptionChannel({ type: "POS" }),
          createRedemptionChannel({ type: "ECOM" }),
        ],
      }),
    ],
  })
}
