import { ERROR_SENTENCES } from "../../../../src/errors/catalogue"
import {
  CODED_ERRORS,
  codedMessage,
} from "../../../../src/errors/coded-message"
import {
  completeCart,
  sentences,
  type EngageCart,
  type EngageSdk,
} from "../index"

const CODE = "promotion_already_redeemed"
const CART = { total: 110, payment_collection: null }

/** An error as the sdk throws it: a status, and nothing of the body but its message. */
const sdkError = (status: number, message: string) =>
  Object.assign(new Error(message), { status })

/** An sdk whose shop refuses the completion. */
function createSdk({
  refusal,
  cart = CART,
  list = async () => ({ engage_promotions: [] }),
}: {
  refusal: Error
  cart?: EngageCart | Error
  list?: (path: string) => Promise<unknown>
}) {
  const accepted: unknown[] = []
  const sdk = {
    client: {
      fetch: async (path: string) => {
        if (path.includes("engage-promotions")) {
          return list(path)
        }
        if (cart instanceof Error) {
          throw cart
        }
        return { cart }
      },
    },
    store: {
      cart: {
        complete: async (_id: string, _query: unknown, headers: object) => {
          accepted.push(headers)
          throw refusal
        },
      },
    },
  } as unknown as EngageSdk
  return { sdk, accepted }
}

describe("completeCart", () => {
  const refusal = sdkError(400, codedMessage(CODE, "Used."))
  const rejection = {
    ok: false,
    type: "promotion_rejected",
    code: CODE,
    sentence: ERROR_SENTENCES[CODE],
    message: "Used.",
    rejected: [],
    cart: CART,
  }

  it("asks for codes, beside the caller's own headers", async () => {
    const { sdk, accepted } = createSdk({ refusal })

    await completeCart(sdk, "cart_1", {
      headers: { authorization: "Bearer 1" },
    })

    expect(accepted).toEqual([
      { authorization: "Bearer 1", accept: CODED_ERRORS },
    ])
  })

  it("says that it is under way while another request completes the cart", async () => {
    const message = "The request conflicted with another request."
    const { sdk } = createSdk({ refusal: sdkError(409, message) })

    expect(await completeCart(sdk, "cart_1", { locale: "sv" })).toEqual({
      ok: false,
      type: "redemption_in_progress",
      code: "redemption_in_progress",
      sentence: sentences.sv.redemption_in_progress,
      message,
      rejected: [],
      cart: CART,
    })
  })

  it("reports a refusal although the list cannot be read", async () => {
    const { sdk } = createSdk({
      refusal,
      list: () => Promise.reject(new Error("The network is down")),
    })

    expect(await completeCart(sdk, "cart_1")).toEqual(rejection)
  })

  it("reports a refusal although the cart cannot be read after it", async () => {
    const { sdk } = createSdk({
      refusal,
      cart: new Error("The network is down"),
    })

    expect(await completeCart(sdk, "cart_1")).toEqual({
      ...rejection,
      cart: null,
    })
  })

  it("reads what a webhook was refused from the list that needs no Engage", async () => {
    const rejected = [{ assignment_id: "1", reason: CODE, refused: true }]
    const paths: string[] = []
    const { sdk } = createSdk({
      refusal: sdkError(400, "Payment collection has not been initiated"),
      list: async (path) => {
        paths.push(path)
        return { engage_promotions: rejected }
      },
    })

    expect(await completeCart(sdk, "cart/1")).toEqual({
      ...rejection,
      message: ERROR_SENTENCES[CODE],
      rejected,
    })
    expect(paths).toEqual([
      "/store/carts/cart%2F1/engage-promotions?refused=true",
    ])
  })

  it.each([
    [
      "whose payment is in order",
      {
        total: 110,
        payment_collection: {
          payment_sessions: [{ id: "payses_1", status: "requires_more" }],
        },
      },
    ],
    ["that costs nothing", { total: 0, payment_collection: null }],
  ])("says that no order was placed of a cart %s", async (_, cart) => {
    const message = "There is not enough stock"
    const { sdk } = createSdk({ refusal: sdkError(400, message), cart })

    expect(await completeCart(sdk, "cart_1")).toEqual({
      ok: false,
      type: "not_placed",
      code: "order_not_placed",
      sentence: sentences.en.order_not_placed,
      message,
      rejected: [],
      cart,
    })
  })

  it.each([
    ["no answer came", new TypeError("fetch failed")],
    ["a proxy answered", sdkError(504, "Gateway Timeout")],
    ["the shop failed", sdkError(500, "An unknown error occurred.")],
  ])("does not say that there is no order when %s", async (_, error) => {
    const { sdk } = createSdk({ refusal: error })

    expect(await completeCart(sdk, "cart_1")).toMatchObject({
      ok: false,
      type: "outcome_unknown",
      code: "outcome_unknown",
      sentence: sentences.en.outcome_unknown,
    })
  })

  it.each([
    ["engage_unavailable", "engage_unavailable"],
    [CODE, "promotion_rejected"],
    ["redemption_in_progress", "redemption_in_progress"],
  ] as const)(
    "is plain data with the cart, as a server action hands it on: %s",
    async (code, type) => {
      const { sdk } = createSdk({
        refusal: sdkError(400, codedMessage(code, "No.")),
      })

      const result = await completeCart(sdk, "cart_1")

      const told = { ...rejection, type, code, message: "No." }
      expect(JSON.parse(JSON.stringify(result))).toEqual({
        ...told,
        sentence: sentences.en[code],
      })
    }
  )
})
