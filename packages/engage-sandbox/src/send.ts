import type { ServerResponse } from "node:http"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { Answer } from "./answer"

const CHUNK_BYTES = 64 * 1024
const STAND_IN_BODY = '{"status":"ok"}'

/**
 * Sends a complete answer.
 * @returns The status, or null if the caller had already disconnected.
 */
export function sendAnswer(
  response: ServerResponse,
  answer: Answer
): number | null {
  const reached = !response.destroyed
  response.writeHead(answer.status, {
    "content-length": Buffer.byteLength(answer.body),
    ...answer.headers,
  })
  response.end(answer.body)
  return reached ? answer.status : null
}

/**
 * Sends the headers and the first half of the body, then breaks the connection. An
 * empty body is replaced by a stand-in, which can be halved.
 */
export function sendHalf(response: ServerResponse, answer: Answer): void {
  const body = Buffer.from(answer.body || STAND_IN_BODY)
  response.writeHead(answer.status, {
    ...answer.headers,
    "content-length": body.length,
  })
  // Wait until the half is sent: otherwise the caller might get no part of the
  // answer.
  response.write(body.subarray(0, Math.ceil(body.length / 2)), () =>
    response.destroy()
  )
}

/**
 * Streams a JSON string of `bytes` bytes.
 * @returns 200, or null if the caller disconnected before the end.
 */
export async function sendBigBody(
  response: ServerResponse,
  bytes: number
): Promise<number | null> {
  response.writeHead(200, {
    "content-type": "application/json; charset=utf-8",
    "content-length": bytes,
  })
  try {
    await pipeline(Readable.from(jsonStringOf(bytes)), response)
    return 200
  } catch {
    return null
  }
}

/** Breaks the connection with a TCP reset. */
export function resetConnection(response: ServerResponse): void {
  response.socket?.resetAndDestroy()
}

function* jsonStringOf(bytes: number): Generator<Buffer> {
  yield Buffer.from('"')
  for (let left = bytes - 2; left > 0; left -= CHUNK_BYTES) {
    yield Buffer.alloc(Math.min(left, CHUNK_BYTES), "x")
  }
  yield Buffer.from('"')
}
