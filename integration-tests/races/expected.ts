import { isDeepStrictEqual } from "node:util"

import type { Action } from "./actions"
import type { Played } from "./play"

/** More actions have more orders than can be tried. */
const MOST_TO_PERMUTE = 3

/**
 * Finds an order of the actions that comes to the same as a meeting of them:
 * what was answered well there is answered well here too, and what was refused
 * there is refused here, or is left out.
 *
 * @returns null when there is one; else all orders that were tried.
 */
export async function findUnexplained(
  actions: Action[],
  met: Played,
  playSequence: (actions: Action[]) => Promise<Played>
): Promise<Played[] | null> {
  const tried: Played[] = []
  for (const order of ordersOf(actions, met)) {
    const played = await playSequence(order)
    tried.push(played)
    if (explains(played, met)) {
      return null
    }
  }
  return tried
}

/** All orders of the actions, then those without what was refused. */
function ordersOf(actions: Action[], met: Played): Action[][] {
  const refused = met.answers
    .filter(({ ok, action }) => !ok || action.silent)
    .map(({ action }) => action)
  const left =
    actions.length > MOST_TO_PERMUTE
      ? [refused].filter(({ length }) => length > 0)
      : subsets(refused).slice(1)
  return [
    ...permutations(actions),
    ...left.flatMap((some) => permutations(leaveOut(actions, some))),
  ]
}

function explains(sequence: Played, met: Played): boolean {
  // The same action may stand there twice: what counts is how often it went well.
  const wellOf = ({ answers }: Played) =>
    answers
      .filter(({ ok, action }) => ok && !action.silent)
      .map(({ action }) => action.name)
      .sort()
  return (
    isDeepStrictEqual(wellOf(sequence), wellOf(met)) &&
    isDeepStrictEqual(sequence.outcome, met.outcome)
  )
}

function leaveOut(actions: Action[], left: Action[]): Action[] {
  const rest = [...actions]
  for (const action of left) {
    rest.splice(rest.indexOf(action), 1)
  }
  return rest
}

function subsets<T>([first, ...rest]: T[]): T[][] {
  if (first === undefined) {
    return [[]]
  }
  const others = subsets(rest)
  return [...others, ...others.map((other) => [first, ...other])]
}

/** Of many only as given and the other way round. */
function permutations(actions: Action[]): Action[][] {
  if (actions.length > MOST_TO_PERMUTE) {
    return [actions, [...actions].reverse()]
  }
  const all = actions.length
    ? actions.flatMap((action, index) =>
        permutations(leaveOut(actions, [action])).map((rest) => [
          action,
          ...rest,
        ])
      )
    : [[]]
  // The same action twice: one order is as good as the other.
  const keys = all.map((order) => order.map(({ name }) => name).join("\n"))
  return all.filter((_, index) => keys.indexOf(keys[index] ?? "") === index)
}
