import { testDates } from "./admin/dates"
import { testDetail } from "./admin/detail"
import { testList } from "./admin/list"
import { testQueue } from "./admin/queue"
import { testReal } from "./admin/real"
import { Office, type Places } from "./admin/support/office"
import { testWidgets } from "./admin/widgets"
import { onEachScreen } from "./storefront/each-screen"
import { byKeyboard, once } from "./storefront/once"
import { Stage, type Cast } from "./storefront/stage"
import { SCREENS } from "./support/screens"
import { World } from "./support/world"

/** Builds the admin and the storefront, migrates a database and boots the shop. */
const OPENING_MS = 900_000

/** One shop for both: it takes longer to open than all that is done in it. */
describe("in a browser", () => {
  const world = new World()
  const stage = new Stage(world)

  beforeAll(() => world.open(), OPENING_MS)
  afterAll(() => world.close(), OPENING_MS)

  /** What the shop's staff see and do in Medusa's admin. */
  describe("the operator's screens", () => {
    const office = new Office(world, stage)
    const places: Places = { orderId: "", customerId: "", promotionId: "" }

    beforeAll(async () => {
      Object.assign(places, await office.findPlaces())
    })

    afterEach(async () => {
      expect(await office.endOfDay()).toEqual([])
    })

    testList(office)
    testQueue(office)
    testDates(office)
    testDetail(office)
    testWidgets(office, places)
    testReal(office, places)
  })

  /** What shoppers see and do in the example storefront. */
  describe("the example storefront", () => {
    const cast = { stage } as Cast

    describe.each(SCREENS)("on a $name", (screen) => {
      beforeEach(async () => {
        cast.shopper = await stage.shopper(screen)
      })

      afterEach(async () => {
        world.engage.clearFaults()
        await cast.shopper.leave()
        expect(cast.shopper.mishaps).toEqual([])
      })

      onEachScreen(cast)
      if (screen.touch) {
        once(cast)
      } else {
        byKeyboard(cast)
      }
    })
  })
})
