/** Moments in a completion at which a server can be made to die. */
export const CRASH_POINTS = [
  "before the claim",
  "after the claim",
  "after the order",
  "after the payment",
  "after the call was committed",
  "while the call is out",
  "after the verdict",
  "before undoing",
  "order undone",
  "discount off",
] as const

export type CrashPoint = (typeof CRASH_POINTS)[number]

/** When a server dies: at a moment, or around its n-th statement from now. */
export type CrashPlan =
  { at: CrashPoint } | { statement: number; when: "before" | "after" }

/** In the words of a counter-example. */
export function crashToString(plan: CrashPlan): string {
  return "at" in plan
    ? `server dies ${plan.at}`
    : `server dies ${plan.when} statement ${plan.statement}`
}

/** What a dead server waits for: nothing it does is ever answered. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined)
}

/** What the customer of a dead server gets. */
export class ServerDied extends Error {}
