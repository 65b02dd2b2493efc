import type { EngageSandbox } from "../../packages/engage-sandbox/src"
import type { ShopLedger } from "../../testkit/ledger/shop-ledger"
import type { Mailbox } from "../../testkit/shop/mailbox"
import type { Storefront } from "../../testkit/storefront/storefront"
import type { SceneReport } from "../terminal/scene-report"

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
