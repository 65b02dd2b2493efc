import {
  SandboxControlError,
  type SandboxFault,
} from "../../../packages/engage-sandbox/src"
import { ASSIGNMENTS } from "../support/cast"
import { TIMES } from "../support/settings"
import { step, type Step } from "../support/step"

/** Every fault of the sandbox's, by the name it has in a counter-example. */
export const FAULTS = {
  "away, before saving": { type: "reset_before_save" },
  "lost after saving": { type: "reset_after_save" },
  "slow, saved": { type: "delay_after_save", ms: TIMES.late },
  "too slow, saved": { type: "delay_after_save", ms: TIMES.tooLate },
  "a little slow": { type: "delay_before_save", ms: TIMES.engageLimitMs / 2 },
  "its own time limit": {
    type: "delay_before_save",
    ms: TIMES.engageLimitMs * 2,
  },
  "half an answer, saved": { type: "half_answer", saved: true },
  "half an answer, not saved": { type: "half_answer", saved: false },
  "a proxy's page": { type: "html", status: 502 },
  "a proxy's page, saved": { type: "html", status: 502, saved: true },
  "a page that is not found": { type: "html", status: 404 },
  "500": { type: "status", status: 500 },
  "500, saved": { type: "status", status: 500, saved: true },
  "504, saved": { type: "status", status: 504, saved: true },
  "429": { type: "status", status: 429, headers: { "retry-after": "30" } },
  "wrong key": { type: "wrong_key" },
  "a redirect": { type: "redirect", location: "https://example.com" },
  "refused for its channel": {
    type: "refuse",
    code: "PromotionNotValidForRedemptionChannel",
  },
  "refused as not found": { type: "refuse", code: "PromotionNotFound" },
  "refused, nested": {
    type: "refuse",
    code: "PromotionNotAssociatedWithContact",
    form: "nested",
  },
  "silent, saved": { type: "hang", saved: true },
  "silent, not saved": { type: "hang", saved: false },
  "a long body": { type: "big_body", bytes: 100_000 },
} as const satisfies Record<string, SandboxFault>

export type FaultName = keyof typeof FAULTS

/** From now on, or so many times, Engage misbehaves. */
export function fault(
  name: FaultName,
  operation: "redeem" | "any",
  times: number
): Step {
  const what = `engage(${name}, ${operation} ×${times})`
  return step(what, async (model, world) => {
    const fault: SandboxFault = FAULTS[name]
    world.sandbox.setFault({ ...fault, operation, times })
    model.refusesAtWill ||= fault.type === "refuse"
  })
}

export function clearFaults(): Step {
  return step("engage(all is well)", async (_, world) => {
    world.sandbox.clearFaults()
  })
}

/** A shop assistant redeems an assignment behind our back. */
export function redeemInStore(choice: number): Step {
  const { id = "" } = ASSIGNMENTS[choice % ASSIGNMENTS.length] ?? {}
  return step(`redeemInStore(${id})`, async (_, world) => {
    try {
      world.sandbox.redeemInStore(id)
    } catch (error) {
      // Used already: the assistant says so, and nothing changes.
      if (!(error instanceof SandboxControlError)) {
        throw error
      }
    }
  })
}
