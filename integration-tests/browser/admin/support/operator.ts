import { join, resolve } from "node:path"
import type { Browser, Locator, Page } from "playwright-core"

import { patiently } from "../../support/patiently"
import { OFFICE_SCREENS, type Screen } from "../../support/screens"
import { ADMIN } from "../../../../testkit/seed/norrsken"
import { Visitor } from "../../support/visitor"

const PICTURES = resolve(__dirname, "../../../../artifacts/browser/admin")

/** What the shop is made to answer: JSON, an error's status, or nothing ever. */
export type Answer =
  { json: object } | { status: number; code?: string } | "never"

/** How an operator has set up their admin. */
export type Setup = {
  language?: "en" | "sv"
  theme?: "light" | "dark"
  screen?: Screen["name"]
  /** `stopped` at {@link TODAY}, the day of the made-up answers, by default. */
  clock?: "stopped" | "running"
}

/** The day on which the tests with made-up answers take place. */
export const TODAY = new Date("2026-10-14T12:00:00Z")

/** A page of the shop's on which nothing runs. */
const OUTSIDE = "/health"

const DIALOG = "[role=dialog], [role=alertdialog]"

/** A request as the page's script sends it, and what the page gets for it. */
type Asked = { call: string; search: string; body: string }
type Given = { status: number; body: string } | "never" | null

/**
 * Runs in every page before its own scripts: counts the clicks of people, and asks
 * the test for its answer to each call of the admin API. Not by Playwright's routes:
 * these switch the browser's cache off, and the admin has 7 MB.
 */
function prepare() {
  sessionStorage.setItem("clicks", "0")
  document.addEventListener(
    "click",
    ({ isTrusted }) => {
      const clicks = Number(sessionStorage.getItem("clicks"))
      sessionStorage.setItem("clicks", String(clicks + Number(isTrusted)))
    },
    true
  )
  const test = window as unknown as {
    madeUp: (asked: Asked) => Promise<Given>
  }
  const send = window.fetch
  window.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname, search } = new URL(request.url)
    const given = pathname.startsWith("/admin/")
      ? await test.madeUp({
          call: `${request.method} ${pathname}`,
          search: decodeURIComponent(search),
          body: await request.clone().text(),
        })
      : null
    if (given === "never") {
      return new Promise(() => {})
    }
    return given
      ? new Response(given.body, {
          status: given.status,
          headers: { "content-type": "application/json" },
        })
      : send(request)
  }
}

/**
 * One of the shop's staff, signed in, before a browser that stays open: signing in
 * and the first load of the admin take longer than most tests.
 */
export class Operator {
  private readonly answers = new Map<string, Answer>()
  /** Requests of made-up answers, as `GET /admin/…?…`, and their bodies. */
  readonly requests: { line: string; body: unknown }[] = []

  private constructor(readonly visitor: Visitor) {}

  static async signIn(
    browser: Browser,
    baseUrl: string,
    { screen, clock }: Pick<Required<Setup>, "screen" | "clock">
  ): Promise<Operator> {
    const size = OFFICE_SCREENS.find(({ name }) => name === screen) as Screen
    const visitor = await Visitor.arrive(browser, {
      screen: size,
      area: "admin",
      baseUrl,
    })
    const operator = new Operator(visitor)
    const { page } = operator
    if (clock === "stopped") {
      await page.clock.setFixedTime(TODAY)
    }
    await page.exposeFunction("madeUp", (asked: Asked) => operator.give(asked))
    await page.addInitScript(prepare)
    const { request } = page.context()
    const { email, password } = ADMIN
    const signedIn = await request.post("/auth/user/emailpass", {
      data: { email, password },
    })
    const { token } = (await signedIn.json()) as { token: string }
    await request.post("/auth/session", {
      headers: { authorization: `Bearer ${token}` },
    })
    await page.goto(OUTSIDE)
    return operator
  }

  get page(): Page {
    return this.visitor.page
  }

  /** The drawer or the window that is open before the operator. */
  get dialog(): Locator {
    return this.page.getByRole("dialog")
  }

  /** The question that is open before the operator. */
  get question(): Locator {
    return this.page.getByRole("alertdialog")
  }

  /** Begins a test: with this setup, and with no answer made up. */
  async sitDown(language: string, theme: string): Promise<void> {
    await this.page.evaluate(
      ([lng, chosen]) => {
        localStorage.clear()
        sessionStorage.clear()
        localStorage.setItem("lng", lng as string)
        // The admin looks here first for the language of the last time.
        document.cookie = `lng=${lng};path=/`
        localStorage.setItem("medusa_admin_theme", chosen as string)
      },
      [language, theme]
    )
  }

  /** Ends a test: nothing runs in the page any more. */
  async getUp(): Promise<void> {
    await this.page.goto(OUTSIDE)
    this.answers.clear()
    this.requests.length = 0
  }

  /**
   * Makes up an answer.
   * @param call - such as `GET /admin/orders/1`; with a query, it is for that
   *   request alone
   */
  answer(call: string, answer: Answer): void {
    this.answers.set(call, answer)
  }

  /** Opens a page of the admin. @param path - such as `/orders/1` */
  async open(path: string): Promise<void> {
    await this.page.goto(`/app${path}`)
  }

  /** Comes back from another tab. */
  async comeBack(): Promise<void> {
    await this.page.evaluate(() =>
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }))
    )
  }

  /** Waits until all of these texts are there to see. */
  async sees(...texts: (string | RegExp)[]): Promise<void> {
    for (const text of texts) {
      await this.page.getByText(text).first().waitFor()
    }
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name })
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).first().click()
  }

  /** Presses a button of the drawer that is open: the last, where two have a name. */
  async pressInDialog(name: string): Promise<void> {
    await this.dialog.getByRole("button", { name }).last().click()
  }

  /** Waits for a request to a made-up answer. @param line - fits what was asked */
  async asked(line: RegExp): Promise<void> {
    await patiently(async () =>
      this.requests.some((one) => line.test(one.line))
    )
  }

  /** The body that was last sent to a made-up answer. */
  sent(call: string): unknown {
    return this.requests.filter(({ line }) => line === call).pop()?.body
  }

  /** A redemption's box on a page of Medusa's, by its heading. */
  box(title: string): Locator {
    return this.page.locator("[data-engage]").filter({
      has: this.page.getByRole("heading", { name: title, exact: true }),
    })
  }

  /**
   * Keeps a picture of the whole page: the admin scrolls within its window, so the
   * window is made as high as what is in it.
   * @returns see {@link barriers}
   */
  async look(name: string): Promise<string[]> {
    const { width, height } = this.visitor.screen
    const isOpen = (await this.page.locator(DIALOG).count()) > 0
    const content = isOpen
      ? 0
      : await this.page.evaluate(() => {
          const main = document.querySelector("main")
          return main
            ? main.scrollHeight + window.innerHeight - main.clientHeight
            : 0
        })
    await this.page.setViewportSize({
      width,
      height: Math.max(height, content),
    })
    await this.visitor.photograph(name)
    await this.page.setViewportSize({ width, height })
    return this.barriers()
  }

  /**
   * What axe-core finds serious or critical in what is open before the operator: a
   * dialog, or what is ours of the page. The frame is Medusa's.
   */
  async barriers(): Promise<string[]> {
    const isOpen = (await this.page.locator(DIALOG).count()) > 0
    const isMedusas = /\/(orders|customers|promotions)\//.test(this.page.url())
    const within = isOpen ? DIALOG : isMedusas ? "[data-engage]" : "main"
    return this.visitor.barriers({ within })
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

  /** The clicks since the page was opened, or since {@link forgetClicks}. */
  async clicks(): Promise<number> {
    return this.page.evaluate(() => Number(sessionStorage.getItem("clicks")))
  }

  async forgetClicks(): Promise<void> {
    await this.page.evaluate(() => sessionStorage.setItem("clicks", "0"))
  }

  private give({ call, search, body }: Asked): Given {
    const line = call + search
    const answer = this.answers.get(line) ?? this.answers.get(call)
    if (!answer) {
      return null
    }
    this.requests.push({ line, body: body ? JSON.parse(body) : null })
    if (answer === "never") {
      return answer
    }
    return "json" in answer
      ? { status: 200, body: JSON.stringify(answer.json) }
      : {
          status: answer.status,
          body: JSON.stringify({
            type: "test",
            code: answer.code,
            // As the shop answers the screens: the code before the sentence.
            message: answer.code ? `${answer.code}: Made up` : "Made up",
          }),
        }
  }
}
