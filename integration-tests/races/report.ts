import { limitOf } from "./known-limits"
import { nameOf, type Wish } from "./plan"
import type { Outcome } from "./outcome"
import type { Played } from "./play"
import { placeOf, type Found, type Tally } from "./run"

/** Says something at once, without Jest's decoration. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** A find, as somebody needs it who mends it. */
export function describeFound(found: Found, { seed }: Wish): string {
  const { met, played, unexplained } = found
  const limit = limitOf(found)
  const lines = [
    placeOf(found),
    ...(limit ? [`  KNOWN of Medusa: ${limit.name}`] : []),
    `  again: RACES_SEED=${seed} RACES_ONLY="${nameOf(met)}" npm run test:races`,
    `  answers: ${answersOf(played)}`,
    ...new Set(
      played.faults.map(
        ({ what, evidence }) => `  FAULT ${what}: ${JSON.stringify(evidence)}`
      )
    ),
  ]
  if (unexplained) {
    lines.push(
      `  came to ${JSON.stringify(played.outcome)}`,
      "  which no order of the actions comes to:",
      ...unexplained.map(
        (sequence) =>
          `    ${sequence.name} (${answersOf(sequence.played)}): ${differences(
            sequence.played.outcome,
            played.outcome
          )}`
      )
    )
  }
  return lines.join("\n")
}

export function describeTally(tally: Tally, { seed }: Wish): string {
  const known = tally.found.filter(limitOf).length
  return [
    `races: ${tally.pairs.size} pairs, ${tally.gates} gates, ${tally.triples.size} triples or more,`,
    `${tally.at_once} at once, ${tally.sequences} sequences,`,
    `${tally.found.length - known} found, ${known} known of Medusa, seed ${seed}`,
  ].join(" ")
}

function answersOf({ answers }: Played): string {
  return answers
    .map(({ action, answer, ok }) => {
      const { code, type, message } = answer.data
      const why = ok ? "" : ` ${code ?? type ?? ""} ${message ?? ""}`
      return `${action.name} ${answer.status}${why.trimEnd()}`
    })
    .join("; ")
}

function differences(expected: Outcome, actual: Outcome): string {
  const parts = (Object.keys(expected) as (keyof Outcome)[])
    .filter(
      (key) => JSON.stringify(expected[key]) !== JSON.stringify(actual[key])
    )
    .map((key) => `${key} ${JSON.stringify(expected[key])}`)
  return parts.join(", ") || "the same, and other answers"
}
