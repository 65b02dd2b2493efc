export * from "./builders"
export { CALL_LOG_LIMIT } from "./call-log"
export type { SandboxCall, SandboxCallFilter } from "./call-log"
export { SandboxControlError } from "./control/control-error"
export type { SandboxControlCode } from "./control/control-error"
export { CONTROL_PATH } from "./control/control-routes"
export { parseSeed } from "./control/inputs"
export type { SandboxContactInput, SandboxSeed } from "./control/seed"
export type {
  SandboxClock,
  SandboxClockMove,
  SandboxControl,
  SandboxHealth,
  SandboxSnapshot,
} from "./control/sandbox-control"
export { ENGAGE_ERRORS } from "./engage-errors"
export type { SandboxEngageCode } from "./engage-errors"
export type { RedeemedBy, SandboxAssignmentState } from "./engage-state"
export type {
  BigBodyFault,
  DelayAfterSaveFault,
  DelayBeforeSaveFault,
  HalfAnswerFault,
  HangFault,
  HtmlFault,
  RedirectFault,
  RefuseFault,
  ResetAfterSaveFault,
  ResetBeforeSaveFault,
  SandboxActiveFault,
  SandboxDelayFault,
  SandboxFault,
  SandboxFaultMatch,
  SandboxFaultRule,
  SandboxOutcomeFault,
  StatusFault,
  WrongKeyFault,
} from "./faults"
export { DEFAULT_API_KEY, startEngageSandbox } from "./server"
export type { EngageSandbox, EngageSandboxOptions } from "./server"
export * from "./types"
