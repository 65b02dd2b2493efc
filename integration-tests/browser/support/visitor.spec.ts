import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { Browser } from "playwright-core"

import { findChromium } from "./chromium"
import { launchBrowser } from "./launch-browser"
import { SCREENS } from "./screens"
import { MISMATCH, Visitor } from "./visitor"

const unnamed = expect.stringContaining("button-name") as string

describe("the browser tests' own tools", () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  const arrive = (baseUrl: string) => {
    const screen = SCREENS[0]!
    return Visitor.arrive(browser, { screen, area: "storefront", baseUrl })
  }

  it.each([
    ["find nothing where there is nothing", "<button>Buy</button>", [], []],
    [
      "find a button that says nothing, exceptions, and what wanted to get out",
      `<button></button><img alt="" src="https://example.com/a.png">
       <script>throw new Error("broken")</script>`,
      [unnamed],
      ["broken", "https://example.com/a.png"],
    ],
  ])("%s", async (_, content, barriers, mishaps) => {
    const visitor = await arrive("http://localhost")
    const { page } = visitor
    await page.setContent(
      `<!doctype html><html lang="en"><title>A page</title>
       <body><h1>Norrsken</h1><main>${content}</main></body></html>`
    )
    expect(await visitor.barriers("main")).toEqual(barriers)
    expect(visitor.mishaps).toEqual(mishaps)

    // Nothing gets out, nor to this machine by an address that is not the tests' own.
    await expect(page.goto("http://127.0.0.2/")).rejects.toThrow(
      "ERR_NAME_NOT_RESOLVED"
    )
    await visitor.leave()
  })

  it.each([
    ["at every load, count it as a mishap", Infinity, [MISMATCH]],
    ["at the first load alone, do not", 1, []],
  ])("when React finds that a page differs %s", async (_, times, told) => {
    let loads = 0
    const server = createServer((_request, response) => {
      const script = ++loads <= times ? `throw new Error("${MISMATCH}")` : ""
      response.setHeader("content-type", "text/html")
      response.end(
        `<link rel="icon" href="data:,"><next-route-announcer /><script>${script}</script>`
      )
    }).listen(0)
    const { port } = server.address() as AddressInfo
    const visitor = await arrive(`http://localhost:${port}`)
    await visitor.page.goto("/")
    await visitor.leave()
    server.close()
    expect({ loads, told: visitor.mishaps }).toEqual({ loads: 2, told })
  })

  it("say what to install where there is no Chromium", () => {
    expect(() => findChromium({ PATH: "/nowhere" }, [])).toThrow(
      "apt-get install chromium"
    )
    expect(() => findChromium({ CHROMIUM_PATH: "/nowhere" })).toThrow(
      'CHROMIUM_PATH is "/nowhere"'
    )
  })
})
