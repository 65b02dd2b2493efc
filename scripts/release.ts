/**
 * `npm run release`: publishes the packed packages that the registry does not have
 * yet. Without an address of the project it publishes nothing and says so.
 *
 * --packages FOLDER   where they are; by default where `npm run pack:all` leaves them
 * --dry-run           does all but sending them
 */
import { execFileSync, spawnSync } from "node:child_process"
import { parseArgs } from "node:util"

import type { Manifest } from "./packages"
import { NO_ADDRESS } from "./packages/address"
import { packedFolder, tarballsIn } from "./packages/pack"
import { main, run } from "./run"

const { values } = parseArgs({
  options: {
    packages: { type: "string", default: packedFolder() },
    "dry-run": { type: "boolean", default: false },
  },
})
const dryRun = values["dry-run"]

/** What a packed package says of itself. */
function manifestIn(tarball: string): Manifest {
  const text = execFileSync("tar", ["-xOzf", tarball, "package/package.json"], {
    encoding: "utf8",
  })
  return JSON.parse(text) as Manifest
}

/** Whether the registry has a version already: of a release that broke off. */
function isPublished({ name, version }: Manifest): boolean {
  const { status, stdout } = spawnSync(
    "npm",
    ["view", `${name}@${version}`, "version"],
    { encoding: "utf8", shell: process.platform === "win32" }
  )
  return status === 0 && stdout.trim() === version
}

main(async () => {
  const tarballs = Object.entries(tarballsIn(values.packages))
  if (tarballs.some(([, file]) => !manifestIn(file).repository)) {
    if (!dryRun) {
      throw new Error(NO_ADDRESS)
    }
    console.log(`A release would end here. ${NO_ADDRESS}\n`)
  }
  for (const [, file] of tarballs) {
    const manifest = manifestIn(file)
    if (isPublished(manifest)) {
      console.log(`${manifest.name} ${manifest.version} is published already`)
      continue
    }
    const code = await run("npm", [
      ...["publish", file, "--ignore-scripts"],
      ...(dryRun ? ["--dry-run"] : []),
    ])
    if (code !== 0) {
      return code
    }
  }
  return 0
})
