/**
 * Builds one of the packages beside the plugin, `packages/<name>`, into its
 * `dist`: a file of code for each entry and module system, and one of types. What
 * an entry imports is in its file, so the packages need nothing at run time.
 */
import { rmSync, writeFileSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import { generateDtsBundle } from "dts-bundle-generator"
import { build, type Format, type Platform } from "esbuild"
import { main } from "./run"

type Kind = {
  platform: Platform
  /** By the ending of the file. */
  formats: Record<string, Format>
  entries: string[]
  /** Imports that stay imports of another file of the package. */
  external?: string[]
  /** Whether its code is made small: where zod is in it. */
  compact?: boolean
}

const KINDS: Record<string, Kind> = {
  storefront: {
    platform: "browser",
    formats: { js: "cjs", mjs: "esm" },
    entries: ["index"],
  },
  // A test runner of either kind loads CommonJS, and Node finds its names.
  "engage-sandbox": {
    platform: "node",
    formats: { js: "cjs" },
    entries: ["index", "cli"],
    // The command takes all but itself from the module's file.
    external: ["./index"],
    compact: true,
  },
}

main(async () => {
  const folder = resolve(process.argv[2] ?? "")
  const kind = KINDS[basename(folder)]
  if (!kind) {
    throw new Error(`Say which: one of ${Object.keys(KINDS).join(", ")}`)
  }
  const source = join(folder, "src")
  const dist = join(folder, "dist")
  rmSync(dist, { recursive: true, force: true })

  for (const [ending, format] of Object.entries(kind.formats)) {
    await build({
      entryPoints: kind.entries.map((entry) => join(source, `${entry}.ts`)),
      outdir: dist,
      outExtension: { ".js": `.${ending}` },
      bundle: true,
      external: kind.external,
      minify: kind.compact,
      format,
      platform: kind.platform,
      // What Node 20 and the browsers of Medusa's own starter understand.
      target: "es2022",
      charset: "utf8",
      logLevel: "warning",
    })
  }

  const [types] = generateDtsBundle(
    [
      {
        filePath: join(source, "index.ts"),
        output: { noBanner: true, exportReferencedTypes: false },
      },
    ],
    { preferredConfigPath: join(folder, "tsconfig.json") }
  )
  writeFileSync(join(dist, "index.d.ts"), types!)
  if ("mjs" in kind.formats) {
    writeFileSync(join(dist, "index.d.mts"), types!)
  }
  return 0
})
