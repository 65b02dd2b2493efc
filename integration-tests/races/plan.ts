import { Random } from "../../testkit/random"
import { ACTIONS, actionNamed, applyOneOfSix, type Action } from "./actions"
import { SIX } from "./offers"

/** Actions that meet on one cart, and in which way. */
export type Case = {
  /** The first is the one that others are let into. */
  actions: Action[]
  way: "at once" | "gated"
  /** The card takes the money at once. */
  captures: boolean
  apart_ms: number
  /** Whether the cart is bought in the end, if it is still open. */
  buys: boolean
}

/** Triples of a whole run: more than all pairs, and still a fraction of the time. */
const TRIPLES = 60

/** Triples in which money has been lost: a whole run begins with them. */
const STORIES = [
  ["start the payment", "apply EXTERNALOFFER", "complete"],
  ["start the payment", "apply MONEY", "complete by webhook"],
  ["apply PERCENT", "remove an offer", "complete"],
]

export const TIMES_SIGN = " × "

const { RACES_SEED, RACES_MINUTES, RACES_ONLY } = process.env

/** What a run is to do; from the environment. */
export const wish = {
  seed: Number(RACES_SEED || Math.floor(Math.random() * 1_000_000)),
  /** A sample ends then; without them the run goes on until all is done. */
  minutes: Number(RACES_MINUTES || 0),
  /** Such as "complete × the job; complete × complete", in the place of all pairs. */
  only: RACES_ONLY,
}

/** One of the two shops that share a whole run. */
export type Half = 0 | 1

/**
 * The cases of a half of a run, in the order in which they are played. A run that
 * is cut short gets a sample of all, chosen by its seed; a whole one keeps what
 * belongs to a pair together, as it needs the same orders of its actions.
 */
export function plan(half: Half): Case[] {
  const random = new Random(wish.seed)
  if (wish.only) {
    return wish.only
      .split(";")
      .flatMap((names) =>
        casesOf(names.split(TIMES_SIGN).map(actionNamed), random)
      )
  }
  const pairs = ACTIONS.flatMap((one, index) =>
    ACTIONS.slice(index).map((other) => casesOf([one, other], random))
  )
  const triples = Array.from({ length: TRIPLES }, () => [
    caseOf(
      [random.pick(ACTIONS), random.pick(ACTIONS), random.pick(ACTIONS)],
      random.chance(0.5) ? "at once" : "gated",
      random
    ),
  ])
  const stories = STORIES.map((names) => [
    caseOf(names.map(actionNamed), "gated", random),
  ])
  const six = [caseOf(SIX.map(applyOneOfSix), "at once", random)]
  const others = [...stories, ...pairs, ...triples]
  const chosen = wish.minutes
    ? sample(others, random)
    : others.filter((_, index) => index % 2 === half)
  return [six, ...chosen].flat()
}

/** A name that a run can be asked for by. */
export function nameOf({ actions }: Pick<Case, "actions">): string {
  return actions.map(({ name }) => name).join(TIMES_SIGN)
}

function casesOf(actions: Action[], random: Random): Case[] {
  const [first, ...others] = actions
  const same = others.every((other) => other === first)
  const leads = same ? actions.slice(0, 1) : actions
  return [
    caseOf(actions, "at once", random),
    ...leads.map((lead, index) =>
      caseOf(
        [lead, ...actions.filter((_, other) => other !== index)],
        "gated",
        random
      )
    ),
  ]
}

function caseOf(actions: Action[], way: Case["way"], random: Random): Case {
  return {
    actions,
    way,
    captures: random.chance(0.5),
    apart_ms: random.pick([0, 0, 20, 60]),
    buys: random.chance(0.25) || actions.some(({ pays }) => pays),
  }
}

/** All of them, in an order of chance: they are played until time is up. */
function sample(groups: Case[][], random: Random): Case[][] {
  const cases = groups.flat()
  for (let index = cases.length - 1; index > 0; index--) {
    const other = random.integer(0, index)
    const kept = cases[index] as Case
    cases[index] = cases[other] as Case
    cases[other] = kept
  }
  return [cases]
}
