import fc from "fast-check"

import { CRASH_POINTS, type CrashPlan } from "../servers/crash"
import type { Model } from "../support/model"
import type { Step } from "../support/step"
import type { World } from "../support/world"
import { changeCart, enterCode } from "./cart-change"
import { completeAtOnce, completeInTab } from "./complete"
import type { Completion } from "./customer"
import {
  clearFaults,
  fault,
  FAULTS,
  redeemInStore,
  type FaultName,
} from "./engage"
import { link, unlink } from "./link"
import { cancelOrder, moneyArrives } from "./orders"
import { completePlain } from "./plain"
import { purge, SPANS, tickOn, timePasses } from "./time"

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
  fails_afterwards: fc.nat({ max: 9 }).map((drawn) => drawn === 9),
})

const faultName = fc.constantFrom(...(Object.keys(FAULTS) as FaultName[]))
const span = fc.constantFrom(...(Object.keys(SPANS) as (keyof typeof SPANS)[]))

type Weighted = fc.WeightedArbitrary<Step>

/** A step with what it is drawn from, and how often it is drawn. */
function drawn<Args extends unknown[]>(
  weight: number,
  step: (...args: Args) => Step,
  ...from: { [Arg in keyof Args]: fc.Arbitrary<Args[Arg]> }
): Weighted {
  return {
    weight,
    arbitrary: fc.tuple<Args>(...from).map((args) => step(...args)),
  }
}

/** What can happen, as often as it makes for interesting runs. */
const stepsWith = (completion: fc.Arbitrary<Completion>) =>
  ({
    link: drawn(8, link, tab, choice, server),
    unlink: drawn(2, unlink, tab, choice, server),
    changeCart: drawn(2, changeCart, tab, choice, fc.boolean(), server),
    enterCode: drawn(1, enterCode, tab, choice, server),
    complete: drawn(7, completeInTab, tab, completion),
    completeAtOnce: drawn(
      4,
      completeAtOnce,
      fc.tuple(tab, tab),
      fc.tuple(completion, completion)
    ),
    completePlain: drawn(1, completePlain, fc.boolean(), server),
    fault: drawn(
      6,
      fault,
      faultName,
      fc.constantFrom("redeem" as const, "any" as const),
      fc.integer({ min: 1, max: 3 })
    ),
    clearFaults: drawn(2, clearFaults),
    redeemInStore: drawn(1, redeemInStore, choice),
    cancelOrder: drawn(1, cancelOrder, choice),
    moneyArrives: drawn(1, moneyArrives, choice),
    timePasses: drawn(6, timePasses, span),
    tick: drawn(
      6,
      tickOn,
      fc.constantFrom<number[]>([0], [1], [0, 1]),
      maybeCrash
    ),
    purge: drawn(1, purge, server),
  }) satisfies Record<string, Weighted>

export type StepKind = keyof ReturnType<typeof stepsWith>

/** Narrows down what can happen. Anything can where a field is left out. */
export type StepLimits = {
  kinds?: readonly StepKind[]
  /** Fixes how carts are completed. */
  completion?: Completion
}

export function anySteps(
  maxCommands: number,
  { kinds, completion = {} }: StepLimits = {}
) {
  const steps: Record<StepKind, Weighted> = stepsWith(
    anyCompletion.map((drawn) => ({ ...drawn, ...completion }))
  )
  const choices = kinds?.map((kind) => steps[kind]) ?? Object.values(steps)
  return fc.commands<Model, World, false>([fc.oneof(...choices)] as never, {
    maxCommands,
    size: "max",
  })
}
