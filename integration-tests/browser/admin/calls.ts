import { en } from "../../../src/admin/i18n/en"
import { sv } from "../../../src/admin/i18n/sv"
import { CUSTOMERS } from "../../../testkit/seed/norrsken"
import { expectOk } from "../../../testkit/storefront/send"
import type { Office, Who } from "./support/office"
import type { Setup } from "./support/operator"

/** Looks at which the order's box is photographed: narrow, dark, and in Swedish. */
const LOOKS: (Setup & { name: string })[] = [
  { name: "en-light" },
  { name: "sv-dark", language: "sv", theme: "dark" },
  { name: "phone", screen: "phone" },
]

const REFUSED = "promotion_not_valid_for_redemption_channel"

/**
 * The calls that come every day, each answered from where the staff are, in two
 * clicks at most.
 */
export function testCalls(office: Office): void {
  describe("the six calls", () => {
    const staff = (look: Setup = {}) =>
      office.operator({ ...look, clock: "running" })
    const onCustomer = async (who: Who) => {
      const operator = await staff()
      const answer = await operator.page.request.get(
        `/admin/customers?q=${CUSTOMERS[who].email}`
      )
      const { customers } = (await answer.json()) as {
        customers: { id: string }[]
      }
      await operator.open(`/customers/${customers[0]?.id}`)
      return operator
    }

    afterEach(() => office.engage.clearFaults())

    it("my offer didn't work", async () => {
      const offer = office.giveOffer("maja", {
        expiresOn: "2020-01-01T23:59:59+01:00",
      })
      const { shopper, cartId } = await office.cartOf("maja")
      const { status } = await shopper.applyOffer(cartId, offer.id)
      expect(status).toBe(400)

      const operator = await onCustomer("maja")
      await operator.box(en.customer.tried).waitFor()
      await operator.sees("Ten off for Maja", en.reason.promotion_expired.why)
      expect(await operator.clicks()).toBe(0)
      expect(await operator.look("call-did-not-work")).toEqual([])
    })

    it("I was charged full price", async () => {
      const { shopper, cartId } = await office.refusedOnce("erik")
      const order = await shopper.buy(cartId)

      for (const { name, ...look } of LOOKS) {
        const words = look.language === "sv" ? sv : en
        const operator = await staff(look)
        await operator.open(`/orders/${order.id}`)
        await operator.sees(
          words.order.tried,
          "Ten off for Erik",
          words.reason[REFUSED].why
        )
        expect(await operator.clicks()).toBe(0)
        expect(await operator.look(`call-full-price-${name}`)).toEqual([])
      }

      // And from the customer's page the order is a click away.
      const operator = await onCustomer("erik")
      const name = en.order.laterOrder.replace(
        "{{order}}",
        `#${order.display_id}`
      )
      await operator.page.getByRole("link", { name }).click()
      await operator.sees(en.order.triedText)
      expect(await operator.clicks()).toBe(1)
    })

    it("I cancelled and want it back", async () => {
      const { shopper, cartId } = await office.cartWithOffer("anna")
      const order = await shopper.buy(cartId)
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
      await operator.sees(en.situation.given_back.happened)
      expect(await operator.clicks()).toBe(2)
      expect(await operator.look("call-given-back")).toEqual([])
    })

    it("I see no offers", async () => {
      for (const { assignmentId } of office.offersOf("maja").assignments) {
        office.engage.removeAssignment(assignmentId)
      }

      const operator = await onCustomer("maja")
      await operator.sees(en.customer.nowEmpty)
      await operator.press(en.check.action)
      const { title, next } = en.check.finding.no_promotions
      await operator.sees(title, next)
      expect(await operator.clicks()).toBe(1)
      expect(await operator.look("call-no-offers")).toEqual([])
    })

    it("it is gone from my cart", async () => {
      const { shopper, ...its } = await office.cartWithOffer("erik")
      await expectOk(shopper.removeOffer(its.cartId, its.offerId))

      const operator = await onCustomer("erik")
      await operator.sees(en.reason.unlinked.label)
      await operator.page
        .getByRole("link", { name: "Ten off for Erik" })
        .first()
        .click()
      await operator.sees(
        en.situation.not_used.happened,
        en.reason.unlinked.why
      )
      expect(await operator.clicks()).toBe(1)
      expect(await operator.look("call-gone-from-cart")).toEqual([])
    })

    it("why was my order not placed", async () => {
      await office.refusedOnce("maja")

      const operator = await onCustomer("maja")
      await operator.sees(en.reason[REFUSED].label)
      await operator.page
        .getByRole("link", { name: "Ten off for Maja" })
        .first()
        .click()
      await operator.sees(en.situation.refused.happened, en.reason[REFUSED].why)
      expect(await operator.clicks()).toBe(1)
      expect(await operator.look("call-not-placed")).toEqual([])
    })
  })
}
