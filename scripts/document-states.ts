/** Writes the states and events in docs/architecture.md, from the ledger's machine. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { withStates } from "./states"

const PAGE = join(__dirname, "../docs/architecture.md")

writeFileSync(PAGE, withStates(readFileSync(PAGE, "utf8")))
