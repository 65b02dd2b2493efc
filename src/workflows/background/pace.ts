import { setTimeout as delay } from "node:timers/promises"

import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"

/**
 * How many redemptions are taken and sent at a time: a quarter of a second's worth,
 * within reason.
 */
export const batchSize = (perSecond: number) =>
  Math.min(100, Math.max(1, Math.ceil(perSecond / 4)))

/** How often calls whose slot was missed get another, before they go out late. */
const RENEWALS = 3

/**
 * A worker's view of the pace that all servers share. Times are those of
 * `performance.now()`.
 */
export class Pace {
  constructor(
    private readonly service: PromotionRedemptionModuleService,
    private readonly perSecond: number
  ) {}

  /** How long so many calls take at this pace, in milliseconds. */
  lengthOf(calls: number): number {
    return (calls * 1000) / this.perSecond
  }

  /** Reserves one slot for a batch of calls, which go out together. */
  async reserve(calls: number): Promise<Slot> {
    return new Slot(this, calls, calls ? await this.next(calls) : 0)
  }

  /** When so many calls may be made, behind all that was reserved before. */
  async next(calls: number): Promise<number> {
    // Taken before: the answer may be read late, the slot does not move.
    const asked = performance.now()
    return (
      asked +
      (await this.service.ledger.reservePace({
        calls,
        per_second: this.perSecond,
      }))
    )
  }
}

/** When a batch of calls may be made. */
export class Slot {
  private opening: Promise<void> | undefined
  private isOpen = false
  private notReady: number
  private allReady!: () => void
  private readonly whenAllReady = new Promise<void>((resolve) => {
    this.allReady = resolve
  })

  constructor(
    private readonly pace: Pace,
    private readonly calls: number,
    /** A time of `performance.now()`. */
    readonly begins: number
  ) {
    this.notReady = calls
  }

  /** One more call of the batch is ready to be made, or will not be made at all. */
  noteReady(): void {
    if (--this.notReady <= 0) {
      this.allReady()
    }
  }

  /**
   * Waits until a call of the batch may be made. A call that is not ready when the
   * batch goes out, as it waited for a lock or for the answer to an earlier call,
   * gets a slot of its own.
   *
   * @returns how long it waited, in milliseconds.
   */
  async wait(): Promise<number> {
    const began = performance.now()
    if (this.isOpen || !this.calls) {
      await this.come(1, await this.pace.next(1))
    } else {
      await (this.opening ??= this.open())
    }
    return performance.now() - began
  }

  /** The batch goes out when its slot has come and its calls are ready. */
  private async open(): Promise<void> {
    await until(this.begins)
    const patience_ms = this.pace.lengthOf(this.calls) / 2
    await Promise.race([this.whenAllReady, until(this.begins + patience_ms)])
    await this.come(this.calls, this.begins)
    this.isOpen = true
  }

  /**
   * Waits for a slot. One that a busy process has missed is another batch's by now,
   * and is taken anew: otherwise both would go out together.
   */
  private async come(calls: number, begins: number): Promise<void> {
    let slot = begins
    await until(slot)
    for (
      let renewals = 0;
      renewals < RENEWALS && performance.now() - slot > this.missedAfter(calls);
      renewals++
    ) {
      slot = await this.pace.next(calls)
      await until(slot)
    }
  }

  /** A batch may be late by its own length, and a single call by a moment. */
  private missedAfter(calls: number): number {
    return Math.max(this.pace.lengthOf(calls), MOMENT_MS)
  }
}

/** How late a timer may be on a machine that has other work, in milliseconds. */
const MOMENT_MS = 50

/** Waits until a time of `performance.now()`. */
export async function until(time: number): Promise<void> {
  const ms = time - performance.now()
  if (ms > 0) {
    await delay(ms)
  }
}
