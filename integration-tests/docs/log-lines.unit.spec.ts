import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import {
  optionWarnings,
  parsePluginOptions,
} from "../../src/modules/promotion-redemption/options"
import type { PromotionRedemptionDTO } from "../../src/types/promotion-redemption"
import {
  announce,
  PromotionRedemptionEvents,
} from "../../src/workflows/announce"
import { logCalls } from "./log-calls"
import { readPage } from "./samples"

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

type Line = { level: string; line: string | null }

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
