import type { World } from "../support/world"
import { testCalls } from "./calls"
import { testDates } from "./dates"
import { testDetail } from "./detail"
import { testList } from "./list"
import { testQueue } from "./queue"
import { testReal } from "./real"
import { Office, type Places } from "./support/office"
import { testWidgets } from "./widgets"

/** What the shop's staff see and do in Medusa's admin. */
export function testOperatorsScreens(world: World): void {
  describe("the operator's screens", () => {
    const office = new Office(world)
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
    testCalls(office)
  })
}
