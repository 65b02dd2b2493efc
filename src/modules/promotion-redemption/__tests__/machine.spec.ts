import { REDEMPTION_STATUSES } from "../../../types/promotion-redemption"
import { RULES } from "../ledger/events"
import { MACHINE, type Rule } from "../ledger/machine"
import { EVENT_CASES } from "./support/event-cases"
import { ledgerSuite } from "./support/ledger-suite"
import { playEvent } from "./support/play-event"

/** Every way to get one row of the machine wrong, in a few words. */
function mutantsOf(rule: Rule): [what: string, mutant: Rule][] {
  const mutants: [string, Rule][] = []
  if (typeof rule.from === "object") {
    const { from } = rule
    for (const status of from) {
      const others = from.filter((one) => one !== status)
      mutants.push([`not from ${status}`, { ...rule, from: others }])
    }
    // One for all: each has to be played to its end.
    const more = REDEMPTION_STATUSES.find((status) => !from.includes(status))
    if (more) {
      mutants.push([`from ${more} too`, { ...rule, from: [...from, more] }])
    }
  }
  // One that it does not lead to from any status: to all of them would be slow.
  const elsewhere = REDEMPTION_STATUSES.find(
    (to) => to !== rule.to && !rule.from.includes(to)
  )
  if (elsewhere) {
    mutants.push([`to ${elsewhere}`, { ...rule, to: elsewhere }])
  }
  if (
    rule.to !== "same" &&
    !(rule.from.length === 1 && rule.from[0] === rule.to)
  ) {
    mutants.push(["to the same", { ...rule, to: "same" }])
  }
  for (const guard of rule.only ?? []) {
    const only = rule.only?.filter((one) => one !== guard)
    mutants.push([`without the guard "${guard.says}"`, { ...rule, only }])
  }
  for (const part of ["lease", "order", "timer", "reason", "opens"] as const) {
    if (rule[part]) {
      mutants.push([`without its ${part}`, { ...rule, [part]: undefined }])
    }
  }
  for (const effect of rule.also ?? []) {
    const also = rule.also?.filter((one) => one !== effect)
    mutants.push([`without ${effect.says}`, { ...rule, also }])
  }
  return mutants
}

ledgerSuite("the machine", (ledger) => {
  const machine: Record<string, Rule> = MACHINE

  it.each(RULES)(
    "does what %s is for, and nothing else",
    async (event, rule) => {
      const expected = EVENT_CASES[event]
      expect(await playEvent(ledger, [event, rule], expected)).toBe(null)

      const unnoticed: string[] = []
      for (const [what, mutant] of mutantsOf(rule)) {
        machine[event] = mutant
        try {
          const found = await playEvent(
            ledger,
            [event, mutant],
            expected
          ).catch((error: Error) => error.message)
          if (found === null) {
            unnoticed.push(what)
          }
        } finally {
          machine[event] = rule
        }
      }
      expect(unnoticed).toEqual([])
    }
  )
})
