import { setTimeout as delay } from "node:timers/promises"

import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"

/**
 * How many redemptions are taken and sent at a time: a quarter of a second's worth,
 * between 1 and 100.
 */
export const batchSize = (perSecond: number) =>
  Math.min(100, Math.max(1, Math.ceil(perSecond / 4)))

/** How often calls with a missed slot get a new slot, before they go out late. */
const RENEWALS = 3

/**
 * A worker's view of the pace shared by all servers. Times are those of
 * `performance.now()`.
 */
export class Pace {
  constructor(
    private readonly service: PromotionRedemptionModuleService,
    private readonly perSecond: number
  ) {}

  /** How long `calls` calls take at this pace, in milliseconds. */
  lengthOf(calls: number): number {
    return (calls * 1000) / this.perSecond
  }

  /** Reserves a single slot for a batch of calls, sent together. */
  async reserve(calls: number): Promise<Slot> {
    return new Slot(this, calls, calls ? await this.next(calls) : 0)
  }

  /** The time for `calls` calls, behind all earlier reservations. */
  async next(calls: number): Promise<number> {
    // Noted before the statement: its answer may be read late, the slot does not
    // move.
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

/** The time slot of a batch of calls. */
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

  /** Counts a call of the batch as ready, or as not to be made at all. */
  noteReady(): void {
    if (--this.notReady <= 0) {
      this.allReady()
    }
  }

  /**
   * Waits until a call of the batch may be made. If the call is not ready when the
   * batch goes out, because of a wait for a lock or for an earlier answer, the call
   * gets a slot of its own.
   *
   * @returns how long the call waited, in milliseconds.
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

  /** Sends the batch once its slot has come and its calls are ready. */
  private async open(): Promise<void> {
    await until(this.begins)
    const patience_ms = this.pace.lengthOf(this.calls) / 2
    await Promise.race([this.whenAllReady, until(this.begins + patience_ms)])
    await this.come(this.calls, this.begins)
    this.isOpen = true
  }

  /**
   * Waits for a slot. If a busy process misses its slot, the time belongs to a later
   * batch by now: reserves a new slot, or both batches would go out together.
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

  /** A batch may be late by its own length, a single call by `MOMENT_MS`. */
  private missedAfter(calls: number): number {
    return Math.max(this.pace.lengthOf(calls), MOMENT_MS)
  }
}

/** How late a timer may be on a busy machine, in milliseconds. */
const MOMENT_MS = 50

/** Waits until a time of `performance.now()`. */
export async function until(time: number): Promise<void> {
  const ms = time - performance.now()
  if (ms > 0) {
    await delay(ms)
  }
}
