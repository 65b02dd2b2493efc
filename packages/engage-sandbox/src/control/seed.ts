import type { SandboxAssignmentState } from "../engage-state"
import type { SandboxFaultRule } from "../faults"
import type {
  SandboxAssignment,
  SandboxContact,
  SandboxPromotion,
  SandboxSettings,
} from "../types"

/** A contact to add; what is left out is as in `createContact`. */
export type SandboxContactInput = Partial<
  Omit<SandboxContact, "promotions">
> & {
  /** What is left out is as in `createAssignment`. */
  promotions?: Partial<SandboxAssignment>[]
}

/**
 * What a sandbox can begin with: a file for `--seed`, or a state that was saved.
 * Every part may be left out.
 */
export interface SandboxSeed {
  contacts?: SandboxContactInput[]
  promotions?: Partial<SandboxPromotion>[]
  /** What has happened to assignments of `contacts`. */
  assignments?: Pick<
    SandboxAssignmentState,
    | "assignmentId"
    | "redeemedChannel"
    | "redeemedBy"
    | "redeemCount"
    | "requestCount"
  >[]
  faults?: SandboxFaultRule[]
  settings?: Partial<SandboxSettings>
  clock?: {
    /** How far ahead of the machine's, in milliseconds. Default 0. */
    movedByMs?: number
  }
}
