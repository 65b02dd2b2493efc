/**
 * Builds the admin with this plugin's screens in it, as `medusa build` does, unless
 * nothing has changed since the last build.
 */
import { join } from "node:path"

import { ROOT } from "../../../scripts/packages"
import { digestOf, unlessDone } from "../../../testkit/shop/unless-done"

const OUTPUT = join(ROOT, "artifacts/admin")

/** What the screens are made of, and how. */
const SOURCES = ["src/admin", "src/types", "src/errors", "package-lock.json"]

const sources = digestOf([
  ...SOURCES.map((path) => join(ROOT, path)),
  __filename,
])

unlessDone(join(OUTPUT, ".built-from"), sources, async () => {
  process.chdir(ROOT)
  const { build } = await import("@medusajs/admin-bundler")
  await build({
    path: "/app",
    outDir: OUTPUT,
    sources: [join(ROOT, "src/admin")],
    plugins: ["@medusajs/draft-order/admin"],
  })
}).catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
