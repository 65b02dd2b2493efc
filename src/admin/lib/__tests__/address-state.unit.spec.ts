import { startOfPeriod } from "../period"
import { queryOf, readAddress, writeAddress } from "../address-state"

function read(address: string) {
  return readAddress(new URLSearchParams(address))
}

describe("the table's address", () => {
  it("says nothing of what is not set", () => {
    expect(queryOf(read(""))).toEqual({ limit: 20, offset: 0 })
  })

  it("is read as it was written", () => {
    const params = new URLSearchParams()
    writeAddress(params, {
      search: "anna@example.com",
      filtering: {
        status: ["attention", "pending"],
        reason: ["promotion_expired"],
        status_changed_at: { $gte: "2026-10-01T00:00:00.000Z" },
      },
      sorting: { id: "status_changed_at", desc: true },
      pageIndex: 2,
    })

    expect(queryOf(readAddress(params))).toEqual({
      q: "anna@example.com",
      status: ["attention", "pending"],
      reason: ["promotion_expired"],
      status_changed_at: { $gte: "2026-10-01T00:00:00.000Z" },
      order: "-status_changed_at",
      limit: 20,
      offset: 40,
    })
  })

  it("loses what is taken back", () => {
    const params = new URLSearchParams('q=a&status=["pending"]&offset=20')
    writeAddress(params, { search: "", filtering: {} })

    expect(params.toString()).toBe("")
  })

  it("goes back to the first page when something else changes", () => {
    const params = new URLSearchParams("offset=40")
    writeAddress(params, { filtering: { status: ["pending"] } })

    expect(queryOf(readAddress(params)).offset).toBe(0)
  })

  it("keeps a filter that has no value yet, and asks for nothing by it", () => {
    const params = new URLSearchParams()
    writeAddress(params, { filtering: { status: [], status_changed_at: null } })
    const address = readAddress(params)

    expect(address.filtering).toEqual({ status: [], status_changed_at: null })
    expect(queryOf(address)).toEqual({ limit: 20, offset: 0 })
  })

  it("counts the last day of a range whole", () => {
    const [first, last] = [new Date(2026, 9, 10), new Date(2026, 9, 12)]
    const params = new URLSearchParams()
    writeAddress(params, {
      filtering: {
        status_changed_at: {
          $gte: first.toISOString(),
          $lte: last.toISOString(),
        },
      },
    })

    expect(queryOf(readAddress(params)).status_changed_at).toEqual({
      $gte: first.toISOString(),
      $lte: new Date(2026, 9, 12, 23, 59, 59, 999).toISOString(),
    })
  })

  it.each([1, 7, 30, 90])(
    "counts the last %d days from the day on which it is opened",
    (days) => {
      const params = new URLSearchParams()
      writeAddress(params, {
        filtering: { status_changed_at: { $gte: startOfPeriod(days) } },
      })
      expect(params.get("status_changed_at")).toBe(`{"days":${days}}`)

      jest.useFakeTimers({ now: new Date(2027, 0, 1, 12) })
      const { status_changed_at } = queryOf(readAddress(params))
      jest.useRealTimers()

      expect(status_changed_at).toEqual({
        $gte: new Date(2027, 0, 1 - (days - 1)).toISOString(),
      })
    }
  )

  it("may be written by hand", () => {
    expect(queryOf(read("?status=attention")).status).toEqual(["attention"])
  })

  it("keeps to one customer or one promotion, and lets go of it", () => {
    const params = new URLSearchParams("customer_id=cus_1")

    expect(queryOf(readAddress(params)).customer_id).toBe("cus_1")
    writeAddress(params, { scope: null })
    expect(queryOf(readAddress(params)).customer_id).toBeUndefined()
  })

  it.each([
    'status=["nonsense"]',
    "status={}",
    "status_changed_at=nonsense",
    'status_changed_at={"$gte":"nonsense"}',
    'status_changed_at={"days":0}',
    'status_changed_at={"days":"7"}',
    "order=password",
    "offset=-5",
    "offset=nonsense",
  ])("is not misled by %s", (address) => {
    expect(queryOf(read(address))).toEqual({ limit: 20, offset: 0 })
  })
})
