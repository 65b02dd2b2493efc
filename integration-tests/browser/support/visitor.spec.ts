import type { Browser } from "playwright-core"

import { findChromium } from "./chromium"
import { launchBrowser } from "./launch-browser"
import { SCREENS } from "./screens"
import { Visitor } from "./visitor"

const unnamed = expect.stringContaining("button-name") as string

describe("the browser tests' own tools", () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

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
    const visitor = await Visitor.arrive(browser, {
      screen: SCREENS[0]!,
      area: "storefront",
      baseUrl: "http://localhost",
    })
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

  it("say what to install where there is no Chromium", () => {
    expect(() => findChromium({ PATH: "/nowhere" }, [])).toThrow(
      "apt-get install chromium"
    )
    expect(() => findChromium({ CHROMIUM_PATH: "/nowhere" })).toThrow(
      'CHROMIUM_PATH is "/nowhere"'
    )
  })
})
