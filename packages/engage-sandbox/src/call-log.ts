import type { JsonValue, SandboxOperation } from "./types"

/** How many calls the log keeps; the oldest are dropped first. */
export const CALL_LOG_LIMIT = 5000

/** The longest body that the log keeps in full, in characters. */
const BODY_LIMIT = 10_000

/**
 * A call to Engage. The log never has the API key or any header but the user agent.
 */
export interface SandboxCall {
  /** Counts up from 1, as long as the sandbox runs. */
  sequence: number
  /** When the call arrived, ISO 8601, by the sandbox's clock. */
  time: string
  method: string
  /** Without the query string, which may contain an e-mail address. */
  path: string
  /** Null for an address that Engage does not have. */
  operation: SandboxOperation | null
  /** The id in the address of a redeem call; null for other operations. */
  assignmentId: string | null
  /** The channel that the caller sent, valid or not. Only for redeem and list. */
  channel: string | null
  /** Null while the call is under way, and if no complete answer was sent. */
  status: number | null
  /** How long the call took, in milliseconds; null while it is under way. */
  durationMs: number | null
  /** The request's body: JSON, or otherwise its text. Null for no body. */
  requestBody: JsonValue
  /** The answer's body. Null for no body, and if no complete answer was sent. */
  answerBody: JsonValue
  /** Whether this call changed the sandbox's data. */
  saved: boolean
  /** The types of the faults that affected this call. */
  faults: string[]
  userAgent: string | null
}

/** Selects calls; a field that is left out selects all. */
export interface SandboxCallFilter {
  operation?: SandboxOperation
  assignmentId?: string
  /** Only calls after the call with this `sequence`. */
  since?: number
}

/** The calls to Engage, oldest first. */
export class CallLog {
  private calls: SandboxCall[] = []
  private sequence = 0

  /** Adds a call and returns its entry; the caller fills in the outcome. */
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

  /** Copies of the selected calls. */
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

  /** Removes all calls. */
  clear(): void {
    this.calls = []
  }
}

/** A body for the log: parsed if it is JSON, and shortened if it is long. */
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
