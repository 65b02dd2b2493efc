import type { SandboxOperation } from "./types"

/** The most calls that the log keeps; the oldest go first. */
export const CALL_LOG_LIMIT = 5000

/** One call that arrived. It never holds the API key, a header or a body. */
export interface SandboxCall {
  /** Counts up from 1. */
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
    const { operation, assignmentId } = filter
    return structuredClone(
      this.calls.filter(
        (call) =>
          (operation === undefined || call.operation === operation) &&
          (assignmentId === undefined || call.assignmentId === assignmentId)
      )
    )
  }

  /** Forgets the calls so far. */
  clear(): void {
    this.calls = []
    this.sequence = 0
  }
}
