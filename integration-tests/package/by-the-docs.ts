import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { sampleNamed } from "../docs/samples"

const PAGE = "docs/install.md"
const ELSE = "// … and what else stands here already"

/**
 * Does in a fresh shop what `docs/install.md` says, with the page's own samples: the
 * configuration, and the subscriber that mails the link. What "stands here already"
 * is what Medusa's starter has.
 */
export function installByTheDocs(folder: string): void {
  const file = join(folder, "medusa-config.ts")
  const starter = readFileSync(file, "utf8")
  const { code } = sampleNamed(PAGE, ELSE)
  const settings = part(starter, /projectConfig: \{\n([^]*?) {4}http:/)
  const secrets = part(starter, /http: \{\n([^]*?)\n {4}\}/)
    .split("\n")
    .filter((line) => line.includes("Secret"))
    .join("\n")
  const config = code
    .replace("projectConfig: {\n", `projectConfig: {\n${settings}`)
    .replace(ELSE, secrets.trim())
  const [, before = ""] = /^([^]*?)module\.exports/.exec(starter) ?? []
  const [, load = ""] = /(loadEnv\(.*\))/.exec(before) ?? []
  writeFileSync(
    file,
    config
      .replace("{ defineConfig }", "{ defineConfig, loadEnv }")
      .replace("module.exports", `${load}\n\nmodule.exports`)
  )

  const subscriber = sampleNamed(PAGE, "mailVerificationCode")
  const [, path = ""] = /^\/\/ (src\/\S+)/.exec(subscriber.code) ?? []
  writeFileSync(join(folder, path), subscriber.code)
}

/** The name of the package that a page says to install with npm, for a folder. */
export function installedByTheDocs(page: string): string {
  const { code } = sampleNamed(page, "npm install medusa-plugin")
  return part(code, /npm install (\S+)/)
}

/** The first group of a pattern. @throws Error when it is not there. */
function part(text: string, pattern: RegExp): string {
  const [, found] = pattern.exec(text) ?? []
  if (!found) {
    throw new Error(`The page or the starter has no ${pattern}`)
  }
  return found
}
