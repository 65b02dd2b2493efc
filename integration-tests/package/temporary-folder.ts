import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import type { Lifetime } from "../../testkit/lifetime"

/** A folder that goes when the command ends. */
export function temporaryFolder(lifetime: Lifetime): string {
  const folder = mkdtempSync(join(tmpdir(), "voyado-engage-package-"))
  lifetime.onEnd(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
