import Medusa from "@medusajs/js-sdk"

import { CODED_ERRORS } from "../../errors/coded-message"

/** Signed in like the surrounding admin, by session or by token. */
export const sdk = new Medusa({
  baseUrl: __BACKEND_URL__ ?? "/",
  auth: {
    type: __AUTH_TYPE__ ?? "session",
    jwtTokenStorageKey: __JWT_TOKEN_STORAGE_KEY__ || undefined,
  },
})

/**
 * Sends a POST request. The screens explain a failure in the operator's language by
 * its code, and the sdk keeps only an error's sentence: so the shop is asked to put
 * the code before the sentence. See `sentenceOf`.
 *
 * @throws FetchError
 */
export function post<T>(path: string, body: object): Promise<T> {
  return sdk.client.fetch<T>(path, {
    method: "POST",
    headers: { accept: CODED_ERRORS },
    body,
  })
}
