import { requireDocumented } from "./documented"

/** The body of Medusa's errors. */
export type ErrorBody = { type: string; code?: string; message: string }

/** An answer with any status. */
export type Answer<T> = { status: number; data: T & Partial<ErrorBody> }

/** A request to the shop. */
export type ShopRequest = {
  method: "GET" | "POST" | "DELETE"
  url: string
  data?: unknown
  headers?: Record<string, string>
}

/**
 * Sends requests to the suite's shop. Never throws on 4xx, but throws if an answer
 * does not match `docs/openapi.json`.
 */
export type Send = <T>(request: ShopRequest) => Promise<Answer<T>>

type Axios = {
  request(
    config: ShopRequest & { validateStatus: () => boolean }
  ): Promise<{ status: number; data: unknown }>
}

/** Makes {@link Send} from the runner's HTTP client. */
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

/**
 * For requests that prepare a test: returns the answer's data, and throws if the
 * answer is not a success.
 */
export async function expectOk<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { status, data } = await answer
  if (status >= 300) {
    throw new Error(`A preparation failed: ${status} ${JSON.stringify(data)}`)
  }
  return data
}
