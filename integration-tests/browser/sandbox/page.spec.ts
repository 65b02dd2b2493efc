import type { Browser, Page } from "playwright-core"

import {
  createAssignment,
  createContact,
  createRedemptionChannel,
  startEngageSandbox,
  type EngageSandbox,
} from "../../../packages/engage-sandbox/src"
import { launchBrowser } from "../support/launch-browser"
import { SCREENS, type Screen } from "../support/screens"
import { PATIENCE_MS, Visitor } from "../support/visitor"

/** What a caller may write, and no page may take for its own. */
const NASTY = `<img src=x onerror="document.title='taken'">"'&`

const OFFER = createAssignment({
  heading: NASTY,
  redemptionChannels: [
    createRedemptionChannel(),
    createRedemptionChannel({ type: "POS" }),
  ],
})
const MEMBER = createContact({ email: "kim@example.com", promotions: [OFFER] })

describe("the sandbox's page", () => {
  let browser: Browser
  let engage: EngageSandbox
  let visitor: Visitor
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  const arrive = async (screen: Screen) => {
    visitor = await Visitor.arrive(browser, {
      screen,
      area: "sandbox",
      baseUrl: engage.baseUrl,
    })
    page = visitor.page
    await page.goto("/")
    await page.getByRole("heading", { name: "kim@example.com" }).waitFor()
  }

  beforeEach(async () => {
    engage = await startEngageSandbox({
      contacts: [MEMBER],
      redeemTimeoutMs: 2 * PATIENCE_MS,
    })
  })
  afterEach(async () => {
    await visitor.leave()
    await engage.close()
  })

  const calls = () => page.locator("#calls")

  const redeem = () =>
    fetch(`${engage.baseUrl}/api/v3/promotion-assignments/${OFFER.id}/redeem`, {
      method: "POST",
      headers: {
        apikey: engage.apiKey,
        "user-agent": "Shop/1.0",
        "content-type": "application/json",
      },
      body: JSON.stringify({ redemptionChannel: "ECOM", note: NASTY }),
    })

  it.each(SCREENS)(
    "shows what callers have written as text, in light and dark, on a $name",
    async (screen) => {
      await arrive(screen)
      engage.setFault({ type: "status", status: 418, body: NASTY, times: 1 })
      await redeem()
      // The list of faults says it too, until the fault is gone.
      await calls().getByText("418").click()
      await page.getByText('"note"').waitFor()

      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme })
        await visitor.photograph(`page-${colorScheme}`)
        expect(await visitor.barriers()).toEqual([])
      }
      expect(await page.getByText(NASTY).first().isVisible()).toBe(true)
      expect(await page.locator("img").count()).toBe(0)
      expect(await page.title()).toBe("Engage sandbox")
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth)
      ).toBeLessThanOrEqual(screen.width)
      expect(visitor.mishaps).toEqual([])
    }
  )

  it("sets faults, uses an offer in a store, moves the clock, and adds a contact with an offer", async () => {
    await arrive(SCREENS[0]!)
    const message = page.getByRole("status")
    const press = (name: string | RegExp) =>
      page.getByRole("button", { name }).click()
    await press(/^Refuse$/)
    await message.getByText("The next redemption is refused").waitFor()
    expect(engage.faults()).toMatchObject([{ type: "refuse", times: 1 }])
    expect((await redeem()).status).toBe(409)

    await press("Redeem in a store")
    await message.getByText("is redeemed in a store").waitFor()
    expect(engage.assignment(OFFER.id)).toMatchObject({ redeemedBy: "store" })

    await press("1 day on")
    await page.getByText("(moved by 24 h)").waitFor()

    await press("Back to the start")
    await page.getByText("not redeemed").waitFor()
    expect(engage.clock().movedByMs).toBe(0)

    const form = page.locator("#add-offer")
    await page.getByLabel("E-mail").fill("new@example.com")
    await press(/^Add$/)
    await page.getByRole("heading", { name: "new@example.com" }).waitFor()
    await form.getByLabel("To").selectOption("new@example.com")
    await form.getByLabel("Type").selectOption("MONEY")
    for (const half of ["50", "SEK", "50 kronor"]) {
      await form.getByLabel("Value").fill(half)
      await form.getByRole("button", { name: "Assign" }).click()
      await message.getByText("MONEY needs an amount and a currency").waitFor()
      await press("Back to the real time")
      await message.getByText("The clock shows the real time").waitFor()
    }
    await form.getByLabel("Value").fill("50 SEK")
    await form.getByRole("button", { name: "Assign" }).click()

    await page.getByText('ECOM MONEY {"amount":50,"currency":"SEK"}').waitFor()
    await page.locator("#load").setInputFiles({
      name: "wrong.json",
      mimeType: "application/json",
      buffer: Buffer.from('{"contact":[]}'),
    })
    await page.getByText("body.contact is not known. Known are").waitFor()
    expect(engage.state().contacts).toHaveLength(2)
  })

  it("leaves a call's line alone while an older call is under way", async () => {
    await arrive(SCREENS[0]!)
    engage.setFault({
      type: "delay_before_save",
      ms: PATIENCE_MS,
      operation: "redeem",
      times: 1,
    })
    redeem().catch(() => undefined)
    await calls().getByText("under way").waitFor()
    await redeem()
    const line = await calls().getByText("200, saved").elementHandle()

    await redeem()
    await calls().getByText("409").waitFor()

    expect(await line?.evaluate((node) => node.isConnected)).toBe(true)
  })

  it("shows the calls of a sandbox that was stopped and started anew", async () => {
    await arrive(SCREENS[0]!)
    await redeem()
    await redeem()
    await calls().getByText("409").waitFor()

    const { port } = engage
    await engage.close()
    const away = page.getByText("The sandbox does not answer.")
    await away.waitFor()
    engage = await startEngageSandbox({ port, contacts: [MEMBER] })
    await redeem()

    await away.waitFor({ state: "hidden" })
    await calls().getByText("200, saved").waitFor()
    expect(await page.locator("#calls > li").count()).toBe(1)
  })
})
