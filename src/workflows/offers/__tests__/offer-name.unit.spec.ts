import { offerName } from "../offer"

describe("offerName", () => {
  it.each([
    ["Five euro off", "Buy now", "Five euro off"],
    [null, "Buy now", "Buy now"],
    [" \n", "Buy now", "Buy now"],
    [null, null, null],
    ["Five\r\n euro\toff\0", null, "Five euro off"],
    ["x".repeat(300), null, "x".repeat(200)],
    ["😀".repeat(300), null, "😀".repeat(200)],
  ])("of %j and %j is %j", (name, heading, expected) => {
    expect(offerName({ name, heading })).toBe(expected)
  })
})
