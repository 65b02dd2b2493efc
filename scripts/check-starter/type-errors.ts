import { join, relative } from "node:path"

import ts from "typescript"

/**
 * What TypeScript says of a storefront, without the lines: changes move them.
 * @throws Error when the folder has no tsconfig.json that can be read.
 */
export function typeErrors(folder: string): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(folder, "tsconfig.json"),
    { noEmit: true, incremental: false },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail }
  )
  if (!config) {
    throw new Error("The starter's storefront has no tsconfig.json")
  }
  const program = ts.createProgram(config.fileNames, config.options)
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const file = relative(folder, diagnostic.file?.fileName ?? "tsconfig.json")
    return `${file}: ${textOf(diagnostic)}`
  })
}

function fail(diagnostic: ts.Diagnostic): never {
  throw new Error(textOf(diagnostic))
}

function textOf({ messageText }: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(messageText, "\n")
}
