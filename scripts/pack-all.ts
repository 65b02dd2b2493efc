/**
 * `npm run pack:all [-- FOLDER]`: builds the three packages and packs each as it
 * would be published, into `artifacts/packages` or the folder that is named. What
 * installs or checks them takes them from there.
 */
import { rmSync } from "node:fs"

import { PACKAGE_KEYS } from "./packages"
import { kilobytes, packedFolder, packPackages } from "./packages/pack"
import { main } from "./run"

main(async () => {
  const [folder = packedFolder()] = process.argv.slice(2)
  rmSync(packedFolder(), { recursive: true, force: true })
  const tarballs = await packPackages(folder)
  for (const key of PACKAGE_KEYS) {
    console.log(`${tarballs[key]}  ${kilobytes(tarballs[key])} kB`)
  }
  return 0
})
