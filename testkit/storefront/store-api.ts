const TIMEOUT_MS = 60_000

/** An error answer of the shop. */
export class StoreApiError extends Error {
  constructor(
    readonly status: number,
    /** The kind of error, in Medusa's words. */
    readonly type: string | null,
    /** The exact error, for programs. Many of Medusa's own errors have no code. */
    readonly code: string | null,
    /** A sentence for people. */
    message: string
  ) {
    super(message)
    this.name = "StoreApiError"
  }
}

/** The shop's API over HTTP, as a storefront calls the API. */
export class StoreApi {
  constructor(
    private readonly url: string,
    private readonly publishableKey: string,
    /** The signed-in customer's token. */
    readonly token?: string
  ) {}

  /** The same API for a signed-in customer. */
  as(token: string): StoreApi {
    return new StoreApi(this.url, this.publishableKey, token)
  }

  /** @throws StoreApiError */
  get<T>(path: string): Promise<T> {
    return this.call<T>("GET", path)
  }

  /** @throws StoreApiError */
  post<T>(path: string, body: object = {}): Promise<T> {
    return this.call<T>("POST", path, body)
  }

  /** @throws StoreApiError */
  delete<T>(path: string): Promise<T> {
    return this.call<T>("DELETE", path)
  }

  private async call<T>(
    method: string,
    path: string,
    body?: object
  ): Promise<T> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        "content-type": "application/json",
        "x-publishable-api-key": this.publishableKey,
        ...(this.token && { authorization: `Bearer ${this.token}` }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) {
      throw await toError(response, `${method} ${path}`)
    }
    return (await response.json()) as T
  }
}

async function toError(response: Response, call: string) {
  const text = await response.text()
  try {
    const { type, code, message } = JSON.parse(text) as Record<string, string>
    return new StoreApiError(
      response.status,
      type ?? null,
      code ?? null,
      message ?? `${call} was answered with ${response.status}`
    )
  } catch {
    return new StoreApiError(
      response.status,
      null,
      null,
      `${call} was answered with ${response.status}`
    )
  }
}
