const TIMEOUT_MS = 60_000

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

/** Sends requests to a shop. Throws if no answer arrives, never because of a status. */
export type Send = <T>(request: ShopRequest) => Promise<Answer<T>>

/** Sends requests over HTTP to a shop in another process. */
export function sendTo(baseUrl: string): Send {
  return async <T>({ method, url, data, headers }: ShopRequest) => {
    const response = await fetch(new URL(url, baseUrl), {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: data === undefined ? undefined : JSON.stringify(data),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const text = await response.text()
    return { status: response.status, data: parse(text) as Answer<T>["data"] }
  }
}

/** A gateway's error page is no JSON: the page is the message. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return { message: text }
  }
}

/** An answer that is not the success that the caller needs. */
export class UnexpectedAnswer extends Error {
  constructor(
    readonly status: number,
    { type = "", code = type, message }: Partial<ErrorBody>
  ) {
    super(`Answered with ${status} ${code}: ${message}`)
    this.name = "UnexpectedAnswer"
  }
}

/** The data of a successful answer. @throws UnexpectedAnswer */
export async function expectOk<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { status, data } = await answer
  if (status >= 300) {
    throw new UnexpectedAnswer(status, data)
  }
  return data
}
