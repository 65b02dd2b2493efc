import { createAssignment, createContact, createPromotion } from "../builders"
import { version } from "../../package.json"
import type { SandboxCall, SandboxCallFilter } from "../call-log"
import { ENGAGE_ERRORS } from "../engage-errors"
import {
  AssignmentTakenError,
  type SandboxAssignmentState,
} from "../engage-state"
import type { SandboxActiveFault, SandboxFaultRule } from "../faults"
import type {
  SandboxAssignment,
  SandboxChannelType,
  SandboxContact,
  SandboxPromotion,
  SandboxSettings,
} from "../types"
import { notFound, SandboxControlError, type NamedThing } from "./control-error"
import type { SandboxContactInput, SandboxSeed } from "./seed"
import type { SandboxParts } from "./sandbox-parts"

/** What the sandbox's clock shows. */
export interface SandboxClock {
  /** ISO 8601. */
  now: string
  /** How far it is ahead of the machine's, in milliseconds. */
  movedByMs: number
}

/** Where to move the clock: to a moment, or forward by some time. */
export interface SandboxClockMove {
  /** ISO 8601. Default: what the clock shows. */
  now?: string
  /** Whole numbers, added to one another; below zero is back. */
  days?: number
  hours?: number
  minutes?: number
}

/** Whether the sandbox is there, for whoever waits for its start. */
export interface SandboxHealth {
  status: "ok"
  version: string
  /** By the sandbox's clock, ISO 8601. */
  now: string
}

/**
 * All that the sandbox holds, except the log. `load` takes it, and so does
 * `--seed` as a file.
 */
export interface SandboxSnapshot {
  contacts: SandboxContact[]
  promotions: SandboxPromotion[]
  assignments: SandboxAssignmentState[]
  faults: SandboxActiveFault[]
  settings: SandboxSettings
  clock: Pick<SandboxClock, "movedByMs">
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

  /**
   * Adds a contact. One that is known is replaced, with its assignments and their
   * history: by its `contactId`, or where none is given by its e-mail or another
   * key. For two contacts with one e-mail, give each its `contactId`.
   */
  addContact(input: SandboxContactInput = {}): SandboxContact {
    const { state } = this.parts
    const promotions = (input.promotions ?? []).map(createAssignment)
    const keys = { ...input, promotions }
    const contactId = input.contactId ?? state.contactLike(keys)?.contactId
    const contact = createContact({ ...keys, ...(contactId && { contactId }) })
    this.keepingIdsUnique(() => this.parts.state.putContact(contact))
    return contact
  }

  /**
   * Removes a contact. Its assignments stay without one, and redeeming them is
   * refused with PromotionNotAssociatedWithContact.
   */
  removeContact(contactId: string): void {
    if (!this.parts.state.removeContact(contactId)) {
      throw this.unknown("contact", contactId)
    }
  }

  /** Gives a contact an assignment, or replaces it. */
  addAssignment(
    contactId: string,
    input: Partial<SandboxAssignment> = {}
  ): SandboxAssignment {
    if (!this.parts.state.contact(contactId)) {
      throw this.unknown("contact", contactId)
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
      throw this.unknown("assignment", assignmentId)
    }
  }

  /** What has happened to one assignment. */
  assignment(assignmentId: string): SandboxAssignmentState {
    const state = this.parts.state.assignmentState(assignmentId)
    if (!state) {
      throw this.unknown("assignment", assignmentId)
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
      throw this.unknown("promotion", promotionId)
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
      throw this.unknown("fault", id)
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
      settings: structuredClone(settings),
      clock: { movedByMs: this.parts.movedByMs },
    }
  }

  /** Whether the sandbox is there. */
  health(): SandboxHealth {
    return { status: "ok", version, now: this.clock().now }
  }

  /** What the sandbox's clock shows. */
  clock(): SandboxClock {
    const { movedByMs } = this.parts
    return { now: this.parts.now().toISOString(), movedByMs }
  }

  /**
   * Moves the clock of expiry, `redeemedOn` and the log; it goes on from there.
   * Delays and the rate limit keep to real time.
   */
  moveClock(to: SandboxClockMove): SandboxClock {
    const { now, days = 0, hours = 0, minutes = 0 } = to
    const goal = now === undefined ? this.parts.now() : new Date(now)
    const forwardMs = ((days * 24 + hours) * 60 + minutes) * 60_000
    this.parts.movedByMs +=
      goal.getTime() - this.parts.now().getTime() + forwardMs
    return this.clock()
  }

  /** Lets the clock show the time of the machine again. */
  resetClock(): SandboxClock {
    this.parts.movedByMs = 0
    return this.clock()
  }

  /** Changes settings from the next call on. */
  configure(changes: Partial<SandboxSettings>): SandboxSettings {
    this.parts.settings = { ...this.parts.settings, ...changes }
    return structuredClone(this.parts.settings)
  }

  /**
   * Puts a saved state in the place of what the sandbox holds. What the state
   * leaves out is as at the start of a sandbox that is given nothing; settings that
   * it leaves out stay. The log stays, and the calls under way go on. Assignments
   * whose contact was removed are in no saved state.
   * @throws SandboxControlError `assignment_taken` and changes nothing.
   */
  load(seed: SandboxSeed): SandboxSnapshot {
    const before = this.parts.state
    this.parts.state = this.parts.emptyState()
    try {
      seed.promotions?.forEach((promotion) => this.addPromotion(promotion))
      seed.contacts?.forEach((contact) => this.addContact(contact))
    } catch (error) {
      this.parts.state = before
      throw error
    }
    for (const { assignmentId, ...history } of seed.assignments ?? []) {
      this.parts.state.restoreHistory(assignmentId, history)
    }
    this.clearFaults()
    seed.faults?.forEach((fault) => this.setFault(fault))
    this.configure(seed.settings ?? {})
    this.parts.movedByMs = seed.clock?.movedByMs ?? 0
    return this.state()
  }

  /**
   * Back to the start: what the sandbox was started with, and an empty log. The
   * calls under way go on.
   */
  reset(): void {
    const { log, rateLimit, start } = this.parts
    this.parts.settings = structuredClone(start.settings)
    this.load(start.seed)
    log.clear()
    rateLimit.clear()
  }

  /** The error for an id that is not known, with the ids that are. */
  private unknown(kind: NamedThing, id: string): SandboxControlError {
    const { state } = this.parts
    const ids = {
      contact: () => state.listContacts().map(({ contactId }) => contactId),
      assignment: () =>
        state.listAssignmentStates().map(({ assignmentId }) => assignmentId),
      promotion: () => state.listPromotions().map((it) => it.promotionId),
      fault: () => this.faults().map((fault) => fault.id),
    }
    return notFound(kind, id, ids[kind]())
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
