/**
 * Adds the ES module of `./storefront` to a build: Medusa builds CommonJS alone,
 * and browsers' bundlers and React Server Components want the other.
 */
import { writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { build } from "esbuild"
import { main } from "./run"

const root = resolve(__dirname, "..")
const built = join(root, ".medusa/server/src/storefront")

main(async () => {
  await build({
    entryPoints: [join(root, "src/storefront/index.ts")],
    outfile: join(built, "index.mjs"),
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    logLevel: "warning",
  })
  writeFileSync(join(built, "index.d.mts"), 'export * from "./index.js"\n')
  return 0
})
