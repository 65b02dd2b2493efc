import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { PACKAGE_KEYS, PACKAGES, ROOT, type PackageKey } from "./index"

/** What a package.json says about where the project is at home. */
export type Address = {
  repository: { type: "git"; url: string; directory?: string }
  homepage: string
  bugs: { url: string }
}

const AT_HOME = /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+$/

/** Why nothing is published as long as the address is not known. */
export const NO_ADDRESS =
  "package.json does not say where the project is at home: write" +
  ' "repository": "https://github.com/OWNER/NAME" into it, as npm shows it and' +
  " proves by it where a package was built."

/**
 * What a package says of the project's home. The project's own package.json names
 * it, as its `repository`, and nothing else does.
 *
 * @returns null as long as it is not named.
 * @throws Error when it is named in another form.
 */
export function addressOf(
  repository: string | { url?: string } | undefined,
  key: PackageKey
): Address | null {
  const named = typeof repository === "string" ? repository : repository?.url
  if (!named) {
    return null
  }
  const home = named.replace(/^git\+/, "").replace(/\.git$/, "")
  if (!AT_HOME.test(home)) {
    throw new Error(
      `"repository" in package.json is "${named}"; it has to be of the form` +
        " https://github.com/OWNER/NAME"
    )
  }
  const directory = PACKAGES[key] === "." ? {} : { directory: PACKAGES[key] }
  return {
    repository: { type: "git", url: `git+${home}.git`, ...directory },
    homepage: `${home}#readme`,
    bugs: { url: `${home}/issues` },
  }
}

/**
 * Does something while every package.json says where the project is at home, if
 * that is known. Afterwards they are as they were.
 */
export async function withAddress<T>(work: () => Promise<T>): Promise<T> {
  const own = readText(join(ROOT, "package.json"))
  const { repository } = JSON.parse(own) as {
    repository?: string | { url?: string }
  }
  const kept = PACKAGE_KEYS.map((key) => {
    const file = join(ROOT, PACKAGES[key], "package.json")
    return { file, text: readText(file), address: addressOf(repository, key) }
  })
  try {
    for (const { file, text, address } of kept) {
      if (address) {
        const manifest = { ...(JSON.parse(text) as object), ...address }
        writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`)
      }
    }
    return await work()
  } finally {
    for (const { file, text, address } of kept) {
      if (address) {
        writeFileSync(file, text)
      }
    }
  }
}

function readText(file: string): string {
  return readFileSync(file, "utf8")
}
