import { createRequire } from "node:module"
import { join } from "node:path"

import ts from "typescript"

import { doors } from "./doors"
import { ROOT, type Sample } from "./samples"

/**
 * Runs a sample as a shop would, with the package's doors leading to its
 * sources, and answers what it exports.
 * @param globals what it finds around it, beside Node's own.
 */
export function loadSample<Exports>(
  { code }: Sample,
  globals: Record<string, unknown> = {}
): Exports {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  })
  const sources = doors()
  const requireFromRoot = createRequire(join(ROOT, "package.json"))
  const load = (name: string): unknown =>
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    sources[name] ? require(sources[name]) : requireFromRoot(name)
  const exported = {}
  new Function("require", "exports", ...Object.keys(globals), outputText)(
    load,
    exported,
    ...Object.values(globals)
  )
  return exported as Exports
}
