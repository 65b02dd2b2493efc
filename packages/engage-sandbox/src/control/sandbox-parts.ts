import { CallLog } from "../call-log"
import { EngageState } from "../engage-state"
import { FaultBook } from "../faults"
import { RateLimit } from "../rate-limit"
import type { SandboxSettings } from "../types"
import type { SandboxSeed } from "./seed"

/** The sandbox's initial state, to which `reset` returns. */
export interface SandboxStart {
  /** The machine's time, or a test's own clock. */
  clock: () => Date
  settings: SandboxSettings
  /** The initial contacts, promotions, faults and so on. */
  seed: SandboxSeed
}

/** The objects that the server and the control methods share. */
export class SandboxParts {
  /** `load` and `reset` replace the whole state. */
  state: EngageState
  readonly log = new CallLog()
  readonly faults = new FaultBook()
  readonly rateLimit = new RateLimit()
  settings: SandboxSettings
  /** How far the sandbox's clock is ahead of the machine's, in milliseconds. */
  movedByMs = 0

  constructor(readonly start: SandboxStart) {
    this.state = this.emptyState()
    this.settings = { ...start.settings }
  }

  /** The present time by the sandbox's clock. */
  readonly now = (): Date =>
    new Date(this.start.clock().getTime() + this.movedByMs)

  emptyState(): EngageState {
    return new EngageState(this.now)
  }
}
