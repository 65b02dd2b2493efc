import { createServer, type Server } from "node:http"
import { once } from "node:events"
import type { AddressInfo } from "node:net"
import type { Browser } from "playwright-core"

import { findChromium } from "./chromium"
import { launchBrowser } from "./launch-browser"
import { SCREENS, type Screen } from "./screens"
import { Visitor } from "./visitor"

const PAGES: Record<string, string> = {
  "/good": `<h1>Norrsken</h1><main><button>Buy</button></main>`,
  "/barred": `<h1>Norrsken</h1><main><button></button></main>`,
  "/calling-out": `<h1>Norrsken</h1><img alt="" src="https://example.com/a.png">`,
  "/broken": `<h1>Norrsken</h1><script>throw new Error("broken")</script>`,
}

describe("the browser tests' own tools", () => {
  let server: Server
  let browser: Browser
  let visitor: Visitor

  beforeAll(async () => {
    server = createServer(({ url = "" }, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8")
      response.end(`<!doctype html><html lang="en"><title>A page</title>
        <body>${PAGES[url] ?? ""}</body></html>`)
    })
    await once(server.listen(0, "0.0.0.0"), "listening")
    browser = await launchBrowser()
  })

  beforeEach(async () => {
    const { port } = server.address() as AddressInfo
    visitor = await Visitor.arrive(browser, {
      screen: SCREENS[0] as Screen,
      area: "storefront",
      baseUrl: `http://localhost:${port}`,
    })
  })

  afterEach(() => visitor.leave())

  afterAll(async () => {
    await browser.close()
    server.close()
  })

  it("finds a button that says nothing, and no barrier where there is none", async () => {
    await visitor.page.goto("/good")
    expect(await visitor.barriers()).toEqual([])

    await visitor.page.goto("/barred")
    expect(await visitor.barriers({ within: "main" })).toEqual([
      expect.stringContaining("button-name"),
    ])
  })

  it("lets nothing out of this machine, and says what wanted to", async () => {
    await visitor.page.goto("/calling-out")
    expect(visitor.outside).toEqual(["https://example.com/a.png"])

    // This machine too, by an address that is not the tests' own.
    const { port } = server.address() as AddressInfo
    await expect(
      visitor.page.goto(`http://127.0.0.2:${port}/good`)
    ).rejects.toThrow("ERR_NAME_NOT_RESOLVED")
  })

  it("notices exceptions that nobody caught", async () => {
    await visitor.page.goto("/broken")

    expect(visitor.exceptions).toEqual(["broken"])
  })

  it("says what to install where there is no Chromium", () => {
    expect(() => findChromium({ PATH: "/nowhere" }, [])).toThrow(
      "apt-get install chromium"
    )
    expect(() => findChromium({ CHROMIUM_PATH: "/nowhere" })).toThrow(
      'CHROMIUM_PATH is "/nowhere"'
    )
  })
})
