/** Runs the fault matrix and writes docs/faults.md from what was seen. */
import { join } from "node:path"
import { main, run } from "./run"

main(() =>
  run(
    process.execPath,
    ["-r", "ts-node/register", join(__dirname, "test.ts"), "faults"],
    { FAULTS_WRITE: "1" }
  )
)
