import { SharedCalls } from "../shared-calls"

describe("SharedCalls", () => {
  it("makes one call for all who ask while it is out, and then a new one", async () => {
    const calls = new SharedCalls<number>()
    let made = 0
    const ask = async () => ++made

    expect(
      await Promise.all([
        calls.share("anna", ask),
        calls.share("anna", ask),
        calls.share("bert", ask),
      ])
    ).toEqual([1, 1, 2])
    expect(await calls.share("anna", ask)).toBe(3)
  })

  it("makes a new one after a call that failed", async () => {
    const calls = new SharedCalls<number>()
    const fail = () => Promise.reject(new Error("Away"))

    const both = [calls.share("anna", fail), calls.share("anna", fail)]
    expect(
      (await Promise.allSettled(both)).map(({ status }) => status)
    ).toEqual(["rejected", "rejected"])
    expect(await calls.share("anna", async () => 1)).toBe(1)
  })
})
