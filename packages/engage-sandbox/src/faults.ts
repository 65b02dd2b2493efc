import { randomUUID } from "node:crypto"
import type { SandboxEngageCode } from "./engage-errors"
import type { JsonValue, SandboxOperation, SandboxRefusalForm } from "./types"

/**
 * Waits before the sandbox runs the call, in milliseconds. A redemption is not saved
 * before the wait ends: if the wait exceeds `redeemTimeoutMs`, the sandbox answers
 * 504 at the limit and saves nothing. Source: Seed.
 */
export interface DelayBeforeSaveFault {
  type: "delay_before_save"
  ms: number
}

/**
 * Waits after the sandbox has run the call, in milliseconds, without a limit: once
 * Engage has saved a redemption, Engage does not give up. A refused call saved
 * nothing and is answered without this wait. Source: Seed.
 */
export interface DelayAfterSaveFault {
  type: "delay_after_save"
  ms: number
}

/** Breaks the connection without an answer; nothing is saved. */
export interface ResetBeforeSaveFault {
  type: "reset_before_save"
}

/** Runs the call, then breaks the connection without an answer. */
export interface ResetAfterSaveFault {
  type: "reset_after_save"
}

/** Sends the headers and a part of the body, then breaks the connection. */
export interface HalfAnswerFault {
  type: "half_answer"
  /** Whether the sandbox runs the call first. Default true. */
  saved?: boolean
}

/** Answers with a proxy's HTML page instead of Engage's answer. */
export interface HtmlFault {
  type: "html"
  /** Default 502. */
  status?: number
  /** Whether the sandbox runs the call first. Default false. */
  saved?: boolean
}

/** Answers with any status and any body. */
export interface StatusFault {
  type: "status"
  status: number
  /** A text is sent unchanged (text/plain), any other value as JSON. */
  body?: JsonValue
  /** Such as `{ "retry-after": "30" }`; override the sandbox's own headers. */
  headers?: Record<string, string>
  /** Whether the sandbox runs the call first. Default false. */
  saved?: boolean
}

/** Answers 401, as for a wrong API key; nothing is saved. */
export interface WrongKeyFault {
  type: "wrong_key"
}

/** Redirects the caller; nothing is saved. */
export interface RedirectFault {
  type: "redirect"
  location: string
  /** Default 302. */
  status?: 301 | 302 | 303 | 307 | 308
}

/** Refuses with an error code of Engage; nothing is saved. */
export interface RefuseFault {
  type: "refuse"
  code: SandboxEngageCode
  /** Default "json". */
  form?: SandboxRefusalForm
  /** Default: the documented status of the code. */
  status?: number
}

/** Never answers, and keeps the connection open until the sandbox closes. */
export interface HangFault {
  type: "hang"
  /** Whether the sandbox runs the call first. Default false. */
  saved?: boolean
}

/** Answers 200 with a body of `bytes` bytes (a JSON string), sent as a stream. */
export interface BigBodyFault {
  type: "big_body"
  /** At least 2. */
  bytes: number
  /** Whether the sandbox runs the call first. Default true. */
  saved?: boolean
}

/** The two delays. A delay can be combined with another fault. */
export type SandboxDelayFault = DelayBeforeSaveFault | DelayAfterSaveFault

/** The faults that replace Engage's answer. */
export type SandboxOutcomeFault =
  | ResetBeforeSaveFault
  | ResetAfterSaveFault
  | HalfAnswerFault
  | HtmlFault
  | StatusFault
  | WrongKeyFault
  | RedirectFault
  | RefuseFault
  | HangFault
  | BigBodyFault

/** A failure on demand. */
export type SandboxFault = SandboxDelayFault | SandboxOutcomeFault

/** Which calls a fault affects, and how many of them. */
export interface SandboxFaultMatch {
  /** Default "any". */
  operation?: SandboxOperation | "any"
  /** Only redemptions of this assignment. Default: every call. */
  assignmentId?: string
  /**
   * How many matching calls. Default: every matching call until the fault is
   * cleared.
   */
  times?: number
}

/** A fault, and which calls the fault affects. */
export type SandboxFaultRule = SandboxFault & SandboxFaultMatch

/** An active fault, with the id for clearing it. */
export type SandboxActiveFault = SandboxFaultRule & { id: string }

/** The faults that affect a call: at most one of each kind. */
export interface FaultPlan {
  delayBefore?: DelayBeforeSaveFault
  delayAfter?: DelayAfterSaveFault
  outcome?: SandboxOutcomeFault
}

/** The active faults, oldest first. */
export class FaultBook {
  private rules: SandboxActiveFault[] = []

  /** Adds a fault after the active faults. */
  set(rule: SandboxFaultRule): SandboxActiveFault {
    const active = { ...structuredClone(rule), id: randomUUID() }
    this.rules.push(active)
    return structuredClone(active)
  }

  /** The active faults, with the remaining `times`. */
  list(): SandboxActiveFault[] {
    return structuredClone(this.rules)
  }

  /** Clears a fault; false if no fault has this id. */
  clear(id: string): boolean {
    const before = this.rules.length
    this.rules = this.rules.filter((rule) => rule.id !== id)
    return this.rules.length < before
  }

  /** Clears every fault. */
  clearAll(): void {
    this.rules = []
  }

  /**
   * Picks the faults for a call that has just arrived: of each kind (delay before,
   * delay after, outcome) the oldest matching fault. Counts down their `times`.
   */
  take(operation: SandboxOperation, assignmentId: string | null): FaultPlan {
    const plan: FaultPlan = {}
    for (const rule of [...this.rules]) {
      if (matches(rule, operation, assignmentId) && join(plan, rule)) {
        this.useUp(rule)
      }
    }
    return plan
  }

  private useUp(rule: SandboxActiveFault): void {
    if (rule.times === undefined) {
      return
    }
    rule.times--
    if (rule.times <= 0) {
      this.clear(rule.id)
    }
  }
}

function matches(
  rule: SandboxFaultMatch,
  operation: SandboxOperation,
  assignmentId: string | null
): boolean {
  const { operation: wanted = "any", assignmentId: wantedId } = rule
  return (
    (wanted === "any" || wanted === operation) &&
    (wantedId === undefined || wantedId === assignmentId)
  )
}

/**
 * Adds a fault to the plan, unless the plan already has a fault of the same kind.
 */
function join(plan: FaultPlan, fault: SandboxFault): boolean {
  const kind = kindOf(fault)
  if (plan[kind]) {
    return false
  }
  Object.assign(plan, { [kind]: fault })
  return true
}

function kindOf(fault: SandboxFault): keyof FaultPlan {
  switch (fault.type) {
    case "delay_before_save":
      return "delayBefore"
    case "delay_after_save":
      return "delayAfter"
    default:
      return "outcome"
  }
}
