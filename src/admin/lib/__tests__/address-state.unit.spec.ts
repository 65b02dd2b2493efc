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
    writeAddress(params, { search: "", filtering: {}, pageIndex: 0 })

    expect(params.toString()).toBe("")
  })

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
    "order=password",
    "offset=-5",
    "offset=nonsense",
  ])("is not misled by %s", (address) => {
    expect(queryOf(read(address))).toEqual({ limit: 20, offset: 0 })
  })
})
