import type {
  AttemptOperation,
  AttemptTrigger,
  RedemptionStatus,
} from "../../../types/promotion-redemption"
import type { Columns, Taken } from "./effects"
import { MACHINE, type Rule } from "./machine"
import type { Sql } from "./sql"

type Machine = typeof MACHINE

export type EventName = keyof Machine

type PartOf<R> =
  | (R extends { only: readonly (infer G)[] } ? G : never)
  | (R extends { lease: infer E } ? E : never)
  | (R extends { order: infer E } ? E : never)
  | (R extends { timer: infer E } ? E : never)
  | (R extends { reason: infer E } ? E : never)
  | (R extends { also: readonly (infer E)[] } ? E : never)

/** As a function type: TypeScript intersects the parameters of such a union. */
type AskedBy<Part> = Part extends { columns: (facts: infer Facts) => unknown }
  ? (facts: Facts) => void
  : Part extends { condition: (facts: infer Facts) => unknown }
    ? (facts: Facts) => void
    : never

type AllOf<Asked> = [Asked] extends [never]
  ? unknown
  : [Asked] extends [(facts: infer Facts) => void]
    ? Facts
    : never

/**
 * The facts that an event's caller has to give: all that guards and effects read.
 */
export type FactsOf<Name extends EventName> = AllOf<
  AskedBy<PartOf<Machine[Name]>>
> &
  (Machine[Name] extends { opens: AttemptOperation }
    ? { trigger: AttemptTrigger }
    : unknown)

/** An event with its facts. */
export type LedgerEvent<Name extends EventName = EventName> = {
  [Each in Name]: { event: Each } & FactsOf<Each>
}[Name]

/** The events of a row that a worker (job or operator) has taken. */
type TakenEventName = {
  [Each in EventName]: FactsOf<Each> extends Taken ? Each : never
}[EventName]

/** An event of a taken row, without the row itself. */
export type TakenEvent<Name extends TakenEventName = TakenEventName> = {
  [Each in Name]: { event: Each } & Omit<FactsOf<Each>, keyof Taken>
}[Name]

/** The events that insert a row. */
export type NewEventName = {
  [Each in EventName]: Machine[Each] extends { from: "new" } ? Each : never
}[EventName]

/** The machine's rules as a list. */
export const RULES = Object.entries(MACHINE) as [EventName, Rule][]

/** The status that an event leads to. */
export function targetOf({ to }: Rule, from: RedemptionStatus) {
  return to === "same" ? from : to
}

/** The columns that an event writes besides the status. */
export function columnsOf(rule: Rule, facts: object): Columns {
  const { lease, order, timer, reason, also = [] } = rule as Rule<object>
  const effects = [lease, order, timer, reason, ...also]
  return Object.assign({}, ...effects.map((one) => one?.columns(facts)))
}

/** The conditions on a row besides its status. */
export function conditionsOf(rule: Rule, facts: object): Sql[] {
  const { only = [] } = rule as Rule<object>
  return only.map((one) => one.condition(facts))
}
