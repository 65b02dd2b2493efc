import { randomBytes } from "node:crypto"
import type { Answer } from "../answer"
import { pageHtml } from "./html"

/**
 * The page at `/`. The page loads no other files, sends only to the sandbox, and
 * runs only its own script, even if a caller puts a script into an offer's name.
 */
export function pageAnswer(): Answer {
  const nonce = randomBytes(16).toString("base64")
  return {
    status: 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": [
        "default-src 'none'",
        `script-src 'nonce-${nonce}'`,
        `style-src 'nonce-${nonce}'`,
        "connect-src 'self'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    },
    body: pageHtml(nonce),
  }
}
