import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import ts from "typescript"

const { ModuleKind: M, ModuleResolutionKind: R } = ts

/** What a storefront and its tests write, whatever their modules are. */
const IN_A_STOREFRONT = `
import { sentenceFor, type ErrorCode } from "medusa-plugin-voyado-engage-storefront"
import { startEngageSandbox, type EngageSandbox } from "engage-sandbox"

const code: ErrorCode = "promotion_expired"
export const sentence: string = sentenceFor(code)
export const engage: Promise<EngageSandbox> = startEngageSandbox({ port: 4010 })
// Types that are \`any\` would take these too.
// @ts-expect-error
sentenceFor("no_such_code")
// @ts-expect-error
startEngageSandbox({ port: "4010" })
`

/** The same, with the sdk that the calls work on. */
const WITH_THE_SDK = `
import Medusa from "@medusajs/js-sdk"
import { listEngagePromotions } from "medusa-plugin-voyado-engage-storefront"

const sdk = new Medusa({ baseUrl: "http://localhost:9000" })
export const offers = listEngagePromotions(sdk, "cart_1")
// @ts-expect-error
listEngagePromotions(sdk, 1)
`

/** What a backend writes. */
const IN_A_BACKEND = `
import { defineConfig } from "@medusajs/framework/utils"
import type {
  StoreEngagePromotion,
  VoyadoEngageOptions,
} from "medusa-plugin-voyado-engage/types"
import { redeemAssignmentsWorkflow } from "medusa-plugin-voyado-engage/workflows"

export const offer: Pick<StoreEngagePromotion, "applied"> = { applied: true }
export const workflow = redeemAssignmentsWorkflow
export default defineConfig({
  plugins: [
    {
      resolve: "medusa-plugin-voyado-engage",
      options: {
        baseUrl: process.env.ENGAGE_BASE_URL,
        apiKey: process.env.ENGAGE_API_KEY,
        onRejected: "keep",
      } satisfies VoyadoEngageOptions,
    },
  ],
})
// @ts-expect-error
export const misspelt: VoyadoEngageOptions = { apikey: "" }
`

type Sample = {
  file: string
  code: string
  module: ts.ModuleKind
  moduleResolution: ts.ModuleResolutionKind
}

/** Every way in which TypeScript looks for a package's types. */
const STOREFRONT_SAMPLES: Sample[] = [
  { module: M.CommonJS, moduleResolution: R.Node10, file: "node.ts" },
  { module: M.ESNext, moduleResolution: R.Bundler, file: "bundler.ts" },
  { module: M.Node16, moduleResolution: R.Node16, file: "node16.cts" },
  { module: M.Node16, moduleResolution: R.Node16, file: "node16.mts" },
].map((sample) => ({ ...sample, code: IN_A_STOREFRONT }))

/** As the storefront of Medusa's starter has it. */
const STARTER_SAMPLE: Sample = {
  file: "starter.ts",
  code: WITH_THE_SDK,
  module: M.ESNext,
  moduleResolution: R.Node10,
}

const BACKEND_SAMPLES: Sample[] = [
  {
    file: "medusa-config.ts",
    code: IN_A_BACKEND,
    module: M.Node16,
    moduleResolution: R.Node16,
  },
]

/** What TypeScript says in a storefront that has installed its packages. */
export function storefrontTypeProblems(project: string): string[] {
  return [...STOREFRONT_SAMPLES, STARTER_SAMPLE].flatMap((sample) =>
    typeProblems(project, sample)
  )
}

/** What TypeScript says in a backend that has installed its packages. */
export function backendTypeProblems(project: string): string[] {
  return BACKEND_SAMPLES.flatMap((sample) => typeProblems(project, sample))
}

function typeProblems(
  project: string,
  { file, code, module, moduleResolution }: Sample
): string[] {
  mkdirSync(project, { recursive: true })
  const path = join(project, file)
  writeFileSync(path, code)
  const program = ts.createProgram([path], {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    module,
    moduleResolution,
    strict: true,
    esModuleInterop: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  })
  const source = program.getSourceFile(path)
  return [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ].map(({ messageText, start = 0 }) => {
    const line = (source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1
    const text = ts.flattenDiagnosticMessageText(messageText, "\n")
    return `types, ${file}:${line}: ${text}`
  })
}
