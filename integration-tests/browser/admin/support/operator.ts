import { readFile } from "node:fs/promises"
import type { Browser, Locator } from "playwright-core"

import { until } from "../../../../testkit/poll"
import { ADMIN } from "../../../../testkit/seed/norrsken"
import { OFFICE_SCREENS, type Screen } from "../../support/screens"
import { PATIENCE_MS, Visitor } from "../../support/visitor"

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
type Given = { status: number; body: string } | "never"

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
    madeUp: (asked: Asked) => Promise<Given | null>
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
export class Operator extends Visitor {
  private readonly answers = new Map<string, Given>()
  /** Requests of made-up answers, as `GET /admin/…?…`, and their bodies. */
  readonly requests: { line: string; call: string; body: unknown }[] = []

  static async signIn(
    browser: Browser,
    baseUrl: string,
    { screen, clock }: Pick<Required<Setup>, "screen" | "clock">
  ): Promise<Operator> {
    const operator = await Operator.arrive(browser, {
      screen: OFFICE_SCREENS.find(({ name }) => name === screen)!,
      area: "admin",
      baseUrl,
    })
    const { page } = operator
    if (clock === "stopped") {
      await page.clock.setFixedTime(TODAY)
    }
    await page.exposeFunction("madeUp", (asked: Asked) => operator.give(asked))
    await page.addInitScript(prepare)
    const { request } = operator.context
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
   * @param call - such as `GET /admin/orders/1`, or `GET /admin/orders/:id` for all;
   *   with a query, it is for that request alone
   */
  answer(call: string, json: object): void {
    this.answers.set(call, { status: 200, body: JSON.stringify(json) })
  }

  /** Makes up an error. */
  fail(call: string, status: number, code?: string): void {
    // As the shop answers the screens: the code before the sentence.
    const message = code ? `${code}: Made up` : "Made up"
    const body = JSON.stringify({ type: "test", code, message })
    this.answers.set(call, { status, body })
  }

  /** Lets a call wait for its answer for ever. */
  leaveOpen(call: string): void {
    this.answers.set(call, "never")
  }

  /**
   * As in a shop with Medusa's access control, where the user has these rights.
   * @param permissions - `resource:operation` each
   */
  allow(...permissions: string[]): void {
    this.answer("GET /admin/feature-flags", { feature_flags: { rbac: true } })
    this.answer("GET /admin/rbac/me/permissions", { permissions })
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
    await says(this.page.locator("body"), ...texts)
  }

  /** Waits until there is a heading that says this. */
  async reads(name: string | RegExp): Promise<void> {
    await this.page.getByRole("heading", { name }).waitFor()
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

  async follow(link: string | RegExp): Promise<void> {
    await this.page.getByRole("link", { name: link }).first().click()
  }

  /** Opens a menu by its button, and chooses in it. */
  async choose(
    button: string,
    name: string,
    role: "menuitem" | "menuitemradio" = "menuitem"
  ): Promise<void> {
    const { page } = this
    await page.getByRole("button", { name: button, exact: true }).click()
    await page.getByRole(role, { name }).click()
  }

  /** Saves a file by the menu that is open. @returns its name and its text. */
  async save(name: string): Promise<{ name: string; text: string }> {
    const [download] = await Promise.all([
      this.page.waitForEvent("download"),
      this.page.getByRole("menuitem", { name }).click(),
    ])
    return {
      name: download.suggestedFilename(),
      text: await readFile(await download.path(), "utf8"),
    }
  }

  /** Waits for a request to a made-up answer. @param line - fits what was asked */
  async asked(line: RegExp): Promise<void> {
    const asked = () => this.requests.some((one) => line.test(one.line))
    await until(asked, Boolean, PATIENCE_MS)
  }

  /** The body that was last sent to a made-up answer. */
  sent(call: string): unknown {
    return this.requests.filter((one) => one.call === call).pop()?.body
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
    const photograph = () => this.photograph(name)
    await ((await this.isOpen()) ? photograph() : this.unrolled(photograph))
    return this.barriers()
  }

  private async unrolled(photograph: () => Promise<void>): Promise<void> {
    const { width, height } = this.screen
    const content = await this.page.evaluate(() => {
      const main = document.querySelector("main")
      return main
        ? main.scrollHeight + window.innerHeight - main.clientHeight
        : 0
    })
    const whole = { width, height: Math.max(height, content) }
    await this.page.setViewportSize(whole)
    await photograph()
    await this.page.setViewportSize({ width, height })
  }

  private async isOpen(): Promise<boolean> {
    return (await this.page.locator(DIALOG).count()) > 0
  }

  /**
   * What axe-core finds serious or critical in what is open before the operator: a
   * dialog, or what is ours of the page. The frame is Medusa's.
   */
  override async barriers(part?: string): Promise<string[]> {
    const isOpen = await this.isOpen()
    const isMedusas = /\/(orders|customers|promotions)\//.test(this.page.url())
    const within = isOpen ? DIALOG : isMedusas ? "[data-engage]" : "main"
    return super.barriers(part ?? within)
  }

  /** Keeps a picture of the whole page without Medusa's frame around it. */
  async photographContent(name: string): Promise<void> {
    const content = this.page.locator("main > div")
    await this.unrolled(() => this.photographPart(name, content))
  }

  async photographPart(name: string, part: Locator): Promise<void> {
    await part.scrollIntoViewIfNeeded()
    await part.screenshot(this.picture(name))
  }

  /** The clicks since the page was opened, or since {@link forgetClicks}. */
  async clicks(): Promise<number> {
    return this.page.evaluate(() => Number(sessionStorage.getItem("clicks")))
  }

  async forgetClicks(): Promise<void> {
    await this.page.evaluate(() => sessionStorage.setItem("clicks", "0"))
  }

  private give({ call, search, body }: Asked): Given | null {
    const line = call + search
    const ofAny = call.replace(/(?<=\/)(cus|order|promo)_\w+/, ":id")
    const known = [line, call, ofAny].find((one) => this.answers.has(one))
    if (!known) {
      return null
    }
    const sent: unknown = body ? JSON.parse(body) : null
    this.requests.push({ line, call: known, body: sent })
    return this.answers.get(known) ?? null
  }
}

/** Waits until all of these texts are in a part of the page. */
export async function says(part: Locator, ...texts: (string | RegExp)[]) {
  for (const text of texts) {
    await part.getByText(text).first().waitFor()
  }
}
