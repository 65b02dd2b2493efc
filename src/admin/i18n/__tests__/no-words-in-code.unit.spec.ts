import { readdirSync, readFileSync } from "node:fs"
import { relative, resolve } from "node:path"
import ts from "typescript"

const ADMIN = resolve(__dirname, "../..")

const SCREENS = readdirSync(ADMIN, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith(".tsx"))

/** Attributes whose text a person reads or hears. */
const READ = /^(title|label|placeholder|alt|description|hint|aria-label)$/

/** Operators whose result may be what stands on either side. */
const JOINS = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.QuestionQuestionToken,
])

const WORD = /\p{L}{2,}/u

/** Texts that stand in a screen's code, each with its file. */
function wordsIn(file: string, code = readFileSync(file, "utf8")): string[] {
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (ts.isJsxText(node)) {
      found.push(node.text)
    } else if (ts.isJsxAttribute(node) && READ.test(node.name.getText())) {
      found.push(...literalsOf(node.initializer))
    } else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) {
      found.push(...literalsOf(node))
    }
    ts.forEachChild(node, visit)
  }
  visit(
    ts.createSourceFile(
      file,
      code,
      ts.ScriptTarget.Latest,
      true,
      ts.ScriptKind.TSX
    )
  )
  return found
    .filter((text) => WORD.test(text))
    .map((text) => `${relative(ADMIN, file)}: ${text.trim()}`)
}

/** What an expression shows as it stands, not what it passes to a function. */
function literalsOf(node: ts.Node | undefined): string[] {
  if (!node) {
    return []
  }
  if (ts.isStringLiteralLike(node)) {
    return [node.text]
  }
  if (ts.isTemplateExpression(node)) {
    return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(
      ({ text }) => text
    )
  }
  if (ts.isConditionalExpression(node)) {
    return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)]
  }
  if (ts.isJsxExpression(node) || ts.isParenthesizedExpression(node)) {
    return literalsOf(node.expression)
  }
  if (ts.isBinaryExpression(node) && JOINS.has(node.operatorToken.kind)) {
    return [...literalsOf(node.left), ...literalsOf(node.right)]
  }
  return []
}

describe("the screens' code", () => {
  it.each(SCREENS)(
    "%s has no words of its own, in whatever language",
    (file) => {
      expect(wordsIn(resolve(ADMIN, file))).toEqual([])
    }
  )

  it.each([
    ["a text", "<p>Hello there</p>"],
    ["a label", '<Input aria-label="Search" />'],
    ["a choice", '<p>{late ? "Late" : null}</p>'],
    ["a template", "<p>{`${count} rows`}</p>"],
  ])("would be caught with %s in it", (_what, code) => {
    expect(wordsIn("probe.tsx", `const a = ${code}`)).toHaveLength(1)
  })
})
