import { noResponseCause } from "../no-response-cause"

describe("noResponseCause", () => {
  it.each([
    ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
    ["ETIMEDOUT", "timeout"],
    ["ECONNREFUSED", "connection_refused"],
    ["ENOTFOUND", "dns"],
    ["EAI_AGAIN", "dns"],
    ["EAI_FAIL", "dns"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
    ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
    ["CERT_HAS_EXPIRED", "tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "tls"],
    ["EPROTO", "tls"],
    ["UND_ERR_ABORTED", "aborted"],
    ["UND_ERR_DESTROYED", "aborted"],
    ["UND_ERR_CLOSED", "aborted"],
    ["UND_ERR_SOCKET", "connection_lost"],
    ["ECONNRESET", "connection_lost"],
    ["EPIPE", "connection_lost"],
    ["EHOSTUNREACH", "connection_lost"],
    ["HPE_INVALID_CONSTANT", "connection_lost"],
  ])("%s is %s", (code, cause) => {
    expect(noResponseCause(Object.assign(new Error("x"), { code }))).toBe(cause)
  })

  it.each([new Error("x"), null, undefined, "text", { code: 5 }])(
    "is a lost connection for %p",
    (error) => {
      expect(noResponseCause(error)).toBe("connection_lost")
    }
  )
})
