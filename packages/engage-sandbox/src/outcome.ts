import {
  emptyAnswer,
  jsonAnswer,
  plainFailure,
  refusalAnswer,
  type Answer,
} from "./answer"
import type { HtmlFault, SandboxOutcomeFault, StatusFault } from "./faults"

/** Whether the sandbox runs the call before this fault replaces the answer. */
export function isCarriedOut(fault: SandboxOutcomeFault | undefined): boolean {
  switch (fault?.type) {
    case undefined:
    case "reset_after_save":
      return true
    case "half_answer":
    case "big_body":
      return fault.saved ?? true
    case "html":
    case "status":
    case "hang":
      return fault.saved ?? false
    default:
      return false
  }
}

/** The complete answer with which a fault replaces Engage's, or null. */
export function faultAnswer(fault: SandboxOutcomeFault): Answer | null {
  switch (fault.type) {
    case "html":
      return htmlPage(fault)
    case "status":
      return statusAnswer(fault)
    case "wrong_key":
      return plainFailure(401, "The header apikey is missing or wrong.")
    case "redirect":
      return {
        ...emptyAnswer(fault.status ?? 302),
        headers: { location: fault.location },
      }
    case "refuse":
      return refusalAnswer(fault.code, fault.form, fault.status)
    default:
      return null
  }
}

function htmlPage({ status = 502 }: HtmlFault): Answer {
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: `<!DOCTYPE html>
<html><head><title>${status}</title></head>
<body><center><h1>${status}</h1></center><hr><center>proxy</center></body>
</html>
`,
  }
}

function statusAnswer({ status, body, headers = {} }: StatusFault): Answer {
  if (body === undefined) {
    return { ...emptyAnswer(status), headers }
  }
  if (typeof body === "string") {
    const type = { "content-type": "text/plain; charset=utf-8" }
    return { status, headers: merge(type, headers), body }
  }
  const answer = jsonAnswer(status, body)
  return { ...answer, headers: merge(answer.headers, headers) }
}

/** Merges headers; names are compared without regard to letter case. */
function merge(
  own: Record<string, string>,
  given: Record<string, string>
): Record<string, string> {
  const merged = { ...own }
  for (const [name, value] of Object.entries(given)) {
    merged[name.toLowerCase()] = value
  }
  return merged
}
