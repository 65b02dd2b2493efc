import type { Socket } from "node:net"

import {
  listenTcp,
  type Listening,
} from "../../../src/modules/promotion-redemption/engage/__tests__/support/listen"

/** A request as it came in, byte by byte. */
export type Heard = {
  method: string
  /** What stands between the method and the version: path and query. */
  target: string
  /** All lines up to the empty one. */
  head: string
  headers: Record<string, string>
  body: string
}

/** A server that says whatever a test wants, well-formed or not. */
export type Impostor = Listening & { heard: Heard[] }

/** Listens where Engage did, and answers as told. */
export async function impersonate(
  answer: (socket: Socket, heard: Heard) => void,
  port?: number
): Promise<Impostor> {
  const heard: Heard[] = []
  const server = await listenTcp((socket) => {
    let received = ""
    socket.on("data", (data) => {
      received += data.toString("latin1")
      const request = readRequest(received)
      if (request) {
        received = ""
        heard.push(request)
        answer(socket, request)
      }
    })
  }, port)
  return { ...server, heard }
}

/** A whole answer whose length is right; everything else is as given. */
export function reply(
  socket: Socket,
  {
    status = 200,
    reason = "OK",
    headers = {},
    body = "",
  }: {
    status?: number
    reason?: string
    headers?: Record<string, string>
    body?: string
  }
): void {
  const lines = Object.entries({
    "content-length": String(Buffer.byteLength(body)),
    connection: "close",
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${reason}\r\n${lines.join("")}\r\n${body}`)
}

function readRequest(received: string): Heard | null {
  const end = received.indexOf("\r\n\r\n")
  if (end < 0) {
    return null
  }
  const head = received.slice(0, end)
  const [first = "", ...lines] = head.split("\r\n")
  const [method = "", target = ""] = first.split(" ")
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":")
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    })
  )
  const body = received.slice(end + 4)
  return body.length < Number(headers["content-length"] ?? 0)
    ? null
    : { method, target, head, headers, body }
}
