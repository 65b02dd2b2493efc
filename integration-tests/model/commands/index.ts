import fc from "fast-check"

import { CRASH_POINTS, type CrashPlan } from "../servers/crash"
import type { Model } from "../support/model"
import type { World } from "../support/world"
import { ChangeCart, EnterCode } from "./cart-change"
import { Complete, CompleteTwice } from "./complete"
import type { Completion } from "./customer"
import {
  ClearFaults,
  Fault,
  FAULTS,
  RedeemInStore,
  type FaultName,
} from "./engage"
import { Link, Unlink } from "./link"
import { CancelOrder, MoneyArrives } from "./orders"
import { CompletePlain } from "./plain"
import { Purge, SPANS, Tick, TimePasses } from "./time"

const tab = fc.nat({ max: 3 })
const server = fc.nat({ max: 1 })
const choice = fc.nat({ max: 3 })

const crash: fc.Arbitrary<CrashPlan> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ at: fc.constantFrom(...CRASH_POINTS) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      statement: fc.integer({ min: 1, max: 25 }),
      when: fc.constantFrom("before" as const, "after" as const),
    }),
  }
)
const maybeCrash = fc.option(crash, { freq: 3 })

const anyCompletion: fc.Arbitrary<Completion> = fc.record({
  server,
  payment: fc.oneof(
    { weight: 4, arbitrary: fc.constant("card" as const) },
    { weight: 2, arbitrary: fc.constant("capturing" as const) },
    { weight: 1, arbitrary: fc.constant("bank" as const) },
    { weight: 1, arbitrary: fc.constant("declined" as const) }
  ),
  crash: maybeCrash,
  fails_afterwards: fc.oneof(
    { weight: 9, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) }
  ),
})

const faultName = fc.constantFrom(...(Object.keys(FAULTS) as FaultName[]))
const span = fc.constantFrom(...(Object.keys(SPANS) as (keyof typeof SPANS)[]))

type Weighted = fc.WeightedArbitrary<fc.AsyncCommand<Model, World, false>>

/** What can happen, as often as it makes for interesting runs. */
const stepsWith = (completion: fc.Arbitrary<Completion>) =>
  ({
    link: {
      weight: 8,
      arbitrary: fc.tuple(tab, choice, server).map((a) => new Link(...a)),
    },
    unlink: {
      weight: 2,
      arbitrary: fc.tuple(tab, choice, server).map((a) => new Unlink(...a)),
    },
    changeCart: {
      weight: 2,
      arbitrary: fc
        .tuple(tab, choice, fc.boolean(), server)
        .map((a) => new ChangeCart(...a)),
    },
    enterCode: {
      weight: 1,
      arbitrary: fc.tuple(tab, choice, server).map((a) => new EnterCode(...a)),
    },
    complete: {
      weight: 7,
      arbitrary: fc.tuple(tab, completion).map((a) => new Complete(...a)),
    },
    completeAtOnce: {
      weight: 4,
      arbitrary: fc
        .tuple(fc.tuple(tab, tab), fc.tuple(completion, completion))
        .map((a) => new CompleteTwice(...a)),
    },
    completePlain: {
      weight: 1,
      arbitrary: fc
        .tuple(fc.boolean(), server)
        .map((a) => new CompletePlain(...a)),
    },
    fault: {
      weight: 6,
      arbitrary: fc
        .tuple(
          faultName,
          fc.constantFrom("redeem" as const, "any" as const),
          fc.integer({ min: 1, max: 3 })
        )
        .map((a) => new Fault(...a)),
    },
    clearFaults: { weight: 2, arbitrary: fc.constant(new ClearFaults()) },
    redeemInStore: {
      weight: 1,
      arbitrary: choice.map((a) => new RedeemInStore(a)),
    },
    cancelOrder: {
      weight: 1,
      arbitrary: choice.map((a) => new CancelOrder(a)),
    },
    moneyArrives: {
      weight: 1,
      arbitrary: choice.map((a) => new MoneyArrives(a)),
    },
    timePasses: { weight: 6, arbitrary: span.map((a) => new TimePasses(a)) },
    tick: {
      weight: 6,
      arbitrary: fc
        .tuple(fc.constantFrom<number[]>([0], [1], [0, 1]), maybeCrash)
        .map((a) => new Tick(...a)),
    },
    purge: { weight: 1, arbitrary: server.map((a) => new Purge(a)) },
  }) satisfies Record<string, Weighted>

/** A kind of step. */
export type StepKind = keyof ReturnType<typeof stepsWith>

/** Narrows down what can happen. Anything can where a field is left out. */
export type StepLimits = {
  kinds?: readonly StepKind[]
  /** Fixes how carts are completed. */
  completion?: Partial<Completion>
}

/** Any run of so many steps at most. */
export function anySteps(
  maxCommands: number,
  { kinds, completion = {} }: StepLimits = {}
) {
  const steps: Record<StepKind, Weighted> = stepsWith(
    anyCompletion.map((drawn) => ({ ...drawn, ...completion }))
  )
  const choices = (kinds ?? (Object.keys(steps) as StepKind[])).map(
    (kind) => steps[kind]
  )
  return fc.commands<Model, World, false>([fc.oneof(...choices)] as never, {
    maxCommands,
    size: "max",
  })
}
