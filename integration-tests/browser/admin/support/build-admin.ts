/**
 * Builds the admin with this plugin's screens in it, as `medusa build` does. Built anew only when something has changed
 * since: `node -r ts-node/register …/build-admin.ts`.
 */
import { createHash } from "node:crypto"
import {
  existsSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { join, relative, resolve } from "node:path"

const ROOT = resolve(__dirname, "../../../..")
const OUTPUT = join(ROOT, "artifacts/admin")
const STAMP = join(OUTPUT, ".built-from")

/** All that the screens are made of, and how. */
const SOURCES = [
  "src/admin",
  "src/types",
  "src/errors",
  "package-lock.json",
  relative(ROOT, __filename),
]

async function main() {
  const source = hashOf(SOURCES)
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === source) {
    return
  }
  process.chdir(ROOT)
  const { build } = await import("@medusajs/admin-bundler")
  await build({
    path: "/app",
    outDir: OUTPUT,
    sources: [join(ROOT, "src/admin")],
    plugins: ["@medusajs/draft-order/admin"],
  })
  writeFileSync(STAMP, source)
}

function hashOf(paths: string[]): string {
  const hash = createHash("sha256")
  for (const path of paths) {
    for (const file of filesIn(join(ROOT, path))) {
      hash.update(file).update(readFileSync(file))
    }
  }
  return hash.digest("hex")
}

function filesIn(path: string): string[] {
  if (statSync(path).isFile()) {
    return [path]
  }
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
