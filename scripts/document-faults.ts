/** Writes docs/faults.md: what the runs of every fault have to end with. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"

import { documentOf } from "../integration-tests/faults/document"

writeFileSync(join(__dirname, "../docs/faults.md"), documentOf())
