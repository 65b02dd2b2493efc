import { createAssignment, createContact, createPromotion } from "../builders"
import { CallLog, type SandboxCall, type SandboxCallFilter } from "../call-log"
import { ENGAGE_ERRORS } from "../engage-errors"
import {
  AssignmentTakenError,
  EngageState,
  type SandboxAssignmentState,
} from "../engage-state"
import {
  FaultBook,
  type SandboxActiveFault,
  type SandboxFaultRule,
} from "../faults"
import { RateLimit } from "../rate-limit"
import type {
  SandboxAssignment,
  SandboxChannelType,
  SandboxContact,
  SandboxPromotion,
  SandboxSettings,
} from "../types"
import { notFound, SandboxControlError } from "./control-error"

/** A contact to add; what is left out is as in `createContact`. */
export type SandboxContactInput = Partial<
  Omit<SandboxContact, "promotions">
> & {
  /** What is left out is as in `createAssignment`. */
  promotions?: Partial<SandboxAssignment>[]
}

/** All that the sandbox holds, except the log. */
export interface SandboxSnapshot {
  contacts: SandboxContact[]
  promotions: SandboxPromotion[]
  assignments: SandboxAssignmentState[]
  faults: SandboxActiveFault[]
  settings: SandboxSettings
}

/** What the server and the control methods share. */
export class SandboxParts {
  readonly state: EngageState
  readonly log = new CallLog()
  readonly faults = new FaultBook()
  readonly rateLimit = new RateLimit()
  settings: SandboxSettings

  constructor(
    readonly clock: () => Date,
    readonly initialSettings: SandboxSettings,
    readonly initialContacts: SandboxContact[]
  ) {
    this.state = new EngageState(clock)
    this.settings = { ...initialSettings }
  }
}

/**
 * What a test does to the sandbox and real Engage does not offer. Every method
 * has an address under `/_sandbox` that does the same. All values that come
 * back are copies. @throws SandboxControlError
 */
export class SandboxControl {
  constructor(private readonly parts: SandboxParts) {
    this.reset()
  }

  /** Adds a contact, or replaces it with its assignments. */
  addContact(input: SandboxContactInput = {}): SandboxContact {
    const promotions = (input.promotions ?? []).map(createAssignment)
    const contact = createContact({ ...input, promotions })
    this.keepingIdsUnique(() => this.parts.state.putContact(contact))
    return contact
  }

  /**
   * Removes a contact. Its assignments stay without one, and redeeming them is
   * refused with PromotionNotAssociatedWithContact.
   */
  removeContact(contactId: string): void {
    if (!this.parts.state.removeContact(contactId)) {
      throw notFound("contact", contactId)
    }
  }

  /** Gives a contact an assignment, or replaces it. */
  addAssignment(
    contactId: string,
    input: Partial<SandboxAssignment> = {}
  ): SandboxAssignment {
    if (!this.parts.state.contact(contactId)) {
      throw notFound("contact", contactId)
    }
    const assignment = createAssignment(input)
    this.keepingIdsUnique(() =>
      this.parts.state.putAssignment(contactId, assignment)
    )
    return assignment
  }

  /** Removes an assignment: redeeming it is then PromotionNotFound. */
  removeAssignment(assignmentId: string): void {
    if (!this.parts.state.removeAssignment(assignmentId)) {
      throw notFound("assignment", assignmentId)
    }
  }

  /** What has happened to one assignment. */
  assignment(assignmentId: string): SandboxAssignmentState {
    const state = this.parts.state.assignmentState(assignmentId)
    if (!state) {
      throw notFound("assignment", assignmentId)
    }
    return state
  }

  /** Redeems in a store, behind the shop's back. Default channel: POS. */
  redeemInStore(
    assignmentId: string,
    channel: SandboxChannelType = "POS"
  ): SandboxAssignmentState {
    const refusal = this.parts.state.redeem(assignmentId, channel, "store")
    if (refusal) {
      const { status, message } = ENGAGE_ERRORS[refusal]
      throw new SandboxControlError(refusal, status, message)
    }
    return this.assignment(assignmentId)
  }

  /** Adds or replaces a promotion that can be assigned. */
  addPromotion(input: Partial<SandboxPromotion> = {}): SandboxPromotion {
    const promotion = createPromotion(input)
    this.parts.state.putPromotion(promotion)
    return promotion
  }

  /** Activates a draft, as a person does in Engage. */
  activatePromotion(promotionId: string): SandboxPromotion {
    const promotion = this.parts.state.promotion(promotionId)
    if (!promotion) {
      throw notFound("promotion", promotionId)
    }
    return this.addPromotion({ ...promotion, status: "Active" })
  }

  /** Sets a fault; it stays until its `times` are used up or it is cleared. */
  setFault(rule: SandboxFaultRule): SandboxActiveFault {
    const { operation = "any", assignmentId } = rule
    if (assignmentId && operation !== "any" && operation !== "redeem") {
      throw new SandboxControlError(
        "invalid_input",
        400,
        `A fault for "${operation}" cannot have an assignmentId: ` +
          "only redeem calls carry one."
      )
    }
    return this.parts.faults.set(rule)
  }

  /** The faults that are set. */
  faults(): SandboxActiveFault[] {
    return this.parts.faults.list()
  }

  /** Clears one fault. */
  clearFault(id: string): void {
    if (!this.parts.faults.clear(id)) {
      throw notFound("fault", id)
    }
  }

  /** Clears every fault. A call that one has met already is not let go. */
  clearFaults(): void {
    this.parts.faults.clearAll()
  }

  /** The calls that arrived, oldest first; the latest 5000. */
  calls(filter: SandboxCallFilter = {}): SandboxCall[] {
    return this.parts.log.list(filter)
  }

  /** Forgets the calls so far. */
  clearCalls(): void {
    this.parts.log.clear()
  }

  /** All that the sandbox holds, except the log. */
  state(): SandboxSnapshot {
    const { state, settings } = this.parts
    return {
      contacts: state.listContacts(),
      promotions: state.listPromotions(),
      assignments: state.listAssignmentStates(),
      faults: this.faults(),
      settings: { ...settings },
    }
  }

  /** Changes settings from the next call on. */
  configure(changes: Partial<SandboxSettings>): SandboxSettings {
    this.parts.settings = { ...this.parts.settings, ...changes }
    return { ...this.parts.settings }
  }

  /**
   * Back to the start: the contacts and settings the sandbox was started with,
   * no faults, an empty log. The calls under way go on.
   */
  reset(): void {
    const { state, log, faults, rateLimit } = this.parts
    state.clear()
    log.clear()
    faults.clearAll()
    rateLimit.clear()
    this.parts.settings = { ...this.parts.initialSettings }
    for (const contact of this.parts.initialContacts) {
      this.addContact(contact)
    }
  }

  private keepingIdsUnique(change: () => void): void {
    try {
      change()
    } catch (error) {
      if (error instanceof AssignmentTakenError) {
        throw new SandboxControlError("assignment_taken", 409, error.message)
      }
      throw error
    }
  }
}
