import { requireDocumented } from "./documented"
import type { Answer, Send, ShopRequest } from "../storefront/send"

export { expectOk, type Answer } from "../storefront/send"

/** Expects that the shop refuses a request with a code of the catalogue. */
export function expectRefused(answer: Answer<unknown>, code: string): void {
  expect(answer).toMatchObject({
    status: 400,
    data: { type: "not_allowed", code },
  })
}

type Axios = {
  request(
    config: ShopRequest & { validateStatus: () => boolean }
  ): Promise<{ status: number; data: unknown }>
}

/**
 * Sends requests to the suite's shop with the runner's HTTP client. Also throws if an
 * answer does not match `docs/openapi.json`.
 */
export function sender(api: Axios): Send {
  return async <T>(request: ShopRequest) => {
    const { status, data } = await api.request({
      ...request,
      validateStatus: () => true,
    })
    requireDocumented({ ...request, status, data })
    return { status, data: data as Answer<T>["data"] }
  }
}
