import http from "node:http"
import https from "node:https"
import net, { type AddressInfo } from "node:net"
import { once } from "node:events"

import { EngageTransport } from "../transport"
import { API_KEY } from "./support/create-client"
import { listenHttp, refusedBaseUrl, type Listening } from "./support/listen"
import { SELF_SIGNED } from "./support/self-signed"

const VARIABLES = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"].flatMap((name) => [
  name,
  name.toLowerCase(),
])

/** A proxy that opens tunnels, and remembers what it was asked. */
async function startProxy(status = 200) {
  const asked: { target: string; headers: http.IncomingHttpHeaders }[] = []
  const sockets = new Set<net.Socket>()
  const server = http.createServer()
  server.on("connect", ({ url = "", headers }, socket: net.Socket) => {
    sockets.add(socket)
    asked.push({ target: url, headers })
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`)
      return
    }
    const [host, port] = url.split(":")
    const onward = net.connect(Number(port), host)
    sockets.add(onward)
    onward.on("connect", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"))
    onward.on("error", () => socket.destroy())
    socket.on("error", () => onward.destroy())
    socket.pipe(onward).pipe(socket)
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  return {
    asked,
    address: `127.0.0.1:${port}`,
    close: async () => {
      sockets.forEach((socket) => socket.destroy())
      server.close()
      await once(server, "close")
    },
  }
}

describe("a shop behind a proxy", () => {
  const before = Object.fromEntries(
    VARIABLES.map((name) => [name, process.env[name]])
  )
  let engage: Listening
  let proxy: Awaited<ReturnType<typeof startProxy>>
  let transport: EngageTransport | undefined

  const create = (baseUrl = engage.baseUrl) =>
    (transport = new EngageTransport({
      baseUrl,
      apiKey: API_KEY,
      userAgent: "Test/1.2",
      timeoutMs: 2_000,
    }))
  const get = (path = "/list") =>
    transport!.send({ method: "GET", path, maxBodyBytes: 1_000 })
  const post = () =>
    transport!.send({
      method: "POST",
      path: "/redeem",
      body: "{}",
      maxBodyBytes: 1_000,
    })

  beforeEach(async () => {
    VARIABLES.forEach((name) => delete process.env[name])
    engage = await listenHttp((response, { url }) =>
      url.startsWith("/moved")
        ? response.writeHead(307, { location: "/elsewhere" }).end()
        : response.end("ok")
    )
    proxy = await startProxy()
  })

  afterEach(async () => {
    await transport?.close(0)
    transport = undefined
    await Promise.all([engage.close(), proxy.close()])
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) {
        delete process.env[name]
      } else {
        process.env[name] = value
      }
    }
  })

  it.each(["HTTP_PROXY", "http_proxy"])(
    "reaches Engage through what %s names, which sees nothing of the request",
    async (name) => {
      process.env[name] = `http://${proxy.address}`
      create()

      const answers = [await get(), await post()]

      for (const answer of answers) {
        expect(answer).toMatchObject({ status: 200, body: "ok" })
      }
      const target = engage.baseUrl.replace("http://", "")
      expect(proxy.asked.map((one) => one.target)).toEqual([target, target])
      expect(JSON.stringify(proxy.asked)).not.toContain(API_KEY)
      expect(engage.seen.map(({ method }) => method)).toEqual(["GET", "POST"])
      expect(engage.seen[0]?.headers).toMatchObject({
        apikey: API_KEY,
        host: target,
      })
    }
  )

  it("keeps a connection for questions, and none for what is final", async () => {
    process.env.HTTP_PROXY = `http://${proxy.address}`
    create()

    for (let questions = 0; questions < 6; questions++) {
      await get()
    }
    // One that is about to be free again is not waited for.
    const kept = proxy.asked.length
    expect(kept).toBeLessThanOrEqual(2)
    await post()
    await post()
    expect(proxy.asked).toHaveLength(kept + 2)
  })

  it("follows no redirect", async () => {
    process.env.HTTP_PROXY = `http://${proxy.address}`
    create()

    expect(await get("/moved")).toMatchObject({ status: 307 })
    expect(engage.seen).toHaveLength(1)
  })

  it("takes an address without a scheme, and signs in at the proxy only", async () => {
    process.env.HTTP_PROXY = `shop:secret@${proxy.address}`
    create()

    await get()

    const credentials = Buffer.from("shop:secret").toString("base64")
    expect(proxy.asked[0]?.headers["proxy-authorization"]).toBe(
      `Basic ${credentials}`
    )
    expect(engage.seen[0]?.headers).not.toHaveProperty("proxy-authorization")
  })

  it.each([
    ["NO_PROXY", "127.0.0.1"],
    ["no_proxy", "*"],
    ["HTTP_PROXY", ""],
    // That is for https alone.
    ["HTTPS_PROXY", "http://127.0.0.1:1"],
  ])("goes without one with %s=%s", async (name, value) => {
    if (name.toUpperCase() === "NO_PROXY") {
      process.env.HTTP_PROXY = `http://${proxy.address}`
    }
    process.env[name] = value
    create()

    expect(await get()).toMatchObject({ status: 200 })
    expect(proxy.asked).toEqual([])
  })

  it.each([407, 502])(
    "has surely sent nothing when the proxy answers %i",
    async (status) => {
      await proxy.close()
      proxy = await startProxy(status)
      process.env.HTTP_PROXY = `http://${proxy.address}`
      create()

      for (const answer of [await get(), await post()]) {
        expect(answer).toMatchObject({ kind: "no_response", sent: false })
      }
      expect(engage.seen).toEqual([])
    }
  )

  it("has surely sent nothing when the proxy is not there", async () => {
    process.env.HTTP_PROXY = await refusedBaseUrl()
    create()

    expect(await post()).toEqual({
      kind: "no_response",
      cause: "connection_refused",
      sent: false,
    })
  })

  it("trusts nobody in the tunnel whom it would not trust without", async () => {
    const server = https.createServer(SELF_SIGNED, (_, response) =>
      response.end("ok")
    )
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    const { port } = server.address() as AddressInfo
    process.env.HTTPS_PROXY = `http://${proxy.address}`
    process.env.HTTP_PROXY = "http://127.0.0.1:1"
    create(`https://localhost:${port}`)

    expect(await post()).toEqual({
      kind: "no_response",
      cause: "tls",
      sent: false,
    })
    expect(proxy.asked[0]?.target).toBe(`localhost:${port}`)
    server.closeAllConnections()
    server.close()
  })

  it.each(["socks5://user:secret@proxy", "http://user:secret@", "http://"])(
    "says by its name that a variable cannot be used: %s",
    (value) => {
      process.env.HTTP_PROXY = value

      expect(() => create()).toThrow(/HTTP_PROXY is no address/)
      expect(() => create()).not.toThrow(/secret/)
    }
  )
})

it("tries an address longer than Node does, before it takes the next", async () => {
  const connect = jest.spyOn(net, "connect")
  const engage = await listenHttp((response) => response.end("ok"))
  const transport = new EngageTransport({
    baseUrl: engage.baseUrl,
    apiKey: API_KEY,
    userAgent: "Test/1.2",
    timeoutMs: 2_000,
  })

  await transport.send({ method: "GET", path: "/list", maxBodyBytes: 1_000 })

  expect(connect).toHaveBeenCalledWith(
    expect.objectContaining({ autoSelectFamilyAttemptTimeout: 1_500 })
  )
  await transport.close(0)
  await engage.close()
  connect.mockRestore()
})
