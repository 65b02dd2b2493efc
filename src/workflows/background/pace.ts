import {
  setImmediate as nextMoment,
  setTimeout as delay,
} from "node:timers/promises"

import type PromotionRedemptionModuleService from "../../modules/promotion-redemption/service"

/**
 * How many redemptions are taken, and how many calls are sent, at a time: a quarter
 * of a second's worth, between 1 and 100.
 */
export const batchSize = (perSecond: number) =>
  Math.min(100, Math.max(1, Math.ceil(perSecond / 4)))

/** How often calls with a missed slot get a new slot, before they go out late. */
const RENEWALS = 3

/** How late a timer may be on a busy machine, in milliseconds. */
const MOMENT_MS = 50

/**
 * How late a batch may be, as a part of its slot. The calls of a batch take a moment
 * to leave: a batch that is later would meet the next batch at Engage.
 */
const LATE_PART = 0.3

/** A call that is ready to be made. */
type ReadyCall = { send: () => void; fail: (reason: unknown) => void }

/**
 * A worker's view of the pace shared by all servers. The worker sends its calls in
 * batches. A slot is reserved for calls that are ready, so that no reserved time is
 * lost to a call that is late.
 */
export class Pace {
  private readonly ready: ReadyCall[] = []
  private isReserving = false

  constructor(
    private readonly service: PromotionRedemptionModuleService,
    private readonly perSecond: number
  ) {}

  /**
   * Waits until a call may be made.
   *
   * @returns how long the call waited, in milliseconds.
   * @throws if the database cannot reserve a slot: the call must not be made.
   */
  async wait(): Promise<number> {
    const began = performance.now()
    await new Promise<void>((send, fail) => {
      this.ready.push({ send, fail })
      void this.reserveForReady()
    })
    return performance.now() - began
  }

  /**
   * Reserves slot after slot while calls are ready. Each slot is reserved while the
   * batch before waits for its own: on a busy machine the database's answer may take
   * as long as a batch.
   */
  private async reserveForReady(): Promise<void> {
    if (this.isReserving) {
      return
    }
    this.isReserving = true
    // The calls of a batch become ready at the same moment: one slot for all.
    await nextMoment()
    while (this.ready.length) {
      const batch = this.ready.splice(0, batchSize(this.perSecond))
      const slot = this.reserve(batch.length)
      void this.sendInSlot(batch, slot)
      await slot.then(
        (begins) => until(begins - this.lengthOf(batch.length)),
        () => undefined
      )
    }
    this.isReserving = false
  }

  /** Reserves a slot behind all earlier ones: a time of `performance.now()`. */
  private async reserve(calls: number): Promise<number> {
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

  /**
   * Sends a batch in its slot. If a busy process misses the slot, the time belongs to
   * a later batch by now: reserves a new slot, or both batches would go out together.
   */
  private async sendInSlot(
    batch: ReadyCall[],
    slot: Promise<number>
  ): Promise<void> {
    const tolerance_ms = Math.max(
      this.lengthOf(batch.length) * LATE_PART,
      MOMENT_MS
    )
    try {
      let begins = await slot
      await until(begins)
      for (
        let renewals = 0;
        renewals < RENEWALS && performance.now() - begins > tolerance_ms;
        renewals++
      ) {
        begins = await this.reserve(batch.length)
        await until(begins)
      }
      batch.forEach(({ send }) => send())
    } catch (error) {
      batch.forEach(({ fail }) => fail(error))
    }
  }

  /** How long `calls` calls take at this pace, in milliseconds. */
  private lengthOf(calls: number): number {
    return (calls * 1000) / this.perSecond
  }
}

/** Waits until a time of `performance.now()`. */
async function until(time: number): Promise<void> {
  const ms = time - performance.now()
  if (ms > 0) {
    await delay(ms)
  }
}

type Waiting<Input, Result> = {
  input: Input
  resolve: (result: Result) => void
  reject: (reason: unknown) => void
}

/**
 * Makes one call of many: collects what is asked for until the event loop has a
 * moment, and asks for all of it at once.
 *
 * @param ask returns the results in the order of the inputs. If it throws, all calls
 * that were collected throw the same.
 */
export function together<Input, Result>(
  ask: (inputs: Input[]) => Promise<Result[]>
): (input: Input) => Promise<Result> {
  let waiting: Waiting<Input, Result>[] = []

  const askForAll = async () => {
    const asked = waiting
    waiting = []
    try {
      const results = await ask(asked.map(({ input }) => input))
      asked.forEach(({ resolve }, nth) => resolve(results[nth] as Result))
    } catch (error) {
      asked.forEach(({ reject }) => reject(error))
    }
  }

  return (input) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ input, resolve, reject }) === 1) {
        setImmediate(askForAll)
      }
    })
}
