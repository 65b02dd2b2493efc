import { createRequire } from "node:module"
import { join } from "node:path"

import ts from "typescript"

import { doors } from "./doors"
import { ROOT, type Sample } from "./samples"

/** What a sample finds around it. */
export type Surroundings = {
  /** By the names it imports them by, instead of what is installed. */
  modules?: Record<string, unknown>
  /** Beside Node's own. */
  globals?: Record<string, unknown>
}

/**
 * Runs a sample as a shop would, with the package's doors leading to its
 * sources, and answers what it exports.
 */
export function loadSample<Exports>(
  { code }: Pick<Sample, "code">,
  { modules = {}, globals = {} }: Surroundings = {}
): Exports {
  const { outputText } = ts.transpileModule(code, {
    // Of a kind that may have elements in it.
    fileName: "sample.tsx",
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      jsx: ts.JsxEmit.ReactJSX,
      esModuleInterop: true,
    },
  })
  const sources = doors()
  const requireFromRoot = createRequire(join(ROOT, "package.json"))
  const load = (name: string): unknown =>
    modules[name] ??
    (sources[name] ? require(sources[name]) : requireFromRoot(name))
  const module = { exports: {} }
  new Function(
    ...["require", "module", "exports"],
    ...Object.keys(globals),
    outputText
  )(load, module, module.exports, ...Object.values(globals))
  return module.exports as Exports
}
