import {
  createAssignment,
  createRedemptionChannel,
  startEngageSandbox,
  type EngageSandbox,
  type EngageSandboxOptions,
  type SandboxAssignment,
} from "../src/sandbox"
import { CUSTOMERS, OFFERS, type Offer, type Person } from "./norrsken"

const OFFERS_OF: [Person, Offer[]][] = [
  [CUSTOMERS.anna, [OFFERS.tenPercent, OFFERS.threeHundred]],
  [CUSTOMERS.erik, [OFFERS.threeHundred]],
  [CUSTOMERS.maja, [OFFERS.freeDelivery]],
]

/** Starts an Engage in which the shop's customers have their offers. */
export async function startEngage(
  options: EngageSandboxOptions = {}
): Promise<EngageSandbox> {
  const engage = await startEngageSandbox(options)
  for (const [{ email }, offers] of OFFERS_OF) {
    engage.addContact({ email, promotions: offers.map(toAssignment) })
  }
  return engage
}

/** Makes an offer valid in stores only, as a person in Engage would. */
export function moveToStores(engage: EngageSandbox, assignmentId: string) {
  const { contact, assignment } = find(engage, assignmentId)
  engage.addAssignment(contact.contactId, {
    ...assignment,
    redemptionChannels: assignment.redemptionChannels.map((channel) => ({
      ...channel,
      type: "POS",
    })),
  })
}

function toAssignment({ code, heading, description }: Offer) {
  return createAssignment({
    name: heading,
    heading,
    description,
    redemptionChannels: [createRedemptionChannel({ value: code })],
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
