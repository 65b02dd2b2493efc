import { SCREENS } from "../support/screens"
import { away } from "./away"
import { keyboard } from "./keyboard"
import { looks } from "./looks"
import { once } from "./once"
import { redeemed } from "./redeemed"
import { refused } from "./refused"
import type { Shopper } from "./shopper"
import { Stage } from "./stage"
import { whoSeesWhat } from "./who-sees-what"

/** A Postgres, a shop, and an install and a build of the storefront take their time. */
const START_MS = 600_000

/** What a test plays with; a new shopper for each. */
export type Cast = {
  stage: () => Stage
  shopper: () => Shopper
}

describe("the example storefront", () => {
  let stage: Stage
  let shopper: Shopper

  beforeAll(async () => {
    stage = await Stage.set()
  }, START_MS)

  afterAll(() => stage?.strike(), START_MS)

  describe.each(SCREENS)("on a $name", (screen) => {
    const cast: Cast = {
      stage: () => stage,
      shopper: () => shopper,
    }

    beforeEach(async () => {
      shopper = await stage.shopper(screen)
    })

    afterEach(async () => {
      await shopper.leave()
      expect(shopper.mishaps).toEqual([])
    })

    describe("pages", () => looks(cast))
    describe("an offer that is redeemed", () => redeemed(cast))
    describe("an offer that is refused", () => refused(cast))
    describe("while Engage is away", () => away(cast))
    describe("by keyboard", () => keyboard(cast))
    describe("other people's offers", () => whoSeesWhat(cast))
    if (screen === SCREENS[0]) {
      describe("on any screen", () => once(cast))
    }
  })
})
