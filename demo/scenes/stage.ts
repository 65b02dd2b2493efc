import type { EngageSandbox } from "../../packages/engage-sandbox/src"
import type { ShopLedger } from "../../testkit/ledger/shop-ledger"
import type { Lifetime } from "../../testkit/lifetime"
import type { LogTail } from "../../testkit/shop/log-tail"
import type { Mailbox } from "../../testkit/shop/mailbox"
import type { Storefront } from "../../testkit/storefront/storefront"
import { SceneReport } from "./scene-report"

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
