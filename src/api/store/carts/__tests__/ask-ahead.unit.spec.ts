import { askAhead } from "../ask-ahead"
import { requireOwnCart } from "../cart-owner"
import { storeCartMiddlewares } from "../middlewares"

const LIST_WAIT_MS = 3_000

/** Lets a request for a list through. @returns whom Engage was asked for. */
async function ask({
  signedIn = true,
  refused = false,
}: { signedIn?: boolean; refused?: boolean } = {}) {
  const asked = jest.fn()
  const next = jest.fn()
  const service = {
    getOptions: async () => ({ listWaitMs: LIST_WAIT_MS }),
    engage: { askAhead: asked },
  }
  const req = {
    scope: { resolve: () => service },
    auth_context: signedIn ? { actor_id: "cus_anna" } : undefined,
    validatedQuery: { refused },
  }
  await askAhead(
    req as unknown as Parameters<typeof askAhead>[0],
    {} as Parameters<typeof askAhead>[1],
    next
  )
  expect(next.mock.calls).toEqual([[]])
  return asked.mock.calls.map(([customer_id]) => customer_id)
}

describe("a request for a cart's offers", () => {
  it("asks Engage for the caller's own, before the cart is checked", async () => {
    expect(await ask()).toEqual(["cus_anna"])

    const { middlewares = [] } = storeCartMiddlewares.find(
      ({ method }) => method === "GET" || method?.includes("GET")
    )!
    const order = [askAhead, requireOwnCart].map((one) =>
      middlewares.indexOf(one as (typeof middlewares)[number])
    )
    expect(order[0]).toBeGreaterThanOrEqual(0)
    expect(order[1]).toBeGreaterThan(order[0]!)
  })

  it("asks for nobody where nobody is signed in", async () => {
    expect(await ask({ signedIn: false })).toEqual([null])
  })

  it("does not ask where only refused offers are listed", async () => {
    expect(await ask({ refused: true })).toEqual([])
  })
})
