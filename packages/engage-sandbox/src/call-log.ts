import type { JsonValue, SandboxOperation } from "./types"

/** The most calls that the log keeps; the oldest go first. */
export const CALL_LOG_LIMIT = 5000

/** The longest body that the log keeps whole, in characters. */
const BODY_LIMIT = 10_000

/** One call that arrived. It never holds the API key or a header. */
export interface SandboxCall {
  /** Counts up from 1, for as long as the sandbox runs. */
  sequence: number
  /** When it arrived, ISO 8601, by the sandbox's clock. */
  time: string
  method: string
  /** Without the query, which may hold an e-mail. */
  path: string
  /** Null for an address that Engage does not have. */
  operation: SandboxOperation | null
  /** Only redeem calls carry one. */
  assignmentId: string | null
  /** What the caller sent, known channel or not. Redeem and list only. */
  channel: string | null
  /** Null while, or when, no whole answer went out. */
  status: number | null
  /** How long the call took, in milliseconds; null while it is under way. */
  durationMs: number | null
  /** What was sent: JSON, or the text of anything else. Null for no body. */
  requestBody: JsonValue
  /** What was answered. Null for no body, and when no whole answer went out. */
  answerBody: JsonValue
  /** Whether this call changed something in the sandbox. */
  saved: boolean
  /** The types of the faults that met this call. */
  faults: string[]
  userAgent: string | null
}

/** Which calls to read. What is left out matches everything. */
export interface SandboxCallFilter {
  operation?: SandboxOperation
  assignmentId?: string
  /** Only calls that came after the one with this `sequence`. */
  since?: number
}

/** The calls that arrived, oldest first. */
export class CallLog {
  private calls: SandboxCall[] = []
  private sequence = 0

  /** Adds a call and returns it, for its outcome to be filled in. */
  add(
    call: Pick<SandboxCall, "time" | "method" | "path" | "userAgent">
  ): SandboxCall {
    const entry: SandboxCall = {
      sequence: ++this.sequence,
      operation: null,
      assignmentId: null,
      channel: null,
      status: null,
      durationMs: null,
      requestBody: null,
      answerBody: null,
      saved: false,
      faults: [],
      ...call,
    }
    this.calls.push(entry)
    if (this.calls.length > CALL_LOG_LIMIT) {
      this.calls.shift()
    }
    return entry
  }

  /** A copy of the calls that match. */
  list(filter: SandboxCallFilter = {}): SandboxCall[] {
    const { operation, assignmentId, since = 0 } = filter
    return structuredClone(
      this.calls.filter(
        (call) =>
          call.sequence > since &&
          (operation === undefined || call.operation === operation) &&
          (assignmentId === undefined || call.assignmentId === assignmentId)
      )
    )
  }

  /** Forgets the calls so far. */
  clear(): void {
    this.calls = []
  }
}

/** A body as the log keeps it: parsed where it is JSON, and cut where it is long. */
export function loggedBody(body: string): JsonValue {
  if (body.length > BODY_LIMIT) {
    return `${body.slice(0, BODY_LIMIT)}… (${body.length} characters)`
  }
  try {
    return body === "" ? null : (JSON.parse(body) as JsonValue)
  } catch {
    return body
  }
}
