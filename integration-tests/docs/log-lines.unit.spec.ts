import { readdirSync } from "node:fs"
import { join } from "node:path"

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import ts from "typescript"

import {
  optionWarnings,
  parsePluginOptions,
} from "../../src/modules/promotion-redemption/options"
import type { PromotionRedemptionDTO } from "../../src/types/promotion-redemption"
import {
  announce,
  PromotionRedemptionEvents,
} from "../../src/workflows/announce"
import { readPage, ROOT } from "./samples"

/** With `…` for what is put into the line; null when it comes from elsewhere. */
type Line = { level: string; line: string | null }

/** A place that writes to the log, as `src/…:12`. */
type LogCall = Line & { place: string }

const ROW = /^\| (info|warn|error) +\| `([^`]+)`/gm

/** The table of log lines in `docs/operating.md`. */
const rows = [...readPage("docs/operating.md").matchAll(ROW)].map(
  ([, level = "", line = ""]) => ({ level, line })
)

/** Whose lines are not written out where they are logged: see below. */
const BY_VALUE = [
  // Warnings about options.
  "src/modules/promotion-redemption/service.ts",
  // One line for each event.
  "src/workflows/announce.ts",
]

const calls = logCalls()
const written = calls.filter(({ line }) => /[a-z]{3}/.test(line ?? ""))
const byValue = calls.filter((call) => !written.includes(call))

/** Whether a row describes a line: `…` stands for anything. */
function describes(row: { level: string; line: string }, logged: string) {
  const parts = row.line
    .split("…")
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${parts.join(".+")}$`).test(logged)
}

/** The lines that announcing a redemption writes. */
async function announced(
  redemption: Partial<PromotionRedemptionDTO>,
  fails = false
): Promise<{ level: string; line: string }[]> {
  const lines: { level: string; line: string }[] = []
  const at = (level: string) => (line: string) => lines.push({ level, line })
  const logger = { info: at("info"), warn: at("warn"), error: at("error") }
  const container = {
    resolve: (key: string) =>
      key === ContainerRegistrationKeys.LOGGER
        ? logger
        : {
            emit: () => (fails ? Promise.reject(new Error("away")) : undefined),
          },
  }
  await announce(container as unknown as MedusaContainer, [
    {
      id: "promred_1",
      assignment_id: "a1",
      cart_id: "cart_1",
      order_id: null,
      reason: null,
      ...redemption,
    } as PromotionRedemptionDTO,
  ])
  return lines
}

function without(lines: Line[], others: Line[]): Line[] {
  return lines.filter(
    ({ level, line }) =>
      !others.some((other) => other.level === level && other.line === line)
  )
}

function rowsFor({ level, line }: { level: string; line: string }) {
  return rows.filter((row) => row.level === level && describes(row, line))
}

describe("the table of log lines in docs/operating.md", () => {
  it("has every line that is written out in the code, at its level", () => {
    expect(without(written, rows)).toEqual([])
    expect(written.length).toBeGreaterThan(4)
  })

  it("knows where the other lines come from", () => {
    const places = new Set(byValue.map(({ place }) => place.split(":")[0]))

    expect([...places].sort()).toEqual(BY_VALUE)
  })

  it.each<[string, Partial<PromotionRedemptionDTO>]>([
    ...(["linked", "redeemed", "pending", "rejected", "released"] as const).map(
      (status): [string, Partial<PromotionRedemptionDTO>] => [
        "info",
        { status },
      ]
    ),
    ["warn", { status: "attention", order_id: "order_1" }],
    ["error", { status: "pending", reason: "engage_misconfigured" }],
  ])(
    "has the line, at level %s, of a redemption that is %j now",
    async (level, redemption) => {
      const lines = await announced(redemption)

      expect(lines).toMatchObject([{ level }])
      expect(rowsFor(lines[0]!)).toHaveLength(1)
    }
  )

  it("has the line of events that were not emitted, with their ids", async () => {
    const [, line] = await announced({ status: "redeemed" }, true)

    expect(line!.line).toContain("promred_1")
    expect(rowsFor(line!)).toHaveLength(1)
  })

  it("has the warnings at start", () => {
    const warnings = optionWarnings(
      parsePluginOptions({
        baseUrl: "https://client.voyado.com",
        apiKey: "key",
        timeoutMs: 1000,
        requestsPerSecond: 100,
      })
    )

    expect(warnings).toHaveLength(2)
    expect(
      warnings.map((line) => rowsFor({ level: "warn", line }).length)
    ).toEqual([1, 1])
  })

  it("has no line that the code does not write", () => {
    const named = ["promotion_redemption.", "medusa-plugin-voyado-engage: "]
    const others = rows.filter(
      ({ line }) => !named.some((name) => line.startsWith(name))
    )

    expect(without(others, written)).toEqual([])
  })

  it("stands beside every event", () => {
    const page = readPage("docs/operating.md")

    for (const name of Object.values(PromotionRedemptionEvents)) {
      expect(page).toContain(name.replace("promotion_redemption", ""))
    }
  })
})

/** Every place in `src` that writes to Medusa's log. */
function logCalls(): LogCall[] {
  return readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .filter((file) => !/__tests__|^admin\//.test(file))
    .flatMap((file) => callsIn(`src/${file}`))
}

function callsIn(file: string): LogCall[] {
  const source = ts.createSourceFile(
    file,
    readPage(file),
    ts.ScriptTarget.ES2022
  )
  const calls: LogCall[] = []
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      /^(debug|info|warn|error)$/.test(node.expression.name.text) &&
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

/** The text of a logged line, with `…` for each value. */
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
