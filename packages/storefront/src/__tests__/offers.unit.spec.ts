import {
  CODED_ERRORS,
  codedMessage,
} from "../../../../src/errors/coded-message"
import {
  applyEngagePromotion,
  listCustomerEngagePromotions,
  listEngagePromotions,
  listOrderEngagePromotions,
  removeEngagePromotion,
  sentences,
  type EngageSdk,
} from "../index"

const sdkError = (status: number | undefined, message = "No.") =>
  Object.assign(new Error(message), { status })

/** An sdk of a shop that answers everything alike. */
function createSdk(answer: object | Error) {
  const asked: unknown[] = []
  const sdk = {
    client: {
      fetch: async (path: string, init: object) => {
        asked.push({ path, ...init })
        if (answer instanceof Error) {
          throw answer
        }
        return answer
      },
    },
  } as unknown as EngageSdk
  return { sdk, asked }
}

describe("the offers of an order", () => {
  it("are a list by code and name, and an empty one if the shop does not answer", async () => {
    const engage_promotions = [{ promotion_code: "10056", name: "Ten off" }]
    const { sdk, asked } = createSdk({ engage_promotions })
    const away = createSdk(sdkError(500))

    expect(await listOrderEngagePromotions(sdk, "order/1")).toEqual(
      engage_promotions
    )
    expect(asked).toMatchObject([
      { path: "/store/orders/order%2F1/engage-promotions" },
    ])
    expect(await listOrderEngagePromotions(away.sdk, "order_1")).toEqual([])
  })
})

describe("a list", () => {
  const usable = { assignment_id: "1", applied: false, refused: false }
  const applied = { assignment_id: "2", applied: true, refused: false }
  const refused = { assignment_id: "3", applied: false, refused: true }
  const engage_promotions = [usable, applied, refused]

  it("is all that a page shows, in one answer", async () => {
    const { sdk } = createSdk({ engage_promotions, reason: null })

    expect(await listEngagePromotions(sdk, "cart_1")).toEqual({
      offers: engage_promotions,
      applied: [applied],
      refused: [refused],
      reason: null,
      sentence: null,
    })
  })

  it("has no reason where the shop's version gives none", async () => {
    const { sdk } = createSdk({ engage_promotions: [] })

    const { reason, offers } = await listCustomerEngagePromotions(sdk)

    expect([reason, offers]).toEqual([null, []])
  })

  it.each(["verification_required", "engage_unavailable"] as const)(
    "passes on why it is not whole: %s",
    async (reason) => {
      const { sdk } = createSdk({ engage_promotions: [applied], reason })

      expect(await listEngagePromotions(sdk, "1", { locale: "sv" })).toEqual({
        offers: [applied],
        applied: [applied],
        refused: [],
        reason,
        sentence: sentences.sv[reason],
      })
    }
  )

  it.each([
    ["a token has expired", sdkError(401), "not_signed_in"],
    ["the cart is another's", sdkError(404), "cart_not_found"],
    [
      "Engage is away",
      sdkError(503, codedMessage("engage_unavailable", "Away.")),
      "engage_unavailable",
    ],
    ["the shop is down", sdkError(502), "shop_unavailable"],
    ["there is no answer", sdkError(undefined), "shop_unavailable"],
    ["the shop wants another key", sdkError(400), "shop_refused"],
  ] as const)("is empty and says why when %s", async (_, error, reason) => {
    const { sdk } = createSdk(error)

    expect(await listEngagePromotions(sdk, "cart_1")).toEqual({
      offers: [],
      applied: [],
      refused: [],
      reason,
      sentence: sentences.en[reason],
    })
  })

  it("is kept by no cache, unless the caller wants one", async () => {
    const { sdk, asked } = createSdk({ engage_promotions: [] })
    const headers = { authorization: "Bearer 1" }
    const next = { tags: ["offers-1"] }

    await listEngagePromotions(sdk, "cart/1", { headers })
    await listEngagePromotions(sdk, "cart/1", { cache: "force-cache", next })

    const path = "/store/carts/cart%2F1/engage-promotions"
    expect(asked).toEqual([
      {
        path,
        headers: { ...headers, accept: CODED_ERRORS },
        cache: "no-store",
      },
      { path, headers: { accept: CODED_ERRORS }, cache: "force-cache", next },
    ])
  })
})

describe.each([
  ["applying", applyEngagePromotion],
  ["removing", removeEngagePromotion],
] as const)("%s", (_, change) => {
  it("answers the cart", async () => {
    const cart = { id: "cart_1", total: 90 }
    const { sdk } = createSdk({ cart })

    expect(await change(sdk, "cart_1", "1")).toEqual({ ok: true, cart })
  })

  it("answers a refusal by its code, in the shop's own words", async () => {
    const code = "promotion_expired"
    const { sdk } = createSdk(sdkError(400, codedMessage(code, "Over.")))

    expect(
      await change(sdk, "cart_1", "1", { sentences: { [code]: "Abgelaufen." } })
    ).toEqual({ ok: false, code, sentence: "Abgelaufen.", message: "Over." })
  })

  it("answers everything else by a code as well", async () => {
    const { sdk } = createSdk(sdkError(401, "Unauthorized"))

    expect(await change(sdk, "cart_1", "1")).toEqual({
      ok: false,
      code: "not_signed_in",
      sentence: sentences.en.not_signed_in,
      message: "Unauthorized",
    })
  })
})
