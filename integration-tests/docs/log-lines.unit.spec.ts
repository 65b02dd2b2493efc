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

function rowsFor({ level, line }: { level: string; line: string }) {
  return rows.filter((row) => row.level === level && describes(row, line))
}

describe("the table of log lines in docs/operating.md", () => {
  it("has every line that is written out in the code, at its level", () => {
    const missing = written.filter(
      ({ level, line }) =>
        !rows.some((row) => row.level === level && row.line === line)
    )

    expect(missing).toEqual([])
    expect(written.length).toBeGreaterThan(4)
  })

  it("knows where the other lines come from", () => {
    const places = new Set(byValue.map(({ place }) => place.split(":")[0]))

    expect([...places].sort()).toEqual(BY_VALUE)
  })

  it.each(["linked", "redeemed", "pending", "rejected", "released"] as const)(
    "has the line of a redemption that is %s now",
    async (status) => {
      const lines = await announced({ status })

      expect(lines).toHaveLength(1)
      expect(lines[0]!.level).toBe("info")
      expect(rowsFor(lines[0]!)).toHaveLength(1)
    }
  )

  it("has the line of one that needs somebody, and of a wrong set-up", async () => {
    const lines = [
      ...(await announced({ status: "attention", order_id: "order_1" })),
      ...(await announced({
        status: "pending",
        reason: "engage_misconfigured",
      })),
    ]

    expect(lines.map(({ level }) => level)).toEqual(["warn", "error"])
    expect(lines.map((line) => rowsFor(line).length)).toEqual([1, 1])
  })

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

    expect(
      others.filter(
        (row) =>
          !written.some(
            ({ level, line }) => level === row.level && line === row.line
          )
      )
    ).toEqual([])
  })

  it("stands beside every event", () => {
    const page = readPage("docs/operating.md")

    for (const name of Object.values(PromotionRedemptionEvents)) {
      expect(page).toContain(name.replace("promotion_redemption", ""))
    }
  })
})
