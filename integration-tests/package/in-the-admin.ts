import type { Page } from "playwright-core"

import { ADMIN, CUSTOMERS, OFFERS } from "../../testkit/seed/norrsken"
import type { Scene } from "../../demo/scenes/stage"
import { en } from "../../src/admin/i18n/en"
import { Visitor } from "../browser/support/visitor"
import { inABrowser } from "./in-a-browser"

/**
 * The shop's staff find Anna's order in the admin that `medusa build` made: the
 * packed plugin's screens are in it, and in the language of the admin. To be played
 * after her order.
 */
export function inTheAdmin(baseUrl: string): Scene {
  const title = "The shop's staff see in the admin what became of it"
  return inABrowser(title, baseUrl, Visitor, async (visitor, { report }) => {
    const { page } = visitor
    await signIn(page)
    await page.getByRole("link", { name: en.menu }).click()
    const row = page
      .getByRole("row")
      .filter({ hasText: CUSTOMERS.anna.email })
      .filter({ hasText: OFFERS.tenPercent.code })
    await row.getByText(en.status.redeemed, { exact: true }).waitFor()
    await page.getByText(`Engage: ${en.health.status.ok}`).waitFor()
    await visitor.photograph("redemptions")
    report.say("staff", "find her offer in the list of redemptions, used")

    await row.getByRole("link", { name: /^#\d+$/ }).click()
    const box = page.locator("[data-engage]").filter({
      has: page.getByRole("heading", { name: en.order.title }),
    })
    await box.getByText(en.situation.used.happened).waitFor()
    await visitor.photograph("order")
    report.say("staff", "read on her order what became of it")
  })
}

/** As staff do it, in the form that the admin shows. */
async function signIn(page: Page): Promise<void> {
  // In production a session is for https alone, which a shop's proxy speaks.
  await page.context().setExtraHTTPHeaders({ "x-forwarded-proto": "https" })
  await page.goto("/app/login")
  await page.locator("input[name=email]").fill(ADMIN.email)
  await page.locator("input[name=password]").fill(ADMIN.password)
  await page.keyboard.press("Enter")
  await page.waitForURL(/\/app\/orders/)
  await page.goto("/app/promotions")
}
