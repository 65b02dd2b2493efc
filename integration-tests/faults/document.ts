import { CASES } from "./cases"
import { CHOICES, PLACES } from "./observation"
import { expected } from "./oracle"
import { tableOf, type Column } from "./table"

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
  const columns = PLACES.flatMap((place) =>
    CHOICES.map((choice): Column => ({
      place,
      choice,
      observed: Object.fromEntries(
        CASES.map((fault) => [fault.name, expected(fault, place, choice)])
      ),
    }))
  )
  return `# Faults

<!-- Written by \`npm run docs:faults\`. -->

${NOTES}

## At the checkout

${tableOf("checkout", columns)}

## In the background

${BACKGROUND}

${tableOf("background", columns)}

${CASES.length} cases, at two places, with four combinations of options: ${CASES.length * 8} runs.
`
}
