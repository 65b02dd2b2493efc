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
import { invalid } from "./parse"
import type { SandboxContactInput, SandboxSeed } from "./seed"
import type { SandboxParts } from "./sandbox-parts"

/** The sandbox's clock. */
export interface SandboxClock {
  /** ISO 8601. */
  now: string
  /** How far the sandbox's clock is ahead of the machine's, in milliseconds. */
  movedByMs: number
}

/** Where to move the clock: to a moment, or forward by an amount of time. */
export interface SandboxClockMove {
  /** ISO 8601. Default: the clock's present time. */
  now?: string
  /**
   * Whole numbers; the clock moves by their sum, and back if the sum is negative.
   */
  days?: number
  hours?: number
  minutes?: number
}

/** Whether the sandbox runs, for scripts that wait for its start. */
export interface SandboxHealth {
  status: "ok"
  version: string
  /** By the sandbox's clock, ISO 8601. */
  now: string
}

/**
 * The sandbox's whole state except the log. `load` accepts a snapshot, and so does
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
 * Controls the sandbox from a test: real Engage has none of these calls. Every
 * method has an equivalent route under `/_sandbox`. All returned values are copies.
 * @throws SandboxControlError
 */
export class SandboxControl {
  constructor(private readonly parts: SandboxParts) {
    this.reset()
  }

  /**
   * Adds a contact. If the sandbox already has the contact, the new contact replaces
   * the old, with all assignments and their history. Contacts match by `contactId`,
   * or, if the input has none, by e-mail or another key. For two contacts with the
   * same e-mail, give each a `contactId`.
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
   * Removes a contact. The contact's assignments stay without an owner: redeeming is
   * then refused with PromotionNotAssociatedWithContact.
   */
  removeContact(contactId: string): void {
    if (!this.parts.state.removeContact(contactId)) {
      throw this.unknown("contact", contactId)
    }
  }

  /** Gives a contact an assignment, or replaces the assignment with the same id. */
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

  /** Removes an assignment: redeem calls then answer PromotionNotFound. */
  removeAssignment(assignmentId: string): void {
    if (!this.parts.state.removeAssignment(assignmentId)) {
      throw this.unknown("assignment", assignmentId)
    }
  }

  /** The state and history of an assignment. */
  assignment(assignmentId: string): SandboxAssignmentState {
    const state = this.parts.state.assignmentState(assignmentId)
    if (!state) {
      throw this.unknown("assignment", assignmentId)
    }
    return state
  }

  /** Redeems in a store, without the shop's knowledge. Default channel: POS. */
  redeemInStore(
    assignmentId: string,
    channel: SandboxChannelType = "POS"
  ): SandboxAssignmentState {
    const refusal = this.parts.state.redeem(assignmentId, channel, "store")
    if (refusal) {
      const { status, message } = ENGAGE_ERRORS[refusal]
      const isKnown = this.parts.state.hasAssignment(assignmentId)
      throw new SandboxControlError(
        refusal,
        status,
        isKnown ? message : this.unknown("assignment", assignmentId).message
      )
    }
    return this.assignment(assignmentId)
  }

  /** Adds or replaces a promotion that can be assigned. */
  addPromotion(input: Partial<SandboxPromotion> = {}): SandboxPromotion {
    const promotion = createPromotion(input)
    this.parts.state.putPromotion(promotion)
    return promotion
  }

  /** Activates a draft, as staff do in Engage. */
  activatePromotion(promotionId: string): SandboxPromotion {
    const promotion = this.parts.state.promotion(promotionId)
    if (!promotion) {
      throw this.unknown("promotion", promotionId)
    }
    return this.addPromotion({ ...promotion, status: "Active" })
  }

  /**
   * Sets a fault. The fault stays until its `times` are used up or a caller clears
   * it.
   */
  setFault(rule: SandboxFaultRule): SandboxActiveFault {
    requirePossible(rule)
    return this.parts.faults.set(rule)
  }

  /** The active faults. */
  faults(): SandboxActiveFault[] {
    return this.parts.faults.list()
  }

  /** Clears a fault. */
  clearFault(id: string): void {
    if (!this.parts.faults.clear(id)) {
      throw this.unknown("fault", id)
    }
  }

  /**
   * Clears every fault. A call that a fault already affects, such as a delayed call,
   * stays affected.
   */
  clearFaults(): void {
    this.parts.faults.clearAll()
  }

  /** The calls that arrived, oldest first; the latest 5000. */
  calls(filter: SandboxCallFilter = {}): SandboxCall[] {
    return this.parts.log.list(filter)
  }

  /** Removes all calls from the log. */
  clearCalls(): void {
    this.parts.log.clear()
  }

  /** The sandbox's whole state except the log. */
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

  /** Whether the sandbox runs. */
  health(): SandboxHealth {
    return { status: "ok", version, now: this.clock().now }
  }

  /** The sandbox's clock. */
  clock(): SandboxClock {
    const { movedByMs } = this.parts
    return { now: this.parts.now().toISOString(), movedByMs }
  }

  /**
   * Moves the clock, which then runs on. The clock decides expiry, `redeemedOn` and
   * the log's times. Delays and the rate limit use real time.
   * @throws SandboxControlError `invalid_input` outside the years 1970 to 9999.
   */
  moveClock(to: SandboxClockMove): SandboxClock {
    const { now, days = 0, hours = 0, minutes = 0 } = to
    const goal = now === undefined ? this.parts.now() : new Date(now)
    const forwardMs = ((days * 24 + hours) * 60 + minutes) * 60_000
    this.parts.movedByMs = this.showable(
      this.parts.movedByMs +
        (goal.getTime() - this.parts.now().getTime() + forwardMs)
    )
    return this.clock()
  }

  /** Sets the clock back to the machine's time. */
  resetClock(): SandboxClock {
    this.parts.movedByMs = 0
    return this.clock()
  }

  /** Changes settings. Calls that are still waiting also answer in the new form. */
  configure(changes: Partial<SandboxSettings>): SandboxSettings {
    this.parts.settings = { ...this.parts.settings, ...changes }
    return structuredClone(this.parts.settings)
  }

  /**
   * Replaces the sandbox's state with a saved state. Parts missing from the saved
   * state become empty; missing settings stay as before. The log stays, and calls
   * under way continue. No saved state has assignments whose contact was removed.
   * @throws SandboxControlError `assignment_taken` or `invalid_input`, and changes
   * nothing.
   */
  load(seed: SandboxSeed): SandboxSnapshot {
    seed.faults?.forEach(requirePossible)
    const movedByMs = this.showable(seed.clock?.movedByMs ?? 0)
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
    this.parts.movedByMs = movedByMs
    return this.state()
  }

  /**
   * Returns to the state with which the sandbox started, with an empty log. Calls
   * under way continue.
   */
  reset(): void {
    const { log, rateLimit, start } = this.parts
    this.parts.settings = structuredClone(start.settings)
    this.load(start.seed)
    log.clear()
    rateLimit.clear()
  }

  /**
   * The move, if the clock can show the moment. JavaScript has no date beyond the
   * year 275760: every later call would fail.
   */
  private showable(movedByMs: number): number {
    const now = this.parts.start.clock().getTime() + movedByMs
    const year = new Date(now).getUTCFullYear()
    if (!(year >= 1970 && year <= 9999)) {
      throw invalid("The clock can show the years 1970 to 9999.")
    }
    return movedByMs
  }

  /** The error for an unknown id, which lists the known ids. */
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

/** @throws SandboxControlError `invalid_input` for a fault that no call can meet. */
function requirePossible({
  operation = "any",
  assignmentId,
}: SandboxFaultRule) {
  if (assignmentId && operation !== "any" && operation !== "redeem") {
    throw invalid(
      `A fault for "${operation}" cannot have an assignmentId: ` +
        "only redeem calls carry one."
    )
  }
}
