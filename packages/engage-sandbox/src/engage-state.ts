import type { SandboxEngageCode } from "./engage-errors"
import { isChannel, redeemRefusal } from "./redeem-rule"
import type {
  SandboxAssignment,
  SandboxChannelType,
  SandboxContact,
  SandboxPromotion,
} from "./types"

/** The origin of a redemption: Engage's API, or a store. */
export type RedeemedBy = "api" | "store"

/** The state and history of an assignment. */
export interface SandboxAssignmentState {
  assignmentId: string
  promotionId: string
  /** Null if the contact was removed. */
  contactId: string | null
  redeemed: boolean
  /** ISO 8601, or null. */
  redeemedOn: string | null
  /** Channel and origin of the redemption that the sandbox saved. */
  redeemedChannel: SandboxChannelType | null
  redeemedBy: RedeemedBy | null
  /** How often the sandbox saved a redemption. Never more than 1. */
  redeemCount: number
  /** Redeem calls with valid headers, whatever their outcome. */
  requestCount: number
}

/** The history that the state keeps beside an assignment's own fields. */
export type AssignmentHistory = Pick<
  SandboxAssignmentState,
  "redeemedChannel" | "redeemedBy" | "redeemCount" | "requestCount"
>

type AssignmentRecord = AssignmentHistory & {
  assignment: SandboxAssignment
  contactId: string | null
}

/** The type of a contact without a `contactType`. */
export const DEFAULT_CONTACT_TYPE = "Contact"

/** Another contact already has an assignment with this id. */
export class AssignmentTakenError extends Error {
  constructor(readonly assignmentId: string) {
    super(`Assignment "${assignmentId}" belongs to another contact.`)
    this.name = "AssignmentTakenError"
  }
}

/** Contacts, promotions and assignments: the data of Engage. */
export class EngageState {
  private readonly contacts = new Map<
    string,
    Omit<SandboxContact, "promotions">
  >()
  private readonly assignments = new Map<string, AssignmentRecord>()
  private readonly promotions = new Map<string, SandboxPromotion>()

  constructor(private readonly clock: () => Date) {}

  /**
   * Adds a contact, or replaces the contact with all assignments and their history.
   * @throws AssignmentTakenError and changes nothing.
   */
  putContact(contact: SandboxContact): void {
    const { promotions, ...fields } = contact
    for (const { id } of promotions) {
      this.requireFree(id, contact.contactId)
    }
    for (const record of this.recordsOf(contact.contactId)) {
      this.assignments.delete(record.assignment.id)
    }
    this.contacts.set(contact.contactId, fields)
    for (const assignment of promotions) {
      this.putAssignment(contact.contactId, assignment)
    }
  }

  /** Removes a contact; the assignments stay, without a contact. */
  removeContact(contactId: string): boolean {
    for (const record of this.recordsOf(contactId)) {
      record.contactId = null
    }
    return this.contacts.delete(contactId)
  }

  /**
   * Adds an assignment to an existing contact, or replaces the assignment and its
   * history. If the promotion is unknown, the sandbox adds the promotion too, so
   * that later calls can assign it.
   * @throws AssignmentTakenError and changes nothing.
   */
  putAssignment(contactId: string, assignment: SandboxAssignment): void {
    this.requireFree(assignment.id, contactId)
    this.assignments.set(assignment.id, {
      assignment: structuredClone(assignment),
      contactId,
      redeemedChannel: null,
      redeemedBy: null,
      redeemCount: 0,
      requestCount: 0,
    })
    if (!this.promotions.has(assignment.promotionId)) {
      this.putPromotion(promotionOf(assignment))
    }
  }

  /** Removes an assignment: Engage no longer knows the id. */
  removeAssignment(assignmentId: string): boolean {
    return this.assignments.delete(assignmentId)
  }

  /** Adds or replaces a promotion. */
  putPromotion(promotion: SandboxPromotion): void {
    this.promotions.set(promotion.promotionId, structuredClone(promotion))
  }

  /** A promotion, or undefined. */
  promotion(promotionId: string): SandboxPromotion | undefined {
    return structuredClone(this.promotions.get(promotionId))
  }

  /** The promotion with this `externalId`, or undefined. */
  promotionOf(externalId: string): SandboxPromotion | undefined {
    return this.listPromotions().find((it) => it.externalId === externalId)
  }

  /** Every promotion, including drafts. */
  listPromotions(): SandboxPromotion[] {
    return structuredClone([...this.promotions.values()])
  }

  /** A contact with its assignments, or undefined. */
  contact(contactId: string): SandboxContact | undefined {
    const fields = this.contacts.get(contactId)
    return (
      fields &&
      structuredClone({
        ...fields,
        promotions: this.recordsOf(contactId).map((r) => r.assignment),
      })
    )
  }

  /** Every contact with its assignments. */
  listContacts(): SandboxContact[] {
    return [...this.contacts.keys()].flatMap((id) => this.contact(id) ?? [])
  }

  /** Whether an assignment with this id exists. */
  hasAssignment(assignmentId: string): boolean {
    return this.assignments.has(assignmentId)
  }

  /** The state and history of an assignment, or undefined. */
  assignmentState(assignmentId: string): SandboxAssignmentState | undefined {
    const record = this.assignments.get(assignmentId)
    return record && stateOf(record)
  }

  /** The state and history of every assignment. */
  listAssignmentStates(): SandboxAssignmentState[] {
    return [...this.assignments.values()].map(stateOf)
  }

  /** Counts a redeem call, whatever its outcome. */
  countRedeemRequest(assignmentId: string): void {
    const record = this.assignments.get(assignmentId)
    if (record) {
      record.requestCount++
    }
  }

  /**
   * Redeems, or returns the reason for the refusal. A single synchronous step: of
   * two simultaneous calls, the first redeems and the second is refused.
   */
  redeem(
    assignmentId: string,
    channel: unknown,
    by: RedeemedBy
  ): SandboxEngageCode | null {
    const record = this.assignments.get(assignmentId)
    const now = this.clock()
    const refusal = redeemRefusal(assignmentId, record, channel, now)
    if (refusal || !record || !isChannel(channel)) {
      return refusal
    }
    record.assignment.redeemed = true
    record.assignment.redeemedOn = now.toISOString()
    record.redeemedChannel = channel
    record.redeemedBy = by
    record.redeemCount++
    return null
  }

  /** The contact with the same type and the same e-mail or other key. */
  contactLike(keys: Partial<SandboxContact>): SandboxContact | undefined {
    const { email, customKey, mobilePhone, socialSecurityNumber } = keys
    const type = keys.contactType ?? DEFAULT_CONTACT_TYPE
    return this.listContacts().find(
      (known) =>
        (known.contactType ?? DEFAULT_CONTACT_TYPE) === type &&
        (isSame(known.email, email) ||
          isSame(known.customKey, customKey) ||
          isSame(known.mobilePhone, mobilePhone) ||
          isSame(known.socialSecurityNumber, socialSecurityNumber))
    )
  }

  /** Restores an assignment's history from a saved state. */
  restoreHistory(assignmentId: string, history: AssignmentHistory): void {
    const record = this.assignments.get(assignmentId)
    if (record) {
      Object.assign(record, history)
    }
  }

  private recordsOf(contactId: string): AssignmentRecord[] {
    return [...this.assignments.values()].filter(
      (record) => record.contactId === contactId
    )
  }

  private requireFree(assignmentId: string, contactId: string): void {
    const owner = this.assignments.get(assignmentId)?.contactId ?? contactId
    if (owner !== contactId) {
      throw new AssignmentTakenError(assignmentId)
    }
  }
}

/** Compares keys without regard to letter case (Inferred). */
export function isSame(
  stored: string | undefined,
  wanted: string | undefined
): boolean {
  return stored !== undefined && stored.toLowerCase() === wanted?.toLowerCase()
}

function stateOf(record: AssignmentRecord): SandboxAssignmentState {
  const { assignment, ...history } = record
  return {
    assignmentId: assignment.id,
    promotionId: assignment.promotionId,
    redeemed: assignment.redeemed,
    redeemedOn: assignment.redeemedOn,
    ...history,
  }
}

function promotionOf(assignment: SandboxAssignment): SandboxPromotion {
  const { promotionId, externalId, name, heading, description } = assignment
  const { imageUrl, link, expiresOn, redemptionChannels } = assignment
  return {
    promotionId,
    externalId,
    name,
    heading,
    description,
    imageUrl,
    link,
    expiresOn,
    status: "Active",
    validity: null,
    redemptionChannels,
  }
}
