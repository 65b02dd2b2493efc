import { requireDocumented } from "./documented"

/** What Medusa answers when it refuses. */
export type ErrorBody = { type: string; code?: string; message: string }

/** An answer as it came, whatever its status. */
export type Answer<T> = { status: number; data: T & Partial<ErrorBody> }

/** One request to the shop. */
export type ShopRequest = {
  method: "GET" | "POST" | "DELETE"
  url: string
  data?: unknown
  headers?: Record<string, string>
}

/**
 * Sends requests to the shop that the suite has booted; never throws on 4xx, but
 * on an answer that is not as `docs/openapi.json` says.
 */
export type Send = <T>(request: ShopRequest) => Promise<Answer<T>>

type Axios = {
  request(
    config: ShopRequest & { validateStatus: () => boolean }
  ): Promise<{ status: number; data: unknown }>
}

/** Makes {@link Send} of the runner's client. */
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

/** For requests that prepare a test: what was answered, which has to be good. */
export async function expectOk<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { status, data } = await answer
  if (status >= 300) {
    throw new Error(`A preparation failed: ${status} ${JSON.stringify(data)}`)
  }
  return data
}
