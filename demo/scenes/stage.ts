import { isDeepStrictEqual } from "node:util"

import type { EngageSandbox } from "../../packages/engage-sandbox/src"
import type { ShopLedger } from "../../testkit/ledger/shop-ledger"
import type { Lifetime } from "../../testkit/lifetime"
import type { LogTail } from "../../testkit/shop/log-tail"
import type { Mailbox } from "../../testkit/shop/mailbox"
import type { Storefront } from "../../testkit/storefront/storefront"

/** What a scene is played with. */
export type Stage = {
  /** The shop's web site, nobody signed in. */
  visitor: Storefront
  mailbox: Mailbox
  engage: EngageSandbox
  ledger: ShopLedger
  report: SceneReport
}

/** One checkout, from signing in to the row in the ledger. */
export type Scene = {
  title: string
  play: (stage: Stage) => Promise<void>
}

/**
 * Plays scenes one after another.
 * @param log - of the shop, for the case that something is not as expected.
 * @returns how many scenes were as expected.
 */
export async function playScenes(
  lifetime: Lifetime,
  scenes: Scene[],
  stage: Omit<Stage, "report">,
  log: LogTail
): Promise<number> {
  let asExpected = 0
  for (const [index, { title, play }] of scenes.entries()) {
    const report = new SceneReport(index + 1, title)
    try {
      await play({ ...stage, report })
    } catch (error) {
      if (lifetime.isOver) {
        throw error
      }
      report.fail(error)
    }
    stage.engage.clearFaults()
    asExpected += Number(report.close())
  }
  if (asExpected < scenes.length) {
    console.log(`\nThe last that the shop printed:\n\n${log}`)
  }
  return asExpected
}

const INDENT = "   "
const LABEL_WIDTH = 11

/** Prints one scene as it happens, and collects what is not as expected. */
class SceneReport {
  private readonly surprises: string[] = []
  private speaker: string | null = null

  constructor(number: number, title: string) {
    console.log(`\n${number}  ${title}\n`)
  }

  /** What somebody, such as the customer or Engage, saw, was asked or holds. */
  say(speaker: string, message: string): void {
    const shown = speaker === this.speaker ? "" : speaker
    this.speaker = speaker || this.speaker
    console.log(`${INDENT}${shown.padEnd(LABEL_WIDTH)}${message}`)
  }

  /** What happens around the checkout. */
  meanwhile(text: string): void {
    this.say("", `(${text})`)
  }

  /** Checks what was printed. A difference is printed too, and kept. */
  expect(what: string, actual: unknown, expected: unknown): void {
    if (!isDeepStrictEqual(actual, expected)) {
      this.surprise(`${what} is ${text(actual)}, expected ${text(expected)}`)
    }
  }

  /** Notes that the scene could not be played to its end. */
  fail(error: unknown): void {
    this.surprise(error instanceof Error ? error.message : String(error))
  }

  /** Closes the scene. @returns whether everything was as expected. */
  close(): boolean {
    const isAsExpected = this.surprises.length === 0
    this.say("result", isAsExpected ? "as expected" : "NOT as expected")
    return isAsExpected
  }

  private surprise(message: string): void {
    this.surprises.push(message)
    this.say("WRONG", message)
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : JSON.stringify(value)
}
