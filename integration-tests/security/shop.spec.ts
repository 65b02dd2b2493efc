import { engageSuite } from "../../testkit/jest/suite"
import { cannotBeForged } from "./forging"
import { keepsSecrets } from "./secrets"
import { CANARIES } from "./support/canaries"
import { WatchedShop } from "./support/watched-shop"

const engage = {
  apiKey: CANARIES.apiKey,
  timeoutMs: 800,
  checkoutWaitMs: 400,
  contactLookup: { cacheSeconds: 0 },
}

// One shop for all of it: to boot one takes longer than most of the tests.
engageSuite({ engage }, (shop) => {
  const watched = new WatchedShop(shop)

  beforeAll(() => watched.start())
  beforeEach(() => watched.reset())
  afterEach(() => watched.dismissImpostor())

  describe("the log", () => cannotBeForged(watched))
  // The last, as its own last test shuts the shop down.
  describe("secrets", () => keepsSecrets(watched))
})
