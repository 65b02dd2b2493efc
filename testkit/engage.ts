import { createHash } from "node:crypto"

import {
  createAssignment,
  createContact,
  createRedemptionChannel,
  startEngageSandbox,
  type EngageSandbox,
  type EngageSandboxOptions,
  type SandboxAssignment,
  type SandboxRedemptionChannel,
} from "../packages/engage-sandbox/src"
import {
  BIRTHDAY_OFFER,
  CUSTOMERS,
  IN_STORE_OFFER,
  OFFERS,
  type Offer,
  type Person,
} from "./seed/norrsken"
import { offerPicture } from "./seed/picture-addresses"

const DAY_MS = 24 * 60 * 60 * 1000

const OFFERS_OF: [Person, Offer[]][] = [
  [CUSTOMERS.anna, [OFFERS.tenPercent, OFFERS.threeHundred, IN_STORE_OFFER]],
  [CUSTOMERS.erik, [OFFERS.threeHundred]],
  [CUSTOMERS.maja, [OFFERS.freeDelivery, BIRTHDAY_OFFER]],
]

/** The options of the demo's Engage, besides the sandbox's own. */
export type DemoEngageOptions = EngageSandboxOptions & {
  /** The address of the example storefront, which serves the offers' pictures. */
  storefrontUrl?: string
}

/** Starts an Engage in which the demo's customers have their offers. */
export async function startEngage({
  storefrontUrl,
  ...options
}: DemoEngageOptions = {}): Promise<EngageSandbox> {
  const contacts = OFFERS_OF.map(([{ email }, offers]) =>
    createContact({
      contactId: contactIdOf(email),
      email,
      promotions: offers.map((offer) => toAssignment(offer, storefrontUrl)),
    })
  )
  // The sandbox's `reset` returns to the contacts given here.
  return startEngageSandbox({ contacts, ...options })
}

/**
 * The same id at every start: a shop that keeps its database remembers contact ids
 * for a while, and a new id would leave the customer without offers.
 */
function contactIdOf(email: string): string {
  return createHash("sha256")
    .update(email)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5")
}

/** Makes an assignment of an offer, valid from today. */
export function toAssignment(
  offer: Offer,
  storefrontUrl?: string
): SandboxAssignment {
  const { heading, description, picture, days } = offer
  return createAssignment({
    name: heading,
    heading,
    description,
    imageUrl: storefrontUrl ? offerPicture(storefrontUrl, picture) : null,
    expiresOn: new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10),
    // In stores too, so that a scene can redeem the offer without the shop's
    // knowledge.
    redemptionChannels: [
      toChannel(offer),
      { ...toChannel(offer), type: "POS" },
    ],
  })
}

function toChannel(
  offer: Offer & { code?: string; percent?: number }
): SandboxRedemptionChannel {
  if (offer.code) {
    return createRedemptionChannel({ value: offer.code })
  }
  if (offer.percent) {
    return createRedemptionChannel({
      valueType: "PERCENT",
      value: offer.percent,
    })
  }
  return createRedemptionChannel({ valueType: "MANUAL", value: null })
}

/** Makes an offer valid in stores only, as staff could in Engage. */
export function moveToStores(engage: EngageSandbox, assignmentId: string) {
  const { contact, assignment } = find(engage, assignmentId)
  engage.addAssignment(contact.contactId, {
    ...assignment,
    redemptionChannels: assignment.redemptionChannels.filter(
      ({ type }) => type === "POS"
    ),
  })
}

function find(engage: EngageSandbox, assignmentId: string) {
  for (const contact of engage.state().contacts) {
    const assignment = contact.promotions.find(
      ({ id }: SandboxAssignment) => id === assignmentId
    )
    if (assignment) {
      return { contact, assignment }
    }
  }
  throw new Error(`Engage has no assignment ${assignmentId}`)
}
