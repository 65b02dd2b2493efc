import type { SandboxCall } from "./call-log"

/**
 * A line for a console about a finished call:
 * `12:03:11  POST /api/v3/…/redeem  ECOM  200, saved  4 ms  delay_after_save`.
 */
export function formatCall(call: SandboxCall): string {
  const { time, method, path, channel, status, saved, durationMs } = call
  const answer =
    call.operation === null && status === 404
      ? "404 no such address"
      : `${status ?? "no answer"}${saved ? ", saved" : ""}`
  return [
    time.slice(11, 19),
    // Control characters in a caller's address must not reach the terminal.
    printable(`${method} ${path}`),
    printable(channel ?? ""),
    `${answer}${codeOf(call)}`,
    `${durationMs ?? 0} ms`,
    call.faults.join(", "),
  ]
    .filter(Boolean)
    .join("  ")
}

function codeOf({ answerBody }: SandboxCall): string {
  const code =
    typeof answerBody === "object" && answerBody && "errorCode" in answerBody
      ? answerBody.errorCode
      : null
  return typeof code === "string" ? ` ${printable(code)}` : ""
}

function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, "?")
}
