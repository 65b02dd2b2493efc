import { CallLog } from "../call-log"
import { EngageState } from "../engage-state"
import { FaultBook } from "../faults"
import { RateLimit } from "../rate-limit"
import type { SandboxSettings } from "../types"
import type { SandboxSeed } from "./seed"

/** What a sandbox begins with, and what `reset` goes back to. */
export interface SandboxStart {
  /** The time of the machine, or a test's own. */
  clock: () => Date
  settings: SandboxSettings
  /** Contacts and all else that there is at the beginning. */
  seed: SandboxSeed
}

/** What the server and the control methods share. */
export class SandboxParts {
  /** Replaced as a whole by `load` and `reset`. */
  state: EngageState
  readonly log = new CallLog()
  readonly faults = new FaultBook()
  readonly rateLimit = new RateLimit()
  settings: SandboxSettings
  /** How far the sandbox's clock is ahead of the machine's. */
  movedByMs = 0

  constructor(readonly start: SandboxStart) {
    this.state = this.emptyState()
    this.settings = { ...start.settings }
  }

  /** The time by the sandbox's clock. */
  readonly now = (): Date =>
    new Date(this.start.clock().getTime() + this.movedByMs)

  emptyState(): EngageState {
    return new EngageState(this.now)
  }
}
