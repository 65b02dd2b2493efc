import { gzipSync } from "node:zlib"
import type { Socket } from "node:net"

import { EngageClient } from "../../src/modules/promotion-redemption/engage/client"
import { DEFAULT_ENDPOINTS } from "../../src/modules/promotion-redemption/engage/endpoints"
import { until } from "../../testkit/poll"
import { CANARIES } from "./support/canaries"
import { impersonate, reply, type Impostor } from "./support/impostor"

const MB = 1024 * 1024
const OK = "HTTP/1.1 200 OK\r\n"

/** What the system's own buffers may take beyond what is read. */
const BUFFERS = 16 * MB

describe("an answer", () => {
  let server: Impostor
  let client: EngageClient
  /** Of the connections of one test; an earlier one's may still be closing. */
  let ended = { sent: 0, hungUp: 0 }
  let speak: (socket: Socket) => void = (socket) => reply(socket, {})

  beforeAll(async () => {
    server = await impersonate((socket) => {
      const count = ended
      socket.on("close", () => {
        count.hungUp++
        count.sent += socket.bytesWritten
      })
      speak(socket)
    })
  })

  beforeEach(() => {
    ended = { sent: 0, hungUp: 0 }
    client = new EngageClient({
      baseUrl: server.baseUrl,
      apiKey: CANARIES.apiKey,
      userAgent: "Test/1.0",
      timeoutMs: 2_000,
      channel: "ECOM",
      endpoints: DEFAULT_ENDPOINTS,
    })
  })

  afterEach(async () => {
    await client.close()
  })

  afterAll(() => server.close())

  /** Writes chunks for as long as somebody listens, `bytes` at most. */
  const pour = (socket: Socket, head: string, chunk: string, bytes: number) => {
    socket.write(head)
    let left = bytes
    const more = () => {
      while (!socket.destroyed && left > 0) {
        left -= chunk.length
        if (!socket.write(chunk)) {
          return
        }
      }
    }
    socket.on("drain", more)
    more()
  }

  /** The connection is gone, little was taken, and the next call works. */
  const expectCutOff = async () => {
    await until(() => ended.hungUp > 0)
    expect(ended.sent).toBeLessThan(BUFFERS)
    speak = (socket) => reply(socket, { body: '"contact-1"' })
    expect(await client.findContactId({ email: "a@example.com" })).toEqual({
      kind: "found",
      contactId: "contact-1",
    })
  }

  const chunked = `${OK}transfer-encoding: chunked\r\n\r\n`
  const chunk = `100000\r\n${"x".repeat(MB)}\r\n`

  it.each([
    [
      "200 MB long",
      `${OK}content-length: ${200 * MB}\r\n\r\n`,
      "x".repeat(MB),
      200,
    ],
    ["without an end", chunked, chunk, Infinity],
    ["without a length", `${OK}\r\n`, "x".repeat(MB), Infinity],
  ])("%s to a redemption is cut off, and counts", async (_, ...answer) => {
    const [head, piece, megabytes] = answer
    speak = (socket) => pour(socket, head, piece, megabytes * MB)

    const seen = await client.redeem("a-1")

    expect(seen).toMatchObject({
      kind: "response",
      status: 200,
      truncated: true,
      complete: false,
    })
    expect(JSON.stringify(seen).length).toBeLessThan(66 * 1024)
    await expectCutOff()
  })

  it("that lists for ever is cut off, and is no list", async () => {
    speak = (socket) => pour(socket, chunked, chunk, Infinity)

    expect(await client.listPromotions("c-1")).toEqual({
      kind: "misconfigured",
      httpStatus: 200,
    })
    await expectCutOff()
  })

  it.each([
    ["one endless field", "a: ", "x".repeat(MB)],
    ["endless fields", "", `a: ${"x".repeat(1_000)}\r\n`.repeat(1_000)],
    ["an endless reason", "", "y".repeat(MB)],
  ])("with %s in its head is cut off", async (_, start, piece) => {
    speak = (socket) => pour(socket, `${OK}${start}`, piece, Infinity)

    expect(await client.redeem("a-1")).toEqual({
      kind: "no_response",
      cause: "connection_lost",
      sent: true,
    })
    await expectCutOff()
  })

  it("that is never more than on its way ends with the deadline", async () => {
    speak = (socket) =>
      pour(socket, "", "HTTP/1.1 103 Early Hints\r\n\r\n", 20 * MB)

    const seen = await client.redeem("a-1")

    expect(seen).toMatchObject({ kind: "no_response", sent: true })
    await until(() => ended.hungUp > 0)
  })

  it("is not asked for in a compressed form, nor unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(50 * MB))
    speak = (socket) => {
      socket.write(
        `${OK}content-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`
      )
      socket.end(bomb)
    }

    const seen = await client.redeem("a-1")

    expect(server.heard.at(-1)?.headers["accept-encoding"]).toBe("identity")
    expect(seen).toMatchObject({ kind: "response", status: 200 })
    expect(JSON.stringify(seen).length).toBeLessThan(400 * 1024)
    await expectCutOff()
  })

  it("holds no memory once it is cut off", async () => {
    speak = (socket) => pour(socket, chunked, chunk, Infinity)
    const redeemMany = async (times: number) => {
      for (let time = 0; time < times; time++) {
        await client.redeem("a-1")
      }
    }
    await redeemMany(10)
    const before = process.memoryUsage()

    await redeemMany(40)
    await until(() => ended.hungUp === 50)

    const after = process.memoryUsage()
    const used = ({ heapUsed, external }: NodeJS.MemoryUsage) =>
      heapUsed + external
    // 50 MB would have come in if each were read for its first megabyte.
    expect(used(after) - used(before)).toBeLessThan(150 * MB)
  })
})
