import { en } from "../../../src/admin/i18n/en"
import { OFFERS } from "../../../testkit/seed/norrsken"
import { expectOk } from "../../../testkit/storefront/send"
import type { Member } from "../storefront/stage"
import type { Office, Places } from "./support/office"

const { tenPercent, threeHundred } = OFFERS
const REFUSED = "promotion_not_valid_for_redemption_channel"

/** Nothing made up: what shoppers do, and what an operator then sees and does. */
export function testReal(office: Office, places: Places): void {
  const staff = () => office.operator({ clock: "running" })

  const { stage } = office

  /** A customer's page. */
  const onCustomer = async ({ email }: Member) => {
    const id = await office.firstId("customers", `q=${email}`)
    const operator = await staff()
    await operator.open(`/customers/${id}`)
    return operator
  }

  afterEach(() => stage.engage.clearFaults())

  describe("with the shop's own answers", () => {
    /** An order while Engage is away, and staff before its page. */
    const waiting = async () => {
      const { web, cartId } = await stage.cart(tenPercent)
      stage.engage.setFault({ type: "status", status: 503 })
      const { id } = await web.buy(cartId)
      stage.engage.clearFaults()
      const operator = await staff()
      await operator.open(`/orders/${id}`)
      await operator.sees(en.situation.waiting_for_engage.happened)
      await operator.follow(en.order.details)
      return operator
    }

    it("an offer that was used is found, told on the order and its own page, and exported", async () => {
      const { web, cartId } = await stage.cart(tenPercent)
      const order = await web.buy(cartId)
      const number = `#${order.display_id}`
      const operator = await staff()
      await operator.open(`/orders/${order.id}`)
      await operator.sees(en.situation.used.happened)
      await operator.follow(en.order.details)
      await operator.reads(en.situation.used.title)
      await operator.sees(en.timeline.redeem, number)

      const query = new URLSearchParams({
        q: number,
        status: '["redeemed"]',
        order: "-discount_amount",
      })
      await operator.open(`/promotion-redemptions?${query}`)
      await operator.sees(number, "Engage: connected")
      await operator.press(en.export.action)
      const { text } = await operator.save(en.export.raw)
      expect(text.trim().split("\n")).toHaveLength(2)
      expect(text).toContain(tenPercent.code)
    })

    it("one that waits can be tried at once, and is used then", async () => {
      const operator = await waiting()
      await operator.press(en.actions.retry)

      await operator.reads(en.situation.used.title)
      await operator.sees(/Tried by hand, by Norrsken Admin/)
    })

    it("one that Engage refuses after the order is closed with a note", async () => {
      const operator = await waiting()
      const code = "PromotionNotFound"
      stage.engage.setFault({ type: "refuse", operation: "redeem", code })
      await operator.press(en.actions.retry)
      await operator.reads(en.situation.decide_refused.title)
      stage.engage.clearFaults()

      await operator.press(en.actions.resolve)
      const note = operator.dialog.getByLabel(en.actions.note)
      await note.fill("She may keep it.")
      await operator.pressInDialog(en.actions.resolve)
      await operator.reads(en.situation.closed.title)
      await operator.sees("She may keep it.")
    })

    it("a promotion is switched, a draft of it is in Engage, and a customer's page shows what Engage has", async () => {
      const operator = await staff()
      const { page } = operator
      await operator.open(`/promotions/${places.promotionId}`)
      const toggle = page.getByRole("switch", { name: en.promotion.switch })
      await toggle.waitFor()
      expect(await toggle.isChecked()).toBe(true)
      await toggle.click()
      await operator.sees(en.promotion.freeText)
      await toggle.click()
      await operator.sees(en.promotion.managedText)

      await operator.press(en.promotion.draft)
      await page.getByLabel(en.promotion.draftName).fill("Autumn 2026")
      await page.getByLabel(en.promotion.draftHeading).fill("10 % off")
      await operator.press(en.promotion.draftCreate)
      await operator.sees(en.promotion.draftDone)
      expect(stage.engage.calls({ operation: "draft" })).toHaveLength(1)

      const member = await stage.member(threeHundred)
      await (await onCustomer(member)).sees(threeHundred.heading)
    })
  })

  /**
   * The calls that come every day, each answered from where the staff are, in two
   * clicks at most.
   */
  describe("the six calls", () => {
    /** A cart with an offer whose order Engage has refused. */
    const refusedOnce = async () => {
      const purchase = await stage.cart(tenPercent)
      const code = "PromotionNotValidForRedemptionChannel"
      stage.engage.setFault({ type: "refuse", operation: "redeem", code })
      const { status } = await purchase.web.pay(purchase.cartId)
      expect(status).toBe(400)
      stage.engage.clearFaults()
      return purchase
    }

    it("my offer didn't work", async () => {
      const maja = await stage.member({ ...tenPercent, days: -30 })
      const cartId = await stage.cartOf(maja)
      const [offer] = maja.assignments
      const { status } = await maja.web.applyOffer(cartId, offer!.id)
      expect(status).toBe(400)

      const operator = await onCustomer(maja)
      await operator.box(en.customer.tried).waitFor()
      await operator.sees(tenPercent.heading, en.reason.promotion_expired.why)
      expect(await operator.clicks()).toBe(0)
      expect(await operator.look("call-did-not-work")).toEqual([])
    })

    it("I was charged full price", async () => {
      const erik = await refusedOnce()
      const order = await erik.web.buy(erik.cartId)

      const operator = await onCustomer(erik)
      const number = `#${order.display_id}`
      await operator.follow(en.order.laterOrder.replace("{{order}}", number))
      const { tried, triedText } = en.order
      const { why } = en.reason[REFUSED]
      await operator.sees(tried, triedText, tenPercent.heading, why)
      expect(await operator.clicks()).toBe(1)
      expect(await operator.look("call-full-price")).toEqual([])
    })

    it("I cancelled and want it back", async () => {
      const { web, cartId } = await stage.cart(tenPercent)
      const order = await web.buy(cartId)
      const operator = await staff()
      const { page, question } = operator
      await operator.open(`/orders/${order.id}`)
      await operator.sees(en.situation.used.happened)
      expect(await operator.button(en.actions.giveBack).count()).toBe(0)

      // Medusa's own way to cancel: the menu of the order's first box.
      await page
        .getByRole("heading", { name: `#${order.display_id}` })
        .locator("xpath=ancestor::div[count(.//button) > 1][1]")
        .getByRole("button")
        .last()
        .click()
      await page.getByRole("menuitem", { name: "Cancel" }).click()
      await question.getByRole("button", { name: "Continue" }).click()
      // At once, and without a new load of the page.
      await operator.sees(
        en.situation.used_canceled.happened,
        en.status.give_back_undecided
      )
      expect(await operator.look("call-cancelled")).toEqual([])

      await operator.forgetClicks()
      await operator.press(en.actions.giveBack)
      await operator.press(en.actions.confirm)
      await operator.sees(
        en.actions.giveBackDone,
        en.situation.given_back.happened
      )
      expect(await operator.clicks()).toBe(2)
      expect(await operator.look("call-given-back")).toEqual([])
    })

    it("I see no offers", async () => {
      const operator = await onCustomer(await stage.member())
      await operator.sees(en.customer.nowEmpty)
      await operator.press(en.check.action)
      const { title, next } = en.check.finding.no_promotions
      await operator.sees(title, next)
      expect(await operator.clicks()).toBe(1)
      expect(await operator.look("call-no-offers")).toEqual([])
    })

    it.each([
      [
        "it is gone from my cart",
        async () => {
          const erik = await stage.cart(tenPercent)
          const { web, cartId, assignments } = erik
          await expectOk(web.removeOffer(cartId, assignments[0]!.id))
          return erik
        },
        en.situation.not_used.happened,
        en.reason.unlinked,
      ],
      [
        "why was my order not placed",
        refusedOnce,
        en.situation.refused.happened,
        en.reason[REFUSED],
      ],
    ] as const)("%s", async (call, occur, happened, { label, why }) => {
      const operator = await onCustomer(await occur())
      await operator.sees(label)
      await operator.follow(tenPercent.heading)
      await operator.sees(happened, why)
      expect(await operator.clicks()).toBe(1)
      expect(await operator.look(call.replaceAll(" ", "-"))).toEqual([])
    })
  })
}
