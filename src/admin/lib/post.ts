import { sdk } from "./sdk"

/** An answer that is no success, with the code that says why. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    /** Of `src/errors`; null when the answer has none. */
    readonly code: string | null,
    message: string
  ) {
    super(message)
    this.name = "ApiError"
  }
}

/**
 * Does something, signed in as the sdk is. Not with the sdk itself: its error
 * keeps an answer's English sentence and drops the code, and only by the code
 * can an operator be told in their own language.
 *
 * @throws ApiError
 */
export async function post<T>(path: string, body: object): Promise<T> {
  const base = (__BACKEND_URL__ ?? "/").replace(/\/$/, "")
  const byToken = __AUTH_TYPE__ === "jwt"
  const token = byToken ? await sdk.client.getToken() : null
  const response = await fetch(`${base}${path}`, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      ...(token && { authorization: `Bearer ${token}` }),
    },
    credentials: byToken ? "omit" : "include",
    body: JSON.stringify(body),
  })
  if (!response.ok) {
    throw await toError(response)
  }
  return (await response.json()) as T
}

async function toError(response: Response): Promise<ApiError> {
  let answer: unknown
  try {
    answer = await response.json()
  } catch {
    answer = null
  }
  const { code, message } = (answer ?? {}) as Record<string, unknown>
  return new ApiError(
    response.status,
    typeof code === "string" ? code : null,
    typeof message === "string" ? message : response.statusText
  )
}
