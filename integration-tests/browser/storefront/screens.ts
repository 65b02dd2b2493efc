import { SCREENS } from "../support/screens"
import type { World } from "../support/world"
import { keyboard } from "./keyboard"
import { looks } from "./looks"
import { once } from "./once"
import { scenes } from "./scenes"
import type { Shopper } from "./shopper"
import { Stage } from "./stage"

/** What a test plays with; a new shopper for each. */
export type Cast = {
  stage: Stage
  shopper: () => Shopper
}

/** What shoppers see and do in the example storefront. */
export function testStorefront(world: World): void {
  describe("the example storefront", () => {
    const stage = new Stage(world)
    let shopper: Shopper

    beforeAll(() => stage.set())
    afterAll(() => stage.strike())

    describe.each(SCREENS)("on a $name", (screen) => {
      const cast: Cast = { stage, shopper: () => shopper }

      beforeEach(async () => {
        shopper = await stage.shopper(screen)
      })

      afterEach(async () => {
        await shopper.leave()
        expect(shopper.mishaps).toEqual([])
      })

      looks(cast)
      scenes(cast)
      if (screen.touch) {
        once(cast)
      } else {
        keyboard(cast)
      }
    })
  })
}
