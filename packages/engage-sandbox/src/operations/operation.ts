import type { Answer } from "../answer"
import type { EngageState } from "../engage-state"
import type { SandboxSettings } from "../types"

/** The input of an operation. */
export interface OperationInput {
  /** The id in the address, decoded; "" if the address has no id. */
  id: string
  query: URLSearchParams
  /** The parsed body; undefined for a GET. */
  body: unknown
  state: EngageState
  settings: SandboxSettings
  now: Date
}

/** Engage's answer, and whether the call changed data. */
export interface OperationResult {
  answer: Answer
  saved: boolean
}

/** An Engage operation, run in a single synchronous step. */
export type Operation = (input: OperationInput) => OperationResult

/** The result of a call that changed nothing. */
export function unsaved(answer: Answer): OperationResult {
  return { answer, saved: false }
}
