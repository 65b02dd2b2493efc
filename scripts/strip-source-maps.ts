/**
 * Takes the source maps out of a build: they speak of sources that the package
 * does not have, and are more than a third of it.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { main } from "./run"

const built = resolve(__dirname, "../.medusa/server/src")

/** Medusa's builder puts it on the last line. */
const SOURCE_MAP = /\n\/\/# sourceMappingURL=data:\S+\s*$/

main(async () => {
  const files = readdirSync(built, { recursive: true, encoding: "utf8" })
  for (const file of files.filter((name) => name.endsWith(".js"))) {
    const path = join(built, file)
    const code = readFileSync(path, "utf8")
    writeFileSync(path, code.replace(SOURCE_MAP, "\n"))
  }
  return 0
})
