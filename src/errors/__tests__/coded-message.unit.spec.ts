import { codedMessage, parseCodedMessage } from "../coded-message"

describe("a sentence with its code", () => {
  it("is read as it was written", () => {
    const message = "Used: by you: or by somebody else."

    expect(
      parseCodedMessage(codedMessage("promotion_already_redeemed", message))
    ).toEqual({ code: "promotion_already_redeemed", message })
  })

  it.each([
    "",
    "Cart with id: cart_1 was not found",
    "toString: no code of ours",
  ])("is not read into %j", (text) => {
    expect(parseCodedMessage(text)).toBeNull()
  })
})
