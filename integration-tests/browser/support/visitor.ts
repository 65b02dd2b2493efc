import { join, resolve } from "node:path"
import axe from "axe-core"
import type {
  Browser,
  BrowserContext,
  Locator,
  Page,
  WebError,
} from "playwright-core"

import { until } from "../../../testkit/poll"
import type { Screen } from "./screens"

const ARTIFACTS = resolve(__dirname, "../../../artifacts/browser")

/** How long a page may take to show what a test waits for, in milliseconds. */
export const PATIENCE_MS = 20_000

/** How a visitor comes. */
export type Visit = {
  screen: Screen
  /** Folder of the screenshots below `artifacts/browser`. */
  area: "storefront" | "admin" | "package" | "sandbox"
  /** What relative addresses are relative to. */
  baseUrl: string
}

/**
 * React says this of a page that differs from the HTML that the server sent. The
 * React of Next.js 15 also says it of a page that does not differ, about once in a
 * hundred loads, when a part of the page arrives while React waits for the part:
 * https://github.com/facebook/react/pull/35494. A page that differs does so at
 * every load.
 */
export const MISMATCH = "Minified React error #418"

/** Somebody with a browser of their own: no cookies, and nothing stored. */
export class Visitor {
  /** Addresses outside of this machine that the pages wanted. None got there. */
  readonly outside: string[] = []
  /** Exceptions that nobody caught in the pages. */
  readonly exceptions: string[] = []
  /** Loads again of pages that React had called different; each ends in `exceptions`. */
  private readonly secondLooks: Promise<void>[] = []

  constructor(
    protected readonly visit: Visit,
    protected readonly context: BrowserContext,
    readonly page: Page
  ) {
    context.setDefaultTimeout(PATIENCE_MS)
    context.on("request", (request) => {
      if (isOutside(new URL(request.url()))) {
        this.outside.push(request.url())
      }
    })
    context.on("weberror", (error) => this.hear(error))
  }

  static async arrive<V extends Visitor>(
    this: new (...its: ConstructorParameters<typeof Visitor>) => V,
    browser: Browser,
    visit: Visit
  ): Promise<V> {
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
    return new this(visit, context, await context.newPage())
  }

  get screen(): Screen {
    return this.visit.screen
  }

  /** What went wrong unseen: exceptions, and calls out of this machine. */
  get mishaps(): string[] {
    return [...this.exceptions, ...this.outside]
  }

  /**
   * How large something is, in pixels. React may draw it anew between the moment it
   * is found and the moment it is measured.
   */
  async sizeOf(target: Locator): Promise<{ width: number; height: number }> {
    const box = await until(() => target.boundingBox(), Boolean, PATIENCE_MS)
    return box!
  }

  /** Keeps a picture of the whole page as `<area>/<screen>/<name>.png`. */
  async photograph(name: string): Promise<void> {
    // What stays at the top while scrolling would be in the middle of it.
    await this.page.evaluate(() => window.scrollTo(0, 0))
    await this.page.screenshot({ ...this.picture(name), fullPage: true })
  }

  protected picture(name: string) {
    const { area, screen } = this.visit
    const path = join(ARTIFACTS, area, screen.name, `${name}.png`)
    return { path, animations: "disabled" as const }
  }

  /**
   * What axe-core finds serious or critical on the page, one line each.
   * @param within - look at this part only, as a CSS selector
   */
  async barriers(within?: string): Promise<string[]> {
    await this.page.evaluate(axe.source)
    const violations = await this.page.evaluate(async (selector) => {
      const { axe: injected } = window as unknown as { axe: typeof axe }
      const found = await injected.run(selector ?? document, {
        resultTypes: ["violations"],
      })
      return found.violations.flatMap(({ id, impact, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => ({
          impact,
          text: `${id}: ${help}, at ${target.join(" ")}: ${failureSummary}`,
        }))
      )
    }, within)
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ impact, text }) => `${impact} ${text.replace(/\s+/g, " ")}`)
  }

  /** Until then it is not known what has gone wrong unseen. */
  async leave(): Promise<void> {
    await Promise.all(this.secondLooks)
    await this.context.close()
  }

  private hear(error: WebError): void {
    const { message } = error.error()
    const page = error.page()
    if (!page || !message.startsWith(MISMATCH)) {
      this.exceptions.push(message)
      return
    }
    const toTell = (thrown: Error) => [thrown.message]
    this.secondLooks.push(
      this.errorsOf(page.url())
        .catch(toTell)
        .then((errors) => void this.exceptions.push(...errors))
    )
  }

  /** What a page throws that the same visitor loads in a browser of its own. */
  private async errorsOf(url: string): Promise<string[]> {
    const storageState = await this.context.storageState()
    const context = await this.context.browser()!.newContext({ storageState })
    const errors: string[] = []
    context.on("weberror", (error) => errors.push(error.error().message))
    const page = await context.newPage()
    await page.goto(url)
    // Next.js adds it once the page is React's.
    await page.locator("next-route-announcer").waitFor({ state: "attached" })
    await context.close()
    return errors
  }
}

function isOutside({ protocol, hostname }: URL): boolean {
  const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(hostname)
  return protocol.startsWith("http") && !isHere
}
