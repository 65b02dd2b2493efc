/**
 * Asks the registry for advisories on what the package brings into a shop: its
 * own dependencies, not its peers, which are the shop's, nor what builds and
 * tests it. Fails on any that `audit/accepted.ts` does not explain. Where there
 * is nobody to ask it says NOT CHECKED, and does not fail.
 *
 * The rest of the tree is counted for information.
 */
import { spawnSync } from "node:child_process"
import { resolve } from "node:path"
import { ACCEPTED } from "./audit/accepted"
import { judgeAudit } from "./audit/judge"
import { main } from "./run"

const SHIPPED = ["--omit=dev", "--omit=peer"]

function npmAudit(args: string[]): string {
  const { stdout, error } = spawnSync(
    "npm",
    ["audit", "--json", "--package-lock-only", ...args],
    {
      cwd: resolve(__dirname, ".."),
      encoding: "utf8",
      // npm is a .cmd file on Windows.
      shell: process.platform === "win32",
      maxBuffer: 64 * 1024 * 1024,
    }
  )
  if (error) {
    throw error
  }
  return stdout
}

main(async () => {
  const today = new Date().toISOString().slice(0, 10)
  const shipped = judgeAudit(npmAudit(SHIPPED), ACCEPTED, today)
  if (shipped.kind === "not_checked") {
    console.log(`NOT CHECKED: the registry gave no audit. ${shipped.why}`)
    return 0
  }
  if (shipped.kind === "failed") {
    console.error(`The audit failed: ${shipped.why}`)
    return 1
  }
  for (const { id, package: name, reason } of shipped.accepted) {
    console.log(`Accepted: ${name}, ${id}: ${reason}`)
  }
  const whole = judgeAudit(npmAudit([]), [], today)
  if (whole.kind === "checked") {
    console.log(
      `For information: ${whole.problems.length} advisories on the whole tree, ` +
        "which is Medusa's and the tools' beside ours."
    )
  }
  if (shipped.problems.length) {
    console.error("What we ship has advisories:")
    shipped.problems.forEach((problem) => console.error(`  - ${problem}`))
    return 1
  }
  console.log("CHECKED: no open advisory on what we ship.")
  return 0
})
