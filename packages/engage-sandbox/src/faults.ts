import { randomUUID } from "node:crypto"
import type { SandboxEngageCode } from "./engage-errors"
import type { JsonValue, SandboxOperation, SandboxRefusalForm } from "./types"

/**
 * Waits before the call is carried out, in milliseconds. For a redemption this
 * is the time before the point of no return: longer than `redeemTimeoutMs` is
 * a 504 at that limit, and nothing is saved. Source: Seed.
 */
export interface DelayBeforeSaveFault {
  type: "delay_before_save"
  ms: number
}

/**
 * Waits after the call has been carried out, in milliseconds, however long:
 * past the point of no return Engage does not give up. A call that was refused
 * saved nothing and is not held back. Source: Seed.
 */
export interface DelayAfterSaveFault {
  type: "delay_after_save"
  ms: number
}

/** Breaks the connection without an answer; nothing is saved. */
export interface ResetBeforeSaveFault {
  type: "reset_before_save"
}

/** Carries the call out, then breaks the connection without an answer. */
export interface ResetAfterSaveFault {
  type: "reset_after_save"
}

/** Sends the headers and part of the body, then breaks the connection. */
export interface HalfAnswerFault {
  type: "half_answer"
  /** Whether the call is carried out first. Default true. */
  saved?: boolean
}

/** A page of a proxy in front of Engage, instead of Engage's answer. */
export interface HtmlFault {
  type: "html"
  /** Default 502. */
  status?: number
  /** Whether the call is carried out first. Default false. */
  saved?: boolean
}

/** Any status, with any body. */
export interface StatusFault {
  type: "status"
  status: number
  /** A text goes out as it is (text/plain), anything else as JSON. */
  body?: JsonValue
  /** Such as `{ "retry-after": "30" }`; they win over the sandbox's own. */
  headers?: Record<string, string>
  /** Whether the call is carried out first. Default false. */
  saved?: boolean
}

/** Answers 401, as to a wrong API key; nothing is saved. */
export interface WrongKeyFault {
  type: "wrong_key"
}

/** Sends the caller elsewhere; nothing is saved. */
export interface RedirectFault {
  type: "redirect"
  location: string
  /** Default 302. */
  status?: 301 | 302 | 303 | 307 | 308
}

/** Refuses with one of Engage's codes; nothing is saved. */
export interface RefuseFault {
  type: "refuse"
  code: SandboxEngageCode
  /** Default "json". */
  form?: SandboxRefusalForm
  /** Default: the status that is documented for the code. */
  status?: number
}

/** Never answers, and keeps the connection open until the sandbox closes. */
export interface HangFault {
  type: "hang"
  /** Whether the call is carried out first. Default false. */
  saved?: boolean
}

/** A 200 with a body of so many bytes (a JSON string), sent as a stream. */
export interface BigBodyFault {
  type: "big_body"
  /** At least 2. */
  bytes: number
  /** Whether the call is carried out first. Default true. */
  saved?: boolean
}

/** The two delays. They add to whatever else happens to the call. */
export type SandboxDelayFault = DelayBeforeSaveFault | DelayAfterSaveFault

/** What takes the place of Engage's answer. */
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

/** Something that goes wrong on demand. */
export type SandboxFault = SandboxDelayFault | SandboxOutcomeFault

/** Which calls a fault meets, and how many of them. */
export interface SandboxFaultMatch {
  /** Default "any". */
  operation?: SandboxOperation | "any"
  /** Only redemptions of this assignment. Default: every call. */
  assignmentId?: string
  /** How many matching calls. Default: every one, until it is cleared. */
  times?: number
}

/** A fault and the calls it meets. */
export type SandboxFaultRule = SandboxFault & SandboxFaultMatch

/** A fault that is set, with the id that clears it. */
export type SandboxActiveFault = SandboxFaultRule & { id: string }

/** What meets one call: at most one fault of each kind. */
export interface FaultPlan {
  delayBefore?: DelayBeforeSaveFault
  delayAfter?: DelayAfterSaveFault
  outcome?: SandboxOutcomeFault
}

/** The faults that are set, oldest first. */
export class FaultBook {
  private rules: SandboxActiveFault[] = []

  /** Sets a fault; it comes after those that are set already. */
  set(rule: SandboxFaultRule): SandboxActiveFault {
    const active = { ...structuredClone(rule), id: randomUUID() }
    this.rules.push(active)
    return structuredClone(active)
  }

  /** The faults that are set, with the calls they have left in `times`. */
  list(): SandboxActiveFault[] {
    return structuredClone(this.rules)
  }

  /** Clears one fault; false when there is none with this id. */
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
   * What meets a call that has just arrived: of each kind (delay before, delay
   * after, outcome) the oldest fault that matches. Uses up one of its `times`.
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

/** Adds a fault to the plan, unless it has one of that kind already. */
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
