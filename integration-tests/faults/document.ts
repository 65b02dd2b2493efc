import { isDeepStrictEqual } from "node:util"

import { aligned } from "../../scripts/states"
import { CASES } from "./cases"
import type { FaultCase } from "./fault-case"
import {
  CHOICES,
  type Choice,
  type Observation,
  type Place,
  type State,
} from "./observation"
import { expected } from "./oracle"

const NOTES = `What the plugin does when a redeem call to Engage goes wrong. \`npm run test:faults\` runs each line below, against a real shop with a real database and against the [sandbox](testing.md), which misbehaves on demand; it fails when one ends in another way.

## How to read it

- **Engage**: what Engage, or something on the way to it, does with the call. "Saved" means that Engage has redeemed the assignment, whatever it answers.
- **Options**: the shop's \`onRejected\` (\`reverse\` or \`keep\`) and \`onUnavailable\` (\`defer\` or \`abort\`). All four combinations were run. Those that end alike share a line; an option that is not named makes no difference.
- **The customer gets**: the answer to completing the cart: an order with the discount, or the status and code of an error.
- **The money**: whether the payment stands, or was cancelled or refunded.
- **Ledger**: status and reason of the redemption at that moment.
- **Next try**: when the job would try again.
- **Later**: what there is when the fault is over and the job has had its turn. \`inferred\`: Engage did not answer our call with "redeemed"; it was concluded from what it says afterwards.
- **Addresses**: each line was run with the addresses of Engage's API v2, and with those of v3 against an Engage that gives its lists in pages, says its refusals in a person's words ("Promotion already redeemed") and asks every call for its content type.
- **Calls**: every call that the ledger knows, with the status of its answer. "–" is no answer. POST redeems, GET asks for the contact's promotions.
- **Redeemed by**: who has redeemed the assignment in Engage in the end: the shop, a store, or nobody. It is never redeemed twice.
- **The customer pays again**: with \`abort\`, when there is no order: what the customer has after paying once more when the fault is over, and the ledger then.

When a call of the shop's is lost and a store redeems the same assignment at that moment, the shop takes it for its own: Engage cannot say who redeemed it. The line "connection lost, not saved; then a store redeems it" shows it. The same holds for an assignment that Engage no longer knows, after a call of the shop's that may have arrived: it was used and has expired since, or it was taken away.`

const BACKGROUND = `The order was placed while Engage did not listen at all, so the redemption was \`pending\` after one call that surely did not arrive. Then the job tries, and meets the fault. The order keeps its discount, whatever comes.`

/** The page that a shop's developer reads: what every run has to end with. */
export function documentOf(): string {
  return `# Faults

<!-- Written by \`npm run docs:faults\`. -->

${NOTES}

## At the checkout

${tableOf("checkout")}

## In the background

${BACKGROUND}

${tableOf("background")}

${CASES.length} cases, at two places, with four combinations of options: ${CASES.length * 8} runs.
`
}

type Heading = { title: string; cell: (seen: Observation) => string }

const BACKGROUND_HEADINGS: Heading[] = [
  { title: "Ledger", cell: ({ at_once }) => ledger(at_once) },
  { title: "Next try", cell: nextTry },
  { title: "Later, ledger", cell: ({ end }) => ledger(end) },
  { title: "Later, customer", cell: ({ end }) => end.purchase },
  { title: "Calls", cell: ({ end }) => end.calls.join(", ") },
  { title: "Redeemed by", cell: ({ end }) => end.redeemed_by },
]

const HEADINGS: Record<Place, Heading[]> = {
  checkout: [
    { title: "The customer gets", cell: ({ answer }) => answer },
    { title: "The money", cell: ({ at_once }) => at_once.payment },
    ...BACKGROUND_HEADINGS,
    { title: "The customer pays again", cell: again },
  ],
  background: BACKGROUND_HEADINGS,
}

/** The matrix of one place, as a Markdown table that reads well as it is. */
function tableOf(place: Place): string {
  const headings = HEADINGS[place]
  const rows = CASES.flatMap((fault) =>
    folded(place, fault).map(({ choices, seen }) => [
      fault.name,
      inWords(choices),
      ...headings.map(({ cell }) => cell(seen)),
    ])
  )
  const titles = ["Engage", "Options", ...headings.map(({ title }) => title)]
  return aligned([titles, ...rows])
}

/** The choices under which a case ends alike share a row. */
function folded(place: Place, fault: FaultCase) {
  const rows: { choices: Choice[]; seen: Observation }[] = []
  for (const choice of CHOICES) {
    const seen = expected(fault, place, choice)
    const row = rows.find((row) => isDeepStrictEqual(row.seen, seen))
    if (row) {
      row.choices.push(choice)
    } else {
      rows.push({ choices: [choice], seen })
    }
  }
  return rows
}

/** Only what the choices have in common, and nothing when it is all. */
function inWords(choices: Choice[]): string {
  if (choices.length === CHOICES.length) {
    return "any"
  }
  const common = (["onRejected", "onUnavailable"] as const).flatMap(
    (option) => {
      const [value, ...others] = new Set(choices.map((it) => it[option]))
      return others.length ? [] : [String(value)]
    }
  )
  if (2 ** (2 - common.length) !== choices.length) {
    throw new Error("These choices have no name in common")
  }
  return common.join(", ")
}

function ledger({ ledger: { status, reason, inferred } }: State): string {
  return [status, inferred && "inferred", reason].filter(Boolean).join(", ")
}

function nextTry({ next_try_s }: Observation): string {
  return next_try_s === null ? "" : `${next_try_s} s`
}

function again({ again: second }: Observation): string {
  return second
    ? `${second.answer === "order" ? second.state.purchase : second.answer}; ${ledger(second.state)}`
    : ""
}
