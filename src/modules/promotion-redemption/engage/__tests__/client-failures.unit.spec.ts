import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { setTimeout as delay } from "node:timers/promises"
import tls from "node:tls"

import { interpretRedeemAnswer } from "../answers"
import { EngageTransport } from "../transport"
import type { EngageAnswer } from "../types"
import { API_KEY, createClient } from "./support/create-client"
import {
  listenHttp,
  listenTcp,
  refusedBaseUrl,
  type Listening,
} from "./support/listen"
import { SELF_SIGNED } from "./support/self-signed"

const servers: Listening[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

function track(server: Listening): Listening {
  servers.push(server)
  return server
}

/** One redeem call; fails the test if the answer holds the key. */
async function redeem(
  baseUrl: string,
  timeoutMs = 2_000
): Promise<EngageAnswer> {
  const client = createClient({ baseUrl, timeoutMs })
  const answer = await client.redeem("a-1")
  await client.close()
  expect(JSON.stringify(answer)).not.toContain(API_KEY)

  return answer
}

function outcomeOf(answer: EngageAnswer) {
  return interpretRedeemAnswer(answer, { mayHaveArrived: false }).outcome
}

describe("answers", () => {
  it.each([301, 302, 307, 308])("follows no redirect: %i", async (status) => {
    const elsewhere = track(await listenHttp((response) => response.end()))
    const server = track(
      await listenHttp((response) => {
        response.writeHead(status, { location: elsewhere.baseUrl }).end()
      })
    )

    const answer = await redeem(server.baseUrl)

    expect(answer).toMatchObject({ kind: "response", status })
    expect(outcomeOf(answer)).toBe("misconfigured")
    expect(elsewhere.seen).toHaveLength(0)
  })

  it("hides the key in a page that shows the request it was sent", async () => {
    const server = track(
      await listenHttp((response) => {
        response.writeHead(502).end(`apikey: ${API_KEY}, twice ${API_KEY}!`)
      })
    )

    expect(await redeem(server.baseUrl)).toMatchObject({
      body: "apikey: [apikey], twice [apikey]!",
    })
  })

  it.each([429, 500, 503, 504])("does not try again: %i", async (status) => {
    const server = track(
      await listenHttp((response) => {
        response.writeHead(status, { "retry-after": "7" }).end("no")
      })
    )

    expect(await redeem(server.baseUrl)).toEqual({
      kind: "response",
      status,
      body: "no",
      complete: true,
      retryAfterMs: 7_000,
    })
    await delay(50)
    expect(server.seen).toHaveLength(1)
  })

  it("reads 64 KiB of a verdict and not a byte more", async () => {
    const server = track(
      await listenHttp((response) => response.end("x".repeat(1_000_000)))
    )

    const answer = await redeem(server.baseUrl)

    expect(answer).toMatchObject({
      status: 200,
      complete: false,
      truncated: true,
      body: "x".repeat(64 * 1024),
    })
    expect(outcomeOf(answer)).toBe("redeemed")
  })

  it("reads a body of exactly 64 KiB to its end", async () => {
    const body = "x".repeat(64 * 1024)
    const server = track(await listenHttp((response) => response.end(body)))

    const answer = await redeem(server.baseUrl)

    expect(answer).toMatchObject({ body, complete: true })
    expect(answer).not.toHaveProperty("truncated")
  })

  it("waits for the final answer after a 103", async () => {
    const server = track(
      await listenHttp((response) => {
        response.writeEarlyHints({ link: "</x>; rel=preload" })
        response.writeHead(409).end('"PromotionNotFound"')
      })
    )

    expect(await redeem(server.baseUrl)).toMatchObject({ status: 409 })
  })

  it.each([
    ["a length that is not kept", "Content-Length: 10\r\n\r\nhalf"],
    [
      "chunks that do not end",
      "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
    ],
  ])("a 200 that breaks off is half an answer: %s", async (_, rest) => {
    const server = track(
      await listenTcp((socket) => {
        socket.once("data", () => socket.end(`HTTP/1.1 200 OK\r\n${rest}`))
      })
    )

    const answer = await redeem(server.baseUrl)

    expect(answer).toMatchObject({
      kind: "response",
      status: 200,
      body: "half",
      complete: false,
    })
    expect(outcomeOf(answer)).toBe("unknown")
  })

  it("a 200 whose body never ends is half an answer when time is up", async () => {
    const server = track(
      await listenHttp((response) => {
        response.writeHead(200).write("half")
      })
    )

    const answer = await redeem(server.baseUrl, 150)

    expect(answer).toMatchObject({ status: 200, complete: false })
    expect(outcomeOf(answer)).toBe("unknown")
  })

  it("drops by drop does not outlast the deadline", async () => {
    const server = track(
      await listenHttp((response) => {
        const timer = setInterval(() => response.write("."), 20)
        response.on("close", () => clearInterval(timer))
      })
    )
    const start = Date.now()

    await redeem(server.baseUrl, 200)

    expect(Date.now() - start).toBeLessThan(1_000)
  })
})

describe("no answer", () => {
  it("timeout, sent, when Engage says nothing", async () => {
    const server = track(await listenHttp(() => {}))

    const answer = await redeem(server.baseUrl, 150)

    expect(answer).toEqual({
      kind: "no_response",
      cause: "timeout",
      sent: true,
    })
    expect(outcomeOf(answer)).toBe("unknown")
    expect(server.seen).toHaveLength(1)
  })

  it.each([
    [
      "reset",
      (socket: { resetAndDestroy(): unknown }) => socket.resetAndDestroy(),
    ],
    ["closed", (socket: { end(): unknown }) => socket.end()],
    [
      "ended with words that are not HTTP",
      (socket: { end(words: string): unknown }) => socket.end("SSH-2.0\r\n"),
    ],
  ])(
    "connection lost, sent, when it is %s after the request",
    async (_, act) => {
      let requests = 0
      const server = track(
        await listenTcp((socket) => {
          socket.once("data", () => {
            requests++
            act(socket)
          })
        })
      )

      const answer = await redeem(server.baseUrl)
      await delay(50)

      expect(answer).toEqual({
        kind: "no_response",
        cause: "connection_lost",
        sent: true,
      })
      expect(outcomeOf(answer)).toBe("unknown")
      expect(requests).toBe(1)
    }
  )

  it("connection refused, not sent", async () => {
    const answer = await redeem(await refusedBaseUrl())

    expect(answer).toEqual({
      kind: "no_response",
      cause: "connection_refused",
      sent: false,
    })
    expect(outcomeOf(answer)).toBe("unavailable")
  })

  it("dns, not sent, for a name that does not exist", async () => {
    const answer = await redeem("https://engage.invalid", 8_000)

    expect(answer).toMatchObject({ kind: "no_response", sent: false })
    expect(outcomeOf(answer)).toBe("unavailable")
  })

  it("tls, not sent, for a certificate that nobody vouches for", async () => {
    let received = ""
    const server = tls.createServer(SELF_SIGNED, (socket) =>
      socket.on("data", (data) => (received += String(data)))
    )
    server.on("tlsClientError", () => {})
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    const { port } = server.address() as AddressInfo

    const answer = await redeem(`https://localhost:${port}`)
    server.close()

    expect(answer).toEqual({ kind: "no_response", cause: "tls", sent: false })
    expect(received).toBe("")
  })

  it("tls, not sent, when the other side speaks plain HTTP", async () => {
    const server = track(await listenHttp((response) => response.end()))

    expect(await redeem(server.baseUrl.replace("http:", "https:"))).toEqual({
      kind: "no_response",
      cause: "tls",
      sent: false,
    })
    expect(server.seen).toHaveLength(0)
  })

  it("timeout, not sent, when the handshake never ends", async () => {
    const server = track(await listenTcp(() => {}))

    const answer = await redeem(server.baseUrl.replace("http:", "https:"), 150)

    expect(answer).toEqual({
      kind: "no_response",
      cause: "timeout",
      sent: false,
    })
    expect(outcomeOf(answer)).toBe("unavailable")
  })

  it("aborted, sent, for a call that outlasts the end of the transport", async () => {
    const server = track(await listenHttp(() => {}))
    const transport = new EngageTransport({
      baseUrl: server.baseUrl,
      apiKey: API_KEY,
      userAgent: "Test/1.2",
      timeoutMs: 5_000,
    })
    const call = transport.send({
      method: "POST",
      path: "/",
      body: "{}",
      maxBodyBytes: 100,
    })
    while (server.seen.length === 0) {
      await delay(5)
    }
    await transport.close(50)

    expect(await call).toEqual({
      kind: "no_response",
      cause: "aborted",
      sent: true,
    })
  })
})
