import { request, type OutgoingHttpHeaders } from "node:http"
import { field } from "../field"
import { startEngageSandbox } from "../server"
import type { EngageSandbox, EngageSandboxOptions } from "../server"

/** What came back over HTTP. */
export interface Received {
  status: number
  headers: Headers
  text: string
  json: () => unknown
}

const running: EngageSandbox[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.close()))
})

/** Starts a sandbox that is closed after the test. */
export async function start(
  options: EngageSandboxOptions = {}
): Promise<EngageSandbox> {
  const sandbox = await startEngageSandbox(options)
  running.push(sandbox)
  return sandbox
}

/** The headers that Engage asks for. */
export function goodHeaders(sandbox: EngageSandbox): Record<string, string> {
  return { apikey: sandbox.apiKey, "user-agent": "Shop/1.2" }
}

/** Calls Engage with good headers; `body` makes it a POST. */
export async function call(
  sandbox: EngageSandbox,
  path: string,
  body?: unknown
): Promise<Received> {
  const init: RequestInit = { headers: goodHeaders(sandbox) }
  if (body !== undefined) {
    init.method = "POST"
    init.headers = {
      ...goodHeaders(sandbox),
      "content-type": "application/json",
    }
    init.body = typeof body === "string" ? body : JSON.stringify(body)
  }
  return receive(
    await fetch(`${sandbox.baseUrl}${path}`, { ...init, redirect: "manual" })
  )
}

/** Redeems over the v3 address. */
export function redeem(
  sandbox: EngageSandbox,
  assignmentId: string,
  channel: unknown = "ECOM"
): Promise<Received> {
  const path = `/api/v3/promotion-assignments/${encodeURIComponent(assignmentId)}/redeem`
  return call(sandbox, path, { redemptionChannel: channel })
}

/** Calls the control address with neither key nor User-Agent of ours. */
export async function control(
  sandbox: EngageSandbox,
  method: string,
  path: string,
  body?: unknown
): Promise<Received> {
  const init: RequestInit = { method }
  if (body !== undefined) {
    init.headers = { "content-type": "application/json" }
    init.body = typeof body === "string" ? body : JSON.stringify(body)
  }
  return receive(await fetch(`${sandbox.baseUrl}/_sandbox${path}`, init))
}

/** A request with exactly these headers, which fetch cannot send. */
export function bareRequest(
  sandbox: EngageSandbox,
  method: string,
  path: string,
  headers: OutgoingHttpHeaders
): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = sandbox
    request({ host: "127.0.0.1", port, method, path, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on("error", reject)
      .end()
  })
}

/** The code of the error below a failed fetch, such as ECONNRESET. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  const error = await promise.then(
    () => new Error("The call did not fail."),
    (reason: unknown) => reason
  )
  return field(field(error, "cause"), "code")
}

/** Milliseconds that something took. */
export async function timeOf(promise: Promise<unknown>): Promise<number> {
  const start = performance.now()
  await promise
  return performance.now() - start
}

/** Waits until something is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

async function receive(response: Response): Promise<Received> {
  const text = await response.text()
  const { status, headers } = response
  return { status, headers, text, json: () => JSON.parse(text) }
}
