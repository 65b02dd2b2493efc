import { CUSTOMERS, OFFERS } from "../../../testkit/seed/norrsken"
import { testCalls } from "./calls"
import { testDates } from "./dates"
import { testDetail } from "./detail"
import { testList } from "./list"
import { testQueue } from "./queue"
import { testReal } from "./real"
import { Office } from "./support/office"
import { testWidgets, type Places } from "./widgets"

/** Builds the admin, migrates a database and boots the shop. */
const OPENING_MS = 600_000

/** One shop for all: it takes longer to open than all that is done in it. */
describe("the operator's screens", () => {
  const office = new Office()
  const places: Places = { orderId: "", customerId: "", promotionId: "" }

  beforeAll(async () => {
    await office.open()
    const { id: orderId } = await office.plainOrder("anna")
    const admin = await office.operator()
    const { request } = admin.page.context()
    const find = async <T>(path: string): Promise<T> => {
      const answer = await request.get(`${office.shop.url}${path}`)
      return (await answer.json()) as T
    }
    const { customers } = await find<{ customers: { id: string }[] }>(
      `/admin/customers?q=${CUSTOMERS.anna.email}`
    )
    const { promotions } = await find<{ promotions: { id: string }[] }>(
      `/admin/promotions?code=${OFFERS.tenPercent.code}`
    )
    await office.closeBrowsers()
    Object.assign(places, {
      orderId,
      customerId: customers[0]?.id,
      promotionId: promotions[0]?.id,
    })
  }, OPENING_MS)

  afterEach(async () => {
    expect(await office.closeBrowsers()).toEqual([])
  })

  afterAll(() => office.close())

  testList(office)
  testQueue(office)
  testDates(office)
  testDetail(office)
  testWidgets(office, places)
  testReal(office, places)
  testCalls(office, places)
})
