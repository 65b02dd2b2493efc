import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import ts from "typescript"

import * as reasons from "../../../../errors/reasons"
import type * as Decide from "../decide"
import * as row from "../row"
import * as time from "../time"
import {
  CHECKOUT_CASES,
  checkoutFactsOf,
  factsOf,
  JOB_CASES,
  OPERATOR_CASES,
  rowOf,
  SOME_TIME,
  UNDONE_PAYMENT_CASES,
  UNSETTLED_CASES,
} from "./support/decide-cases"

/** The rules without their types, which no mutant is about. */
const { outputText: SOURCE } = ts.transpileModule(
  readFileSync(resolve(__dirname, "../decide.ts"), "utf8"),
  {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      removeComments: true,
    },
  }
)

/** A place of the source, and what stands there instead. */
type Mutant = { from: number; to: number; by: string }

const parsed = ts.createSourceFile(
  "decide.js",
  SOURCE,
  ts.ScriptTarget.Latest,
  true
)

/** Every rule of `decide`, got wrong in each of a few ways. */
function mutantsOf(node: ts.Node): Mutant[] {
  const by = (part: ts.Node, text: string): Mutant => ({
    ...{ from: part.getStart(), to: part.end },
    by: text,
  })
  const own: Mutant[] = []
  if (ts.isIfStatement(node)) {
    own.push(by(node.expression, "true"), by(node.expression, "false"))
  } else if (ts.isConditionalExpression(node)) {
    own.push(by(node.condition, "true"), by(node.condition, "false"))
  } else if (ts.isReturnStatement(node) && node.expression) {
    own.push(by(node, "return undefined"))
  } else if (ts.isBinaryExpression(node)) {
    const neutral = NEUTRAL[node.operatorToken.kind]
    const flipped = FLIPPED[node.operatorToken.kind]
    if (neutral) {
      own.push(by(node.left, neutral), by(node.right, neutral))
    }
    if (flipped) {
      own.push(by(node.operatorToken, flipped))
    }
  }
  const below: Mutant[] = []
  ts.forEachChild(node, (child) => void below.push(...mutantsOf(child)))
  return [...own, ...below]
}

/** What leaves one side of an "and" or "or" out. */
const NEUTRAL: { [kind: number]: string } = {
  [ts.SyntaxKind.AmpersandAmpersandToken]: "true",
  [ts.SyntaxKind.BarBarToken]: "false",
}

const FLIPPED: { [kind: number]: string } = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: "!==",
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: "===",
  [ts.SyntaxKind.GreaterThanEqualsToken]: ">",
  [ts.SyntaxKind.GreaterThanToken]: ">=",
}

/** The module as it would be with this source. */
function load(source: string): typeof Decide {
  const exports = {}
  const parts: Record<string, unknown> = {
    "../../../errors/reasons": reasons,
    "./row": row,
    "./time": time,
  }
  new Function("exports", "require", source)(
    exports,
    (name: string) => parts[name]
  )
  return exports as typeof Decide
}

/** Whether the cases of the unit specs tell these rules from the right ones. */
function isFound({
  checksUndonePayment,
  decide,
  decideAtCheckout,
  decideForOperator,
  isUnsettled,
}: typeof Decide) {
  const differs = (answer: () => unknown, expected: unknown) => {
    try {
      return JSON.stringify(answer()) !== JSON.stringify(expected)
    } catch {
      return true
    }
  }
  return (
    JOB_CASES.flatMap(([, cases]) => cases).some(([, row, facts, then]) =>
      differs(() => decide(rowOf(row), factsOf(facts)), then)
    ) ||
    OPERATOR_CASES.some(([, row, facts, then]) =>
      differs(() => decideForOperator(rowOf(row), factsOf(facts)), then)
    ) ||
    CHECKOUT_CASES.some(([, row, facts, then]) =>
      differs(() => decideAtCheckout(rowOf(row), checkoutFactsOf(facts)), then)
    ) ||
    UNSETTLED_CASES.some(([, row, facts, then]) =>
      differs(() => isUnsettled(rowOf(row), factsOf(facts)), then)
    ) ||
    UNDONE_PAYMENT_CASES.some(([, row, age_ms, then]) =>
      differs(
        () => checksUndonePayment(rowOf(row), SOME_TIME.getTime() + age_ms),
        then
      )
    )
  )
}

/** Where a mutant is, and what is wrong there. */
function describeMutant({ from, to, by }: Mutant): string {
  const before = [...SOURCE.slice(0, from).matchAll(/^function (\w+)/gm)]
  return `${before.at(-1)?.[1]}: \`${SOURCE.slice(from, to)}\` as \`${by}\``
}

// As `machine.spec.ts` does it with the events.
describe("the rules of decide", () => {
  const mutants = mutantsOf(parsed)

  it("are as the cases have them", () => {
    expect(isFound(load(SOURCE))).toBe(false)
  })

  it("are many", () => {
    expect(mutants.length).toBeGreaterThan(100)
  })

  it("cannot be got wrong without a case that says so", () => {
    const unnoticed = mutants.filter(
      ({ from, to, by }) =>
        !isFound(load(SOURCE.slice(0, from) + by + SOURCE.slice(to)))
    )
    expect(unnoticed.map(describeMutant)).toEqual([])
  })
})
