import type { IncomingMessage } from "node:http"
import { plainFailure, type Answer } from "./answer"
import type { SandboxSettings } from "./types"

/** The largest body of a call to Engage, in bytes. */
const MAX_BODY_BYTES = 1024 * 1024

/**
 * The error for a call's headers, or null. Engage documents no codes for these
 * errors, so the answers have none. Source: Docs, "api-authentication" (the key),
 * "non-functional-requirements" (User-Agent, and that a missing Content-Type gives a
 * 500). The status for a bad User-Agent is Inferred.
 */
export function headerFailure(
  request: IncomingMessage,
  apiKey: string,
  { contentType }: Pick<SandboxSettings, "contentType">
): Answer | null {
  const { headers, method } = request
  if (headers.apikey !== apiKey) {
    return plainFailure(401, "The header apikey is missing or wrong.")
  }
  if (!/^[^\s/()]+\/\d+\.\d+\S*(\s.*)?$/.test(headers["user-agent"] ?? "")) {
    return plainFailure(
      400,
      "The header User-Agent must have the form Product/1.2."
    )
  }
  const isAsked = contentType === "always" || method === "POST"
  if (isAsked && !isJson(request)) {
    return plainFailure(
      500,
      "The header Content-Type must be application/json."
    )
  }
  return null
}

/** Whether a request declares a JSON body. */
export function isJson(request: IncomingMessage): boolean {
  const type = request.headers["content-type"] ?? ""
  return /^application\/json\s*(;|$)/i.test(type.trim())
}

/** A body, as text and as JSON, or the error in the body. */
export type BodyResult = { text: string } & (
  | { ok: true; body: unknown }
  | { ok: false; status: 400 | 413; message: string }
)

/**
 * Reads a body as JSON; an empty body is undefined.
 * @param maxBytes the largest accepted body. Default: of a call to Engage.
 */
export async function readJson(
  request: IncomingMessage,
  maxBytes = MAX_BODY_BYTES
): Promise<BodyResult> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    // A longer body is still read to its end: otherwise the caller might not get the
    // answer.
    if (bytes <= maxBytes) {
      chunks.push(chunk)
    }
  }
  if (bytes > maxBytes) {
    return {
      text: "",
      ok: false,
      status: 413,
      message: `The body is longer than ${maxBytes / 1024 / 1024} MiB.`,
    }
  }
  // Windows' own tools begin a file with a byte order mark; TextDecoder drops it.
  const text = new TextDecoder().decode(Buffer.concat(chunks))
  if (!text) {
    return { text, ok: true, body: undefined }
  }
  try {
    return { text, ok: true, body: JSON.parse(text) }
  } catch {
    return { text, ok: false, status: 400, message: "The body is not JSON." }
  }
}
