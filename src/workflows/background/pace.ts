import {
  setImmediate as nextTurn,
  setTimeout as delay,
} from "node:timers/promises"

import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"

/**
 * How late a call may be made, in milliseconds, or as late as the next slot when
 * that is later. Calls that a busy machine holds up would go out together, on top
 * of those whose time has come: they wait for slots of their own instead.
 */
const LATE_MS = 25

/** How often a call gets another slot before it goes out, late or not. */
const RENEWALS = 3

/**
 * A worker's view of the pace that all servers share. Times are those of
 * `performance.now()`.
 */
export class Pace {
  private late: Promise<number[]> | undefined
  private lateCalls = 0

  constructor(
    private readonly service: PromotionRedemptionModuleService,
    private readonly perSecond: number
  ) {}

  /** Reserves slots, one after another. @returns when each call may be made. */
  async reserve(calls: number): Promise<number[]> {
    if (!calls) {
      return []
    }
    // Taken before: the answer may be read late, the slot does not move.
    const asked = performance.now()
    const first = asked + (await this.service.reservePace(calls))
    return Array.from(
      { length: calls },
      (_, slot) => first + (slot * 1000) / this.perSecond
    )
  }

  /**
   * Waits for a slot; one that has been missed is taken anew.
   * @returns how long it waited, in milliseconds.
   */
  async wait(reserved: number): Promise<number> {
    const began = performance.now()
    let slot = reserved
    await until(slot)
    for (
      let renewals = 0;
      renewals < RENEWALS && performance.now() - slot > this.lateMs;
      renewals++
    ) {
      slot = await this.renew()
      await until(slot)
    }
    return performance.now() - began
  }

  private get lateMs(): number {
    return Math.max(LATE_MS, 1000 / this.perSecond)
  }

  /** Calls that are late together reserve together. */
  private async renew(): Promise<number> {
    const nth = this.lateCalls++
    this.late ??= nextTurn().then(() => {
      const calls = this.lateCalls
      this.late = undefined
      this.lateCalls = 0
      return this.reserve(calls)
    })
    return (await this.late)[nth] as number
  }
}

/** Waits until a time of `performance.now()`. */
export async function until(time: number): Promise<void> {
  const ms = time - performance.now()
  if (ms > 0) {
    await delay(ms)
  }
}
