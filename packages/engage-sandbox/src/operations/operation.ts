import type { Answer } from "../answer"
import type { EngageState } from "../engage-state"
import type { SandboxSettings } from "../types"

/** What an operation works on. */
export interface OperationInput {
  /** The id in the address, decoded; "" where the address has none. */
  id: string
  query: URLSearchParams
  /** The parsed body; undefined for a GET. */
  body: unknown
  state: EngageState
  settings: SandboxSettings
  now: Date
}

/** Engage's answer, and whether the call changed something. */
export interface OperationResult {
  answer: Answer
  saved: boolean
}

/** One call of Engage, carried out in one synchronous step. */
export type Operation = (input: OperationInput) => OperationResult

/** An answer that changed nothing. */
export function unsaved(answer: Answer): OperationResult {
  return { answer, saved: false }
}
