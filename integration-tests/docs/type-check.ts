import { join } from "node:path"

import ts from "typescript"

import { doors } from "./doors"
import { ROOT, type Sample } from "./samples"

const READER = join(ROOT, "integration-tests/docs/reader")

/** As a shop and a storefront have them together. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  jsx: ts.JsxEmit.ReactJSX,
  types: ["node", "jest"],
  strict: true,
  noUncheckedIndexedAccess: true,
  experimentalDecorators: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  noEmit: true,
  paths: {
    ...Object.fromEntries(
      Object.entries(doors()).map(([door, source]) => [door, [source]])
    ),
    "@/lib/sdk": [join(READER, "sdk.ts")],
  },
}

/** Part of `medusa-config.ts`: its options are held to the plugin's own. */
const CONFIG_PART = /^(\/\/ medusa-config\.ts\n)?(plugins|modules): \[/

const CONFIG_TYPE = [
  'import type { PluginOptionsInput } from "../../../src/modules/promotion-redemption/options";',
  'type Plugin = { resolve: "medusa-plugin-voyado-engage"; options: PluginOptionsInput };',
  "type Module = { resolve: string; options: Record<string, unknown> };",
  "type Config = { plugins?: Plugin[]; modules?: Module[] };",
].join(" ")

/** A whole file, with every line of the sample where it was. */
function wholeFile({ code }: Sample): string {
  return CONFIG_PART.test(code)
    ? `${CONFIG_TYPE} export const config: Config = {${code}}`
    : `${code}\nexport {}`
}

/** What the compiler has to say about each of these samples; empty: nothing. */
export function typeErrors(samples: Sample[]): Map<Sample, string[]> {
  const files = new Map(
    samples.map((sample, index) => [
      // A folder that is not there, beside the reader's own.
      join(READER, "../sample", `${index}.${sample.language}`),
      sample,
    ])
  )
  const host = ts.createCompilerHost(OPTIONS)
  const { fileExists, getSourceFile } = host
  host.getCurrentDirectory = () => ROOT
  host.fileExists = (name) => files.has(name) || fileExists(name)
  host.getSourceFile = (name, languageVersion, ...rest) => {
    const sample = files.get(name)
    return sample
      ? ts.createSourceFile(name, wholeFile(sample), languageVersion)
      : getSourceFile(name, languageVersion, ...rest)
  }
  const program = ts.createProgram(
    [join(READER, "own.ts"), ...files.keys()],
    OPTIONS,
    host
  )
  return new Map(
    [...files].map(([name, sample]) => {
      const source = program.getSourceFile(name)
      const found = [
        ...program.getSyntacticDiagnostics(source),
        ...program.getSemanticDiagnostics(source),
      ]
      return [sample, found.map((diagnostic) => describe(sample, diagnostic))]
    })
  )
}

function describe(
  sample: Sample,
  { file, start = 0, messageText }: ts.Diagnostic
): string {
  const line = file?.getLineAndCharacterOfPosition(start).line ?? 0
  const message = ts.flattenDiagnosticMessageText(messageText, "\n")
  return `${sample.file}:${sample.line + line}: ${message}`
}
