import { testOperatorsScreens } from "./admin/screens"
import { testStorefront } from "./storefront/screens"
import { World } from "./support/world"

/** Builds the admin and the storefront, migrates a database and boots the shop. */
const OPENING_MS = 900_000

/** One shop for both: it takes longer to open than all that is done in it. */
describe("in a browser", () => {
  const world = new World()

  beforeAll(() => world.open(), OPENING_MS)
  afterAll(() => world.close(), OPENING_MS)

  testOperatorsScreens(world)
  testStorefront(world)
})
