import { sdk } from "./sdk"

/** An error answer, with its code. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    /** A code of `src/errors`; null if the answer has no code. */
    readonly code: string | null,
    message: string
  ) {
    super(message)
    this.name = "ApiError"
  }
}

/**
 * Sends a POST request with the sdk's sign-in. Not with the sdk itself: the sdk's
 * error keeps the English sentence and drops the code, but the screens need the code
 * to explain the error in the operator's language.
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
