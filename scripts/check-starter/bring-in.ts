import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { commandsOf } from "../../integration-tests/docs/samples"
import { PACKAGES, ROOT } from "../packages"
import { editByHand, PAGE, starterSamples } from "./edits"

/** The changes of the starter's files, as the storefront's package has them. */
export const PATCH = join(ROOT, PACKAGES.storefront, "starter/edits.patch")

/**
 * Does in a storefront of Medusa's starter what the page says, by the page's own
 * commands: copies the package's files, and changes the starter's.
 * @throws Error when a command fails, or when the changes by hand, as the page shows
 * them, lead to anything else.
 */
export function bringInOffers(storefront: string): void {
  const byHand = starterByHand(storefront)
  for (const { text } of starterSamples().commands.flatMap(commandsOf)) {
    execFileSync("bash", ["-c", text], { cwd: storefront, stdio: "inherit" })
  }
  for (const { file, after } of byHand) {
    if (readFileSync(join(storefront, file), "utf8") !== after) {
      throw new Error(
        `By hand, as ${PAGE} shows it, ${file} becomes another file than by` +
          " edits.patch; `npm run check:starter -- FOLDER --write` writes the patch anew"
      )
    }
  }
}

/** Writes the patch anew: what the changes by hand make of a starter's storefront. */
export function writePatch(storefront: string): void {
  const folder = mkdtempSync(join(tmpdir(), "starter-patch-"))
  try {
    const patch = starterByHand(storefront).map(({ file, after }) => {
      const changed = join(folder, "changed")
      writeFileSync(changed, after)
      // Without git's own headers, `git apply` takes the paths from where it is run,
      // and not from the repository's root. One line around each change is enough to
      // find its place, also in a file in which other lines have changed.
      const { stdout } = spawnSync(
        "diff",
        [
          ...["-U1", "--label", `a/${file}`, "--label", `b/${file}`],
          ...[join(storefront, file), changed],
        ],
        { encoding: "utf8" }
      )
      return stdout
    })
    writeFileSync(PATCH, patch.join(""))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The files of a storefront that the page changes, after the changes by hand. */
function starterByHand(storefront: string) {
  return starterSamples().edits.map((edit) => {
    const before = readFileSync(join(storefront, edit.file), "utf8")
    return { file: edit.file, after: editByHand(before, edit) }
  })
}
