import { join, resolve } from "node:path"
import type { Browser, BrowserContext, Page } from "playwright-core"

import { graveViolations } from "./accessibility"
import type { Screen } from "./screens"

const ARTIFACTS = resolve(__dirname, "../../../artifacts/browser")

/** How long a page may take to show what a test waits for, in milliseconds. */
const PATIENCE_MS = 20_000

/** How a visitor comes. */
export type Visit = {
  screen: Screen
  /** Folder of the screenshots below `artifacts/browser`. */
  area: "storefront" | "admin" | "package" | "sandbox"
  /** What relative addresses are relative to. */
  baseUrl: string
}

/** Somebody with a browser of their own: no cookies, and nothing stored. */
export class Visitor {
  /** Addresses outside of this machine that the pages wanted. None got there. */
  readonly outside: string[] = []
  /** Exceptions that nobody caught in the pages. */
  readonly exceptions: string[] = []

  private constructor(
    private readonly visit: Visit,
    private readonly context: BrowserContext,
    readonly page: Page
  ) {
    context.setDefaultTimeout(PATIENCE_MS)
    context.on("request", (request) => {
      if (isOutside(new URL(request.url()))) {
        this.outside.push(request.url())
      }
    })
    context.on("weberror", (error) =>
      this.exceptions.push(error.error().message)
    )
  }

  static async arrive(browser: Browser, visit: Visit): Promise<Visitor> {
    const { width, height, touch } = visit.screen
    const context = await browser.newContext({
      baseURL: visit.baseUrl,
      viewport: { width, height },
      hasTouch: touch,
      isMobile: touch,
      locale: "en-GB",
      timezoneId: "Europe/Stockholm",
      // A screenshot in the middle of a movement is never twice the same.
      reducedMotion: "reduce",
    })
    return new Visitor(visit, context, await context.newPage())
  }

  get screen(): Screen {
    return this.visit.screen
  }

  /** Keeps a picture of the whole page as `<area>/<screen>/<name>.png`. */
  async photograph(name: string): Promise<void> {
    const { area, screen } = this.visit
    // What stays at the top while scrolling would be in the middle of it.
    await this.page.evaluate(() => window.scrollTo(0, 0))
    await this.page.screenshot({
      path: join(ARTIFACTS, area, screen.name, `${name}.png`),
      fullPage: true,
      animations: "disabled",
    })
  }

  /**
   * What axe-core finds serious or critical on the page, one line each.
   * @param within - look at this part only, as a CSS selector
   */
  barriers({ within }: { within?: string } = {}): Promise<string[]> {
    return graveViolations(this.page, { within })
  }

  /** Closes the browser's windows. */
  async leave(): Promise<void> {
    await this.context.close()
  }
}

function isOutside({ protocol, hostname }: URL): boolean {
  const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(hostname)
  return protocol.startsWith("http") && !isHere
}
