import type { Scene, Stage } from "../../demo/scenes/stage"
import { launchBrowser } from "../browser/support/launch-browser"
import { SCREENS } from "../browser/support/screens"
import { Visitor } from "../browser/support/visitor"

/** A scene in a Chromium. Nothing may fail in it unseen, nor be wanted from elsewhere. */
export function inABrowser<V extends Visitor>(
  title: string,
  baseUrl: string,
  Who: new (...its: ConstructorParameters<typeof Visitor>) => V,
  act: (visitor: V, stage: Stage) => Promise<void>
): Scene {
  return {
    title,
    play: async (stage) => {
      const browser = await launchBrowser()
      try {
        const visitor = await Visitor.arrive.call(Who, browser, {
          screen: SCREENS.find(({ name }) => name === "desktop")!,
          area: "package",
          baseUrl,
        })
        await act(visitor as V, stage)
        await visitor.leave()
        stage.report.expect("what failed unseen", visitor.mishaps, [])
      } finally {
        await browser.close()
      }
    },
  }
}
