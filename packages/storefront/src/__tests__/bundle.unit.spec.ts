import { join, resolve } from "node:path"

import { build } from "esbuild"

const ROOT = resolve(__dirname, "../../../..")

/** What a shop's visitors may load for it, in bytes. */
const LIMIT = 9_000

describe("the storefront's entry, bundled for a browser", () => {
  /** A built-in of Node's has no place in a browser's bundle: esbuild fails. */
  const bundle = async () => {
    const { outputFiles, metafile } = await build({
      entryPoints: [join(ROOT, "packages/storefront/src/index.ts")],
      absWorkingDir: ROOT,
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      charset: "utf8",
      logLevel: "silent",
    })
    return { text: outputFiles[0]?.contents, inputs: metafile.inputs }
  }

  it("is small", async () => {
    const { text } = await bundle()

    expect(text?.byteLength).toBeGreaterThan(1_000)
    expect(text?.byteLength).toBeLessThan(LIMIT)
  })

  it("is made of its own files and the catalogue of errors alone", async () => {
    const { inputs } = await bundle()

    const others = Object.keys(inputs).filter(
      (file) => !file.startsWith("packages/storefront/src/")
    )
    expect(others.sort()).toEqual([
      "src/errors/catalogue.ts",
      "src/errors/coded-message.ts",
    ])
  })
})
