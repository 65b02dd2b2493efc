import { join, resolve } from "node:path"
import axe from "axe-core"
import type { Browser, BrowserContext, Locator, Page } from "playwright-core"

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

/** Somebody with a browser of their own: no cookies, and nothing stored. */
export class Visitor {
  /** Addresses outside of this machine that the pages wanted. None got there. */
  readonly outside: string[] = []
  /** Exceptions that nobody caught in the pages. */
  readonly exceptions: string[] = []

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
    context.on("weberror", (error) =>
      this.exceptions.push(error.error().message)
    )
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

  async leave(): Promise<void> {
    await this.context.close()
  }
}

function isOutside({ protocol, hostname }: URL): boolean {
  const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(hostname)
  return protocol.startsWith("http") && !isHere
}
