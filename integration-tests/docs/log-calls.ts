import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

import ts from "typescript"

import { ROOT } from "./samples"

/** A place that writes to the log. */
export type LogCall = {
  /** `src/…:12` */
  place: string
  level: string
  /** The line with `…` for what is put in; null when it comes from elsewhere. */
  line: string | null
}

const LEVELS = ["debug", "info", "warn", "error"]

/** Every place in `src` that writes to Medusa's log. */
export function logCalls(): LogCall[] {
  return readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .filter((file) => !/__tests__|^admin\//.test(file))
    .flatMap((file) => callsIn(`src/${file}`))
}

function callsIn(file: string): LogCall[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(ROOT, file), "utf8"),
    ts.ScriptTarget.ES2022
  )
  const calls: LogCall[] = []
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      LEVELS.includes(node.expression.name.text) &&
      /logger/i.test(node.expression.expression.getText(source))
    ) {
      const start = node.expression.name.getStart(source)
      const { line } = source.getLineAndCharacterOfPosition(start)
      calls.push({
        place: `${file}:${line + 1}`,
        level: node.expression.name.text,
        line: lineOf(node.arguments[0]),
      })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return calls
}

/** What a line says, whatever is put into it. */
function lineOf(argument: ts.Expression | undefined): string | null {
  if (!argument) {
    return null
  }
  if (ts.isStringLiteralLike(argument)) {
    return argument.text
  }
  if (ts.isTemplateExpression(argument)) {
    const rest = argument.templateSpans.map(({ literal }) => `…${literal.text}`)
    return argument.head.text + rest.join("")
  }
  if (ts.isBinaryExpression(argument)) {
    const [left, right] = [lineOf(argument.left), lineOf(argument.right)]
    return left === null || right === null ? null : left + right
  }
  return null
}
