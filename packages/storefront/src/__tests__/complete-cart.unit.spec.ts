import { ERROR_SENTENCES } from "../../../../src/errors/catalogue"
import {
  CODED_ERRORS,
  codedMessage,
} from "../../../../src/errors/coded-message"
import {
  completeCart,
  EngagePromotionError,
  type EngageCart,
  type EngageSdk,
} from "../index"

const CODE = "promotion_already_redeemed"

/** An error as the sdk throws it: a status, and nothing of the body but its message. */
const sdkError = (status: number, message: string) =>
  Object.assign(new Error(message), { status })

/** An sdk whose shop refuses the completion. */
function createSdk({
  refusal,
  cart = { total: 110, payment_collection: null },
  list = async () => ({ engage_promotions: [] }),
}: {
  refusal: Error
  cart?: EngageCart | Error
  list?: (path: string) => Promise<unknown>
}) {
  const accepted: unknown[] = []
  const sdk = {
    client: { fetch: list },
    store: {
      cart: {
        complete: async (_id: string, _query: unknown, headers: object) => {
          accepted.push(headers)
          throw refusal
        },
        retrieve: async () => {
          if (cart instanceof Error) {
            throw cart
          }
          return { cart }
        },
      },
    },
  } as unknown as EngageSdk
  return { sdk, accepted }
}

describe("completeCart", () => {
  const refusal = sdkError(400, codedMessage(CODE, "Used."))

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
    const cart = { total: 110, payment_collection: null }
    const { sdk } = createSdk({
      refusal: sdkError(409, "The request conflicted with another request."),
      cart,
    })

    expect(await completeCart(sdk, "cart_1")).toEqual({
      type: "redemption_in_progress",
      message: ERROR_SENTENCES.redemption_in_progress,
      cart,
    })
  })

  it("reports a refusal although the list cannot be read", async () => {
    const { sdk } = createSdk({
      refusal,
      list: () => Promise.reject(new Error("The network is down")),
    })

    expect(await completeCart(sdk, "cart_1")).toEqual({
      type: "promotion_rejected",
      code: CODE,
      message: "Used.",
      rejected: [],
      cart: { total: 110, payment_collection: null },
    })
  })

  it("throws a refusal by its code when the cart cannot be read after it", async () => {
    const { sdk } = createSdk({
      refusal,
      cart: new Error("The network is down"),
    })

    const thrown: unknown = await completeCart(sdk, "cart_1").catch(
      (error: unknown) => error
    )

    expect(thrown).toBeInstanceOf(EngagePromotionError)
    expect(thrown).toMatchObject({
      code: CODE,
      message: "Used.",
      cause: refusal,
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
      type: "promotion_rejected",
      code: CODE,
      message: ERROR_SENTENCES[CODE],
      rejected,
      cart: { total: 110, payment_collection: null },
    })
    expect(paths).toEqual([
      "/store/carts/cart%2F1/engage-promotions?refused=true",
    ])
  })

  it("throws what is said of a cart whose payment is in order", async () => {
    const outOfStock = sdkError(400, "There is not enough stock")
    const { sdk } = createSdk({
      refusal: outOfStock,
      cart: {
        total: 110,
        payment_collection: {
          payment_sessions: [{ id: "payses_1", status: "requires_more" }],
        },
      },
    })

    await expect(completeCart(sdk, "cart_1")).rejects.toBe(outOfStock)
  })

  it("throws what is said of a cart that costs nothing", async () => {
    const outOfStock = sdkError(400, "There is not enough stock")
    const { sdk } = createSdk({
      refusal: outOfStock,
      cart: { total: 0, payment_collection: null },
    })

    await expect(completeCart(sdk, "cart_1")).rejects.toBe(outOfStock)
  })
})
