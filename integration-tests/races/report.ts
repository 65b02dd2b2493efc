import { limitOf } from "./known-limits"
import { nameOf, wish } from "./plan"
import type { Outcome } from "./outcome"
import type { Played } from "./play"
import type { Found } from "./run"

/** Says something at once, without Jest's decoration. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** A find, as somebody needs it who mends it. */
export function describeFound(found: Found): string {
  const { met, point, played, unexplained } = found
  const limit = limitOf(found)
  const where = point === null ? "at once" : `gated at "${point}"`
  const card = met.captures ? "captured at once" : "authorised first"
  const lines = [
    `${nameOf(met)}, ${where}, ${card}`,
    ...(limit ? [`  KNOWN of Medusa: ${limit.name}`] : []),
    `  again: RACES_SEED=${wish.seed} RACES_ONLY="${nameOf(met)}" npm run test:races`,
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
          `    ${answersOf(sequence) || "nothing"}: ${differences(
            sequence.outcome,
            played.outcome
          )}`
      )
    )
  }
  return lines.join("\n")
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
