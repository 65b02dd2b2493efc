import type { NoResponseCause } from "./types"

const CAUSES = new Map<string, NoResponseCause>([
  ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
  ["ETIMEDOUT", "timeout"],
  ["ECONNREFUSED", "connection_refused"],
  ["ENOTFOUND", "dns"],
  ["UND_ERR_ABORTED", "aborted"],
  ["UND_ERR_CLOSED", "aborted"],
  ["UND_ERR_DESTROYED", "aborted"],
  ["EPROTO", "tls"],
  ["HOSTNAME_MISMATCH", "tls"],
])

/** OpenSSL's words for a certificate or a handshake that will not do. */
const TLS =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|CRL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE)/

/**
 * Why a call got no answer, by the error's code. Whatever is not known by name
 * is a lost connection: whether the request had left by then is not its to say.
 */
export function noResponseCause(error: unknown): NoResponseCause {
  const code = String((error as { code?: unknown } | null)?.code ?? "")
  const known = CAUSES.get(code)

  if (known) {
    return known
  }
  if (code.startsWith("EAI_")) {
    return "dns"
  }

  return TLS.test(code) ? "tls" : "connection_lost"
}
