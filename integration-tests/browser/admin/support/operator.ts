import { join, resolve } from "node:path"
import type { Browser, Locator, Page, Route } from "playwright-core"

import { OFFICE_SCREENS, type Screen } from "../../support/screens"
import { ADMIN } from "../../../../testkit/seed/norrsken"
import { Visitor } from "../../support/visitor"

const PICTURES = resolve(__dirname, "../../../../artifacts/browser/admin")

/** What the shop is made to answer: JSON, an error's status, or nothing ever. */
export type Answer =
  | { json: object }
  | { status: number; code?: string }
  | { text: string; headers: Record<string, string> }
  | "never"

/** How an operator has set up their admin. */
export type Setup = {
  language?: "en" | "sv"
  theme?: "light" | "dark"
  screen?: Screen["name"]
}

/** The day on which the tests with made-up answers take place. */
export const TODAY = new Date("2026-10-14T12:00:00Z")

/** Somebody of the shop's staff, signed in, with a browser of their own. */
export class Operator {
  private readonly answers = new Map<string, Answer>()
  /** Requests of made-up answers, as `GET /admin/…?…`, and their bodies. */
  readonly requests: { line: string; body: unknown }[] = []

  private constructor(
    readonly visitor: Visitor,
    private readonly baseUrl: string
  ) {}

  static async signIn(
    browser: Browser,
    baseUrl: string,
    { language = "en", theme = "light", screen = "desktop" }: Setup = {}
  ): Promise<Operator> {
    const size = OFFICE_SCREENS.find(({ name }) => name === screen) as Screen
    const visitor = await Visitor.arrive(browser, {
      screen: size,
      area: "admin",
      baseUrl,
    })
    const operator = new Operator(visitor, baseUrl)
    const context = operator.page.context()
    await context.addInitScript(
      ([lng, chosen]) => {
        localStorage.setItem("lng", lng as string)
        localStorage.setItem("medusa_admin_theme", chosen as string)
      },
      [language, theme]
    )
    await operator.startSession()
    await context.route(
      ({ pathname }) => pathname.startsWith("/admin/"),
      (route) => operator.respond(route)
    )
    return operator
  }

  get page(): Page {
    return this.visitor.page
  }

  /**
   * Makes up an answer.
   * @param call - such as `GET /admin/orders/1`; with a query, it is for that
   *   request alone
   */
  answer(call: string, answer: Answer): void {
    this.answers.set(call, answer)
  }

  /** Stops the clock at the day of the made-up answers. */
  async stopTheClock(): Promise<void> {
    await this.page.clock.setFixedTime(TODAY)
  }

  /** Opens a page of the admin. @param path - such as `/orders/1` */
  async open(path: string): Promise<void> {
    await this.page.goto(`/app${path}`)
  }

  /**
   * Keeps a picture of the whole page: the admin scrolls within its window, so
   * the window is made as high as what is in it.
   */
  async photograph(name: string): Promise<void> {
    const { width, height } = this.visitor.screen
    const content = await this.page.evaluate(() => {
      const main = document.querySelector("main")
      const covered = document.querySelector(
        "[role=dialog], [role=alertdialog]"
      )
      return main && !covered
        ? main.scrollHeight + window.innerHeight - main.clientHeight
        : 0
    })
    await this.page.setViewportSize({
      width,
      height: Math.max(height, content),
    })
    await this.visitor.photograph(name)
    await this.page.setViewportSize({ width, height })
  }

  /** Keeps a picture of the whole page without Medusa's frame around it. */
  async photographContent(name: string): Promise<void> {
    const { width } = this.visitor.screen
    const content = await this.page.evaluate(
      () => document.querySelector("main")?.scrollHeight ?? 0
    )
    await this.page.setViewportSize({ width, height: content + 100 })
    await this.photographPart(name, this.page.locator("main > div"))
    await this.page.setViewportSize(this.visitor.screen)
  }

  /** Keeps a picture of a part of the page. */
  async photographPart(name: string, part: Locator): Promise<void> {
    await part.scrollIntoViewIfNeeded()
    await part.screenshot({
      path: join(PICTURES, this.visitor.screen.name, `${name}.png`),
      animations: "disabled",
    })
  }

  /**
   * What axe-core finds serious or critical in what is open before the operator:
   * a dialog, or the page. The frame around it is Medusa's.
   */
  async barriers(): Promise<string[]> {
    const dialog = "[role=dialog], [role=alertdialog]"
    const isOpen = (await this.page.locator(dialog).count()) > 0
    return this.visitor.barriers({ within: isOpen ? dialog : "main" })
  }

  /** Counts this operator's clicks from now on, whatever page they come to. */
  async countClicks(): Promise<void> {
    const count = () => {
      sessionStorage.setItem("clicks", "0")
      document.addEventListener(
        "click",
        ({ isTrusted }) => {
          const clicks = Number(sessionStorage.getItem("clicks"))
          sessionStorage.setItem("clicks", String(clicks + Number(isTrusted)))
        },
        true
      )
    }
    if (this.page.url() === "about:blank") {
      await this.page.addInitScript(count)
    } else {
      await this.page.evaluate(() => sessionStorage.setItem("clicks", "0"))
    }
  }

  /** See {@link countClicks}. */
  async clicks(): Promise<number> {
    return this.page.evaluate(() => Number(sessionStorage.getItem("clicks")))
  }

  leave(): Promise<void> {
    return this.visitor.leave()
  }

  private async startSession(): Promise<void> {
    const { request } = this.page.context()
    const { email, password } = ADMIN
    const signedIn = await request.post(`${this.baseUrl}/auth/user/emailpass`, {
      data: { email, password },
    })
    const { token } = (await signedIn.json()) as { token: string }
    await request.post(`${this.baseUrl}/auth/session`, {
      headers: { authorization: `Bearer ${token}` },
    })
  }

  private async respond(route: Route): Promise<void> {
    const request = route.request()
    const { pathname, search } = new URL(request.url())
    const call = `${request.method()} ${pathname}`
    const line = `${call}${decodeURIComponent(search)}`
    const answer = this.answers.get(line) ?? this.answers.get(call)
    if (!answer) {
      return route.fallback()
    }
    this.requests.push({
      line,
      body: request.postDataJSON() as unknown,
    })
    if (answer === "never") {
      return
    }
    if ("json" in answer) {
      return route.fulfill({ json: answer.json })
    }
    if ("text" in answer) {
      return route.fulfill({ body: answer.text, headers: answer.headers })
    }
    return route.fulfill({
      status: answer.status,
      json: { type: "test", code: answer.code, message: "Made up" },
    })
  }
}
