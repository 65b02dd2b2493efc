import type { IncomingMessage, ServerResponse } from "node:http"
import { plainFailure, refusalAnswer, type Answer } from "./answer"
import { loggedBody, type SandboxCall } from "./call-log"
import { SandboxControlError } from "./control/control-error"
import {
  controlFailure,
  isControlPath,
  runControlCall,
} from "./control/control-routes"
import type { SandboxControl } from "./control/sandbox-control"
import type { SandboxParts } from "./control/sandbox-parts"
import { field } from "./field"
import { pageAnswer } from "./page/answer"
import { performCall, respond } from "./perform-call"
import { matchEngageRoute } from "./routes"
import { sendAnswer } from "./send"
import { headerFailure, isJson, readJson } from "./transport"
import type { SandboxSettings } from "./types"

/** The objects that every request needs. */
export interface SandboxContext {
  parts: SandboxParts
  control: SandboxControl
  apiKey: string
  /** Called after each call to Engage ends. */
  onCall?: (call: SandboxCall) => void
  /** Aborted when the sandbox closes. */
  signal: AbortSignal
}

/** Handles a request to Engage or to a control route. Never throws. */
export async function handleRequest(
  context: SandboxContext,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const { method = "GET", url: target = "" } = request
  if (!target.startsWith("/")) {
    sendAnswer(response, plainFailure(400, "The address is not a path."))
    return
  }
  // By concatenation, so that an address such as "//x" is read as a path, not as a
  // host.
  const url = new URL(`http://sandbox${target}`)
  try {
    // A caller with an API key expects Engage, which has nothing at "/".
    const isBrowser = request.headers.apikey === undefined
    if (method === "GET" && url.pathname === "/" && isBrowser) {
      request.resume()
      sendAnswer(response, pageAnswer())
      return
    }
    if (isControlPath(url.pathname)) {
      const answer = await controlAnswer(context, method, url, request)
      sendAnswer(response, answer)
      return
    }
    await handleLogged(context, method, url, request, response)
  } catch (error) {
    // The sandbox is closing, or the caller left while sending the body.
    if (context.signal.aborted || response.destroyed) {
      return
    }
    const failure = plainFailure(500, `The sandbox failed: ${String(error)}`)
    sendAnswer(response, failure)
  }
}

async function controlAnswer(
  context: SandboxContext,
  method: string,
  url: URL,
  request: IncomingMessage
): Promise<Answer> {
  try {
    const body = await controlBody(request)
    return runControlCall(context.control, method, url, body)
  } catch (error) {
    if (error instanceof SandboxControlError) {
      return controlFailure(error)
    }
    throw error
  }
}

/** Large enough for a saved state with many contacts. */
const MAX_CONTROL_BYTES = 16 * 1024 * 1024

async function controlBody(request: IncomingMessage): Promise<unknown> {
  const read = await readJson(request, MAX_CONTROL_BYTES)
  if (!read.ok) {
    const code = read.status === 413 ? "body_too_long" : "invalid_json"
    throw new SandboxControlError(code, read.status, read.message)
  }
  // A web page of another origin cannot send this content type without asking
  // (CORS).
  if (read.body !== undefined && !isJson(request)) {
    throw new SandboxControlError(
      "content_type_required",
      415,
      "The header Content-Type must be application/json."
    )
  }
  return read.body
}

async function handleLogged(
  { onCall, ...context }: SandboxContext,
  method: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const started = performance.now()
  const entry = context.parts.log.add({
    time: context.parts.now().toISOString(),
    method,
    path: url.pathname,
    userAgent: request.headers["user-agent"] ?? null,
  })
  try {
    await handleEngageCall(context, url, request, response, entry)
  } finally {
    entry.durationMs = Math.round(performance.now() - started)
    onCall?.(structuredClone(entry))
  }
}

async function handleEngageCall(
  { parts, apiKey, signal }: SandboxContext,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
  entry: SandboxCall
): Promise<void> {
  const { method } = entry
  const match = matchEngageRoute(method, url.pathname)
  if (match.found) {
    entry.operation = match.route.operation
    entry.channel = url.searchParams.get("redemptionChannelType")
    entry.assignmentId = entry.operation === "redeem" ? match.id : null
  }
  const read = await readJson(request)
  entry.requestBody = loggedBody(read.text)
  const answered = { entry, response }
  const barred =
    headerFailure(request, apiKey, parts.settings) ?? rateFailure(parts)
  if (barred) {
    respond(answered, barred)
    return
  }
  if (!match.found) {
    respond(answered, unknownAddress(match.allow))
    return
  }
  const { route, id } = match
  countRequest(parts, entry)
  if (!read.ok) {
    respond(answered, plainFailure(read.status, read.message))
    return
  }
  entry.channel ??= text(field(read.body, "redemptionChannel"))
  const plan = parts.faults.take(route.operation, entry.assignmentId)
  entry.faults = Object.values(plan).map((fault) => fault.type)
  await performCall({
    response,
    entry,
    plan,
    latencyMs: randomBetween(parts.settings.latencyMs),
    saveLimitMs:
      route.operation === "redeem" ? parts.settings.redeemTimeoutMs : null,
    run: () => {
      const { settings } = parts
      const { answer, saved } = route.run({
        id,
        query: url.searchParams,
        body: read.body,
        state: parts.state,
        settings,
        now: parts.now(),
      })
      return { answer: worded(answer, settings), saved }
    },
    signal,
  })
}

/** A refusal, with the form and the status of the settings. */
function worded(
  answer: Answer,
  { refusalForm, refusalStatus }: SandboxSettings
): Answer {
  return answer.refusal
    ? refusalAnswer(answer.refusal, refusalForm, refusalStatus ?? answer.status)
    : answer
}

function rateFailure({ rateLimit, settings }: SandboxParts): Answer | null {
  return rateLimit.take(settings.requestsPerSecond)
    ? null
    : plainFailure(429, "Too many calls.", { "retry-after": "1" })
}

function unknownAddress(allow: string | null): Answer {
  return allow
    ? plainFailure(405, "The method is not allowed.", { allow })
    : plainFailure(404, "There is no such address.")
}

function countRequest({ state }: SandboxParts, entry: SandboxCall): void {
  if (entry.assignmentId !== null) {
    state.countRedeemRequest(entry.assignmentId)
  }
}

function randomBetween({ min, max }: SandboxSettings["latencyMs"]): number {
  return min + Math.round(Math.random() * (max - min))
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null
}
