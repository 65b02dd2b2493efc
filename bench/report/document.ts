import { writeFileSync } from "node:fs"
import { join, resolve } from "node:path"

import { format, resolveConfig } from "prettier"

import { FIGURES, isMet, type Figure } from "../figures"
import type { Conditions } from "./conditions"
import { inOrder, toRow } from "./table"

const DOCS = resolve(__dirname, "../../docs")

const MINUTE_S = 60

/** Writes `docs/bench.md` from what was measured. */
export async function writeDocument(figures: Figure[], conditions: Conditions) {
  const file = join(DOCS, "bench.md")
  writeFileSync(
    file,
    await format(toMarkdown(figures, conditions), {
      ...(await resolveConfig(file)),
      filepath: file,
    })
  )
}

function toMarkdown(figures: Figure[], conditions: Conditions): string {
  const all = inOrder(figures)
  const missed = all.filter((figure) => isMet(figure) === false)
  const unmeasured = all.filter(({ value }) => value === null)
  return `# What it costs

Written by \`npm run bench\`; the figures are ratios of shops that ran beside each other in one run.

${where(conditions)}

| figure | what | value | 95 % range | goal | met |
| --- | --- | --- | --- | --- | --- |
${all.map(tableRow).join("\n")}

${missed.length ? `Not met: ${names(missed)}.` : "Every goal that was measured is met."}${
    unmeasured.length ? ` Not measured: ${names(unmeasured)}.` : ""
  }

## In milliseconds

A ratio alone does not say of what. Wall time of single values, with the ratio of the CPU time of the shops' processes where that was measured.

| figure | measured |
| --- | --- |
${all
  .map(toRow)
  .filter(({ detail }) => detail)
  .map(({ key, detail }) => `| \`${key}\` | ${detail} |`)
  .join("\n")}

## Why a goal is not met

What is left after profiling, for each goal that this or an earlier run has missed. The figures in milliseconds are above.

- \`idle_over_plain\`, \`idle_cart_change\`: without an offer the plugin adds no statement, no call and no checkpoint of the workflow, and the checkpoints have the same size. Its own code is a few tenths of a millisecond of each completion in a profile. Two processes of one and the same plain shop differ as much as the figure does: see \`plain_over_plain\`, and its range.
- \`redeem_over_plain\`, \`redeem_over_floor\`: an order with an offer needs four things one after the other: claim the redemption, commit that the call is about to be made, call Engage, commit the verdict. The floor counts the call and two commits, and is itself two to three percent of an order. The rest is the claim, Postgres planning three statements on a table with two dozen indexes (a third of a millisecond each), and the time in which Node sends four requests and reads four answers. The claim's commit does not wait for the disk. A named statement would save the planning, but fails behind a connection pooler such as PgBouncer.
- \`list_over_call\`: Medusa looks up the publishable key before any code of a plugin runs. Then the request to Engage leaves at once, and the contact, the cart and its offers are read meanwhile. After Engage's answer, the ledger and the promotions are read, both at once.
- \`peer_over_redeem\`: the loyalty plugin's statements are counted in the note above. Ours are three, and a call to another system.
- \`admin_list\`, \`admin_list_filtered\`, \`admin_page\`: an empty ledger shows no row. "One page" is the same request with one page of rows: its distance from "empty" is what showing 20 rows takes, whatever the size of the ledger. From there to "full" is what the size adds, and \`admin_list_over_bare\` compares that with the least that Postgres needs.
- \`drain_rate\`, \`drain_peak\`: at 400 a second the calls, their commits, Postgres and the sandbox share two cores. A batch that is late by more than three tenths of its slot gives the slot up and takes a later one, or it would meet the next batches at Engage: Engage's pace comes before the drain's speed.
- \`throughput\`: twenty customers, Postgres and the sandbox share two cores, and each order with an offer has three statements and a call more.
- \`start_ms\`: to load the plugin's 219 files takes 0.11 s, and undici's 0.03 s; the rest is Medusa setting up a module with its tables and seven links. Nothing of it is put off to a customer's request.

## How it is measured

- **Two shops beside each other**, each a process of its own with \`NODE_ENV=production\` and its own database on one Postgres whose commits are on disk when they are answered. One has the built plugin installed, the other is plain Medusa of the same version. Engage is the sandbox on this machine.
- **By turns.** A round completes a few carts on the one and on the other, now the one first and now the other. The figure is the median of what the rounds gave, its range a bootstrap over the blocks and their rounds. The shops are started anew for each block of rounds: one process of a shop is several percent quicker or slower than the next, for as long as it runs. \`plain_over_plain\` shows how much, with a second shop of plain Medusa that takes the place of ours in each block. A new process first completes carts of each kind that do not count: what runs once for each order is slow until Node has compiled it.
- **Statements** are counted where the process hands them to the driver, **calls** where they arrive. The same two are a test, \`integration-tests/http/cost.spec.ts\`.
- **Changes of a cart** are an item added, changed and removed, the address and the delivery method, on a cart of each shop by turns. Statements are those of the change that has most more than plain Medusa.
- **Applying** is the store's route for an offer on the one shop, with a call to Engage in it, and Medusa's route for a code with the same discount on the other.
- **The look-up by a verified address** is the workflow \`resolve-contact\` in two shops' processes, for customers whose contact the plugin remembers, by turns. The sign-ins of the one shop are rows of Medusa's own tables.
- **The list over bare** is a request for the operators' first page beside its \`count(*)\` and its page, one after the other over one connection to the same database.
- **Another job** of the shop notes ten times a second that it runs, on the worker that has the rows to tell an Engage that does not answer. Events, workflows, locks and cache are in a Redis of the bench's own.
- **The floor** is measured bare, from inside the shop's process: one POST to redeem over a new connection, as the plugin never sends one over a kept connection that might break, and two commits of one row. What is divided by it is the time that complete-cart spends in its two hooks \`validate\` and \`orderCreated\`, measured there too, less what Medusa itself does in them on the shop without the plugin: the difference of two shops' completions is the same, in the noise of all that Medusa does.
- **The loyalty plugin** is in a shop of the same Medusa, though it asks for the version of its own number, and is compared with plain Medusa. Its cart has a gift card that covers a part, ours an offer.
- **Ledgers with rows and without** are sets of tables that take each other's place in one running shop. Empty is a table without a row; a completion's has the rows of its own carts. The list shows 20 rows, and none of an empty ledger: what showing them takes is the difference between "empty" and "one page", and what a long ledger adds that between "one page" and "full". \`admin_page\` is all that the operators' page asks for when it is opened.
- **The backlog** is copies of one order. Calls a second are counted at Engage, from the first batch to the last; the busiest second is any second in which calls arrived at Engage and not only one of the clock's, and memory is resident, after a collection, from the first tenth to the end.
`
}

function where(at: Conditions): string {
  const minutes = Math.round(at.duration / MINUTE_S)
  return (
    `Taken on ${at.taken_at.slice(0, 10)} in ${minutes} minutes on ${at.cores} cores (${at.cpu}), ${at.memory_gb} GB, ${at.system},` +
    ` with Node ${at.node}, Medusa ${at.medusa}, ${at.postgres} and version ${at.plugin} of the plugin.` +
    ` The load of the machine over five minutes was ${at.load.before} before and ${at.load.after} at the end.`
  )
}

function tableRow(figure: Figure): string {
  const { key, value, spread, goal, met } = toRow(figure)
  return `| \`${key}\` | ${FIGURES[figure.key].what} | ${value} | ${spread} | ${goal} | ${met} |`
}

function names(figures: Figure[]): string {
  return figures.map((figure) => `\`${toRow(figure).key}\``).join(", ")
}
