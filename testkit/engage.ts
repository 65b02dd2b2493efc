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

/** What the demo's Engage is like, beside what every sandbox can be. */
export type DemoEngageOptions = EngageSandboxOptions & {
  /** Where the example storefront is, which has the offers' pictures. */
  storefrontUrl?: string
}

/** Starts an Engage in which the shop's customers have their offers. */
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
  // What the sandbox is started with is what its `reset` goes back to.
  return startEngageSandbox({ contacts, ...options })
}

/**
 * The same at every start: a shop that keeps its data remembers it for a while,
 * and would find nobody under it.
 */
function contactIdOf(email: string): string {
  return createHash("sha256")
    .update(email)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5")
}

/** An offer as Engage assigns it to somebody, from today on. */
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
    // In stores too, so that an offer can be used up behind the shop's back.
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

/** Makes an offer valid in stores only, as a person in Engage would. */
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
