import type { SandboxAssignmentState } from "../engage-state"
import type { SandboxFaultRule } from "../faults"
import type {
  SandboxAssignment,
  SandboxContact,
  SandboxPromotion,
  SandboxSettings,
} from "../types"

/** A contact to add; missing fields get the defaults of `createContact`. */
export type SandboxContactInput = Partial<
  Omit<SandboxContact, "promotions">
> & {
  /** Missing fields get the defaults of `createAssignment`. */
  promotions?: Partial<SandboxAssignment>[]
}

/**
 * A sandbox's initial state: a file for `--seed`, or a saved state. Every part is
 * optional.
 */
export interface SandboxSeed {
  contacts?: SandboxContactInput[]
  promotions?: Partial<SandboxPromotion>[]
  /** History of assignments of `contacts`. */
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
    /**
     * How far the sandbox's clock is ahead of the machine's, in milliseconds.
     * Default 0.
     */
    movedByMs?: number
  }
}
