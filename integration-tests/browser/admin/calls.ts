import type { Locator } from "playwright-core"

import { en } from "../../../src/admin/i18n/en"
import { sv } from "../../../src/admin/i18n/sv"
import { createRedemptionChannel } from "../../../packages/engage-sandbox/src"
import { CUSTOMERS, OFFERS, PRODUCTS } from "../../../testkit/seed/norrsken"
import { expectOk } from "../../../testkit/storefront/send"
import { attempt, engageCheck, redemption } from "./support/answers"
import type { Office } from "./support/office"
import type { Operator, Setup } from "./support/operator"
import type { Places } from "./widgets"

/** So many clicks may an answer be away from the screen that the staff are on. */
const MOST_CLICKS = 2

/** Looks at which the boxes are photographed: narrow, dark, and in Swedish. */
const LOOKS: (Setup & { name: string })[] = [
  { name: "en-light" },
  { name: "sv-dark", language: "sv", theme: "dark" },
  { name: "phone", screen: "phone" },
]

/** The calls that come every day, each answered from where the staff are. */
export function testCalls(office: Office, places: Places): void {
  describe("the six calls", () => {
    type Who = keyof typeof CUSTOMERS

    const giveOffer = (
      who: Who,
      code: string,
      overrides: { expiresOn?: string } = {}
    ) => {
      const { email } = CUSTOMERS[who]
      const contact = office.engage
        .state()
        .contacts.find((one) => one.email === email)
      return office.engage.addAssignment(String(contact?.contactId), {
        name: `Ten off for ${CUSTOMERS[who].first_name}`,
        redemptionChannels: [createRedemptionChannel({ value: code })],
        ...overrides,
      })
    }
    const cartOf = async (who: Who) => {
      const shopper = await office.shopper(who)
      const { id } = await shopper.fillCart({
        handle: PRODUCTS.jacket.handle,
        currency_code: "sek",
      })
      return { shopper, cartId: id }
    }
    const cartWithOffer = async (who: Who) => {
      const offer = giveOffer(who, OFFERS.tenPercent.code)
      const { shopper, cartId } = await cartOf(who)
      await expectOk(shopper.applyOffer(cartId, offer.id))
      return { shopper, cartId, offer }
    }
    const refusedOnce = async (who: Who) => {
      const { shopper, cartId } = await cartWithOffer(who)
      office.engage.setFault({
        type: "refuse",
        operation: "redeem",
        code: "PromotionNotValidForRedemptionChannel",
      })
      const { status } = await shopper.pay(cartId)
      expect(status).toBe(400)
      office.engage.clearFaults()
      return { shopper, cartId }
    }
    const customerId = async (operator: Operator, who: Who) => {
      const { request } = operator.page.context()
      const answer = await request.get(
        `${office.shop.url}/admin/customers?q=${CUSTOMERS[who].email}`
      )
      const { customers } = (await answer.json()) as {
        customers: { id: string }[]
      }
      return String(customers[0]?.id)
    }
    /** Staff open a page, and from here on their clicks are counted. */
    const staffOn = async (
      path: string | ((o: Operator) => Promise<string>)
    ) => {
      const operator = await office.operator()
      await operator.countClicks()
      await operator.open(
        typeof path === "string" ? path : await path(operator)
      )
      return operator
    }
    const onCustomer = (who: Who) =>
      staffOn(
        async (operator) => `/customers/${await customerId(operator, who)}`
      )
    const seen = async (...texts: Locator[]) => {
      for (const text of texts) {
        await text.first().waitFor()
      }
    }
    const clicksOf = async (operator: Operator) => {
      const clicks = await operator.clicks()
      expect(clicks).toBeLessThanOrEqual(MOST_CLICKS)
      return clicks
    }

    afterEach(() => office.engage.clearFaults())

    it("my offer didn't work", async () => {
      const offer = giveOffer("maja", OFFERS.tenPercent.code, {
        expiresOn: "2020-01-01T23:59:59+01:00",
      })
      const { shopper, cartId } = await cartOf("maja")
      const { status } = await shopper.applyOffer(cartId, offer.id)
      expect(status).toBe(400)

      const operator = await onCustomer("maja")
      const { page } = operator
      await seen(
        page.getByRole("heading", { name: en.customer.tried }),
        page.getByText("Ten off for Maja"),
        page.getByText(en.reason.promotion_expired.why)
      )
      expect(await clicksOf(operator)).toBe(0)
      await operator.photograph("call-did-not-work")
      expect(
        await operator.visitor.barriers({ within: "[data-engage]" })
      ).toEqual([])
    })

    it("I was charged full price", async () => {
      const { shopper, cartId } = await refusedOnce("erik")
      const order = await shopper.buy(cartId)

      for (const look of LOOKS) {
        const words = look.language === "sv" ? sv : en
        const operator = await office.operator(look)
        await operator.countClicks()
        await operator.open(`/orders/${order.id}`)
        const { page } = operator
        await seen(
          page.getByRole("heading", { name: words.order.tried }),
          page.getByText("Ten off for Erik"),
          page.getByText(
            words.reason.promotion_not_valid_for_redemption_channel.why
          )
        )
        expect(await clicksOf(operator)).toBe(0)
        await operator.photographPart(
          `call-full-price-${look.name}`,
          page.locator("[data-engage]")
        )
        expect(
          await operator.visitor.barriers({ within: "[data-engage]" })
        ).toEqual([])
      }

      // And from the customer's page the order is a click away.
      const operator = await onCustomer("erik")
      await operator.page
        .getByRole("link", {
          name: en.order.laterOrder.replace(
            "{{order}}",
            `#${order.display_id}`
          ),
        })
        .click()
      await operator.page.getByText(en.order.triedText).waitFor()
      expect(await clicksOf(operator)).toBe(1)
    })

    it("I cancelled and want it back", async () => {
      const { shopper, cartId } = await cartWithOffer("anna")
      const order = await shopper.buy(cartId)
      const operator = await staffOn(`/orders/${order.id}`)
      const { page } = operator
      await page.getByText(en.situation.used.happened).waitFor()
      expect(
        await page.getByRole("button", { name: en.actions.giveBack }).count()
      ).toBe(0)

      // Medusa's own way to cancel: the menu of the order's first box.
      await page
        .getByRole("heading", { name: `#${order.display_id}` })
        .locator("xpath=ancestor::div[count(.//button) > 1][1]")
        .getByRole("button")
        .last()
        .click()
      await page.getByRole("menuitem", { name: "Cancel" }).click()
      await page
        .getByRole("alertdialog")
        .getByRole("button", { name: "Continue" })
        .click()
      // At once, and without a new load of the page.
      await page.getByText(en.situation.used_canceled.happened).waitFor()
      await page.getByText(en.status.give_back_undecided).waitFor()
      await operator.photographPart(
        "call-cancelled",
        page.locator("[data-engage]")
      )

      await operator.countClicks()
      await page.getByRole("button", { name: en.actions.giveBack }).click()
      await page.getByRole("button", { name: en.actions.confirm }).click()
      await page.getByText(en.situation.given_back.happened).waitFor()
      expect(await clicksOf(operator)).toBe(2)
      await operator.photographPart(
        "call-given-back",
        page.locator("[data-engage]")
      )
    })

    it("I see no offers", async () => {
      const { email } = CUSTOMERS.maja
      const { contacts, assignments } = office.engage.state()
      const contact = contacts.find((one) => one.email === email)
      for (const { assignmentId, contactId } of assignments) {
        if (contactId === contact?.contactId) {
          office.engage.removeAssignment(assignmentId)
        }
      }

      const operator = await onCustomer("maja")
      const { page } = operator
      await page.getByText(en.customer.nowEmpty).waitFor()
      await page.getByRole("button", { name: en.check.action }).click()
      await seen(
        page.getByText(en.check.finding.no_promotions.title),
        page.getByText(en.check.finding.no_promotions.next)
      )
      expect(await clicksOf(operator)).toBe(1)
      await operator.photograph("call-no-offers")
    })

    it("it is gone from my cart", async () => {
      const { shopper, cartId, offer } = await cartWithOffer("erik")
      await expectOk(shopper.removeOffer(cartId, offer.id))

      const operator = await onCustomer("erik")
      const { page } = operator
      await page.getByText(en.reason.unlinked.label).first().waitFor()
      await page.getByRole("link", { name: "Ten off for Erik" }).first().click()
      await seen(
        page.getByText(en.situation.not_used.happened),
        page.getByText(en.reason.unlinked.why)
      )
      expect(await clicksOf(operator)).toBe(1)
      await operator.photograph("call-gone-from-cart")
    })

    it("why was my order not placed", async () => {
      await refusedOnce("maja")

      const operator = await onCustomer("maja")
      const { page } = operator
      await page
        .getByText(en.reason.promotion_not_valid_for_redemption_channel.label)
        .first()
        .waitFor()
      await page.getByRole("link", { name: "Ten off for Maja" }).first().click()
      await seen(
        page.getByText(en.situation.refused.happened),
        page.getByText(en.reason.promotion_not_valid_for_redemption_channel.why)
      )
      expect(await clicksOf(operator)).toBe(1)
      await operator.photograph("call-not-placed")
    })

    it.each(["nothing_to_look_up_by", "tenant_set_up_wrongly"] as const)(
      "the check says what to do about %s, in both languages",
      async (finding) => {
        for (const language of ["en", "sv"] as const) {
          const operator = await office.operator({ language })
          operator.answer("GET /admin/promotion-redemptions/check", {
            json: engageCheck({
              contact_id: null,
              steps: [
                {
                  step:
                    finding === "nothing_to_look_up_by"
                      ? "customer"
                      : "contact_lookup",
                  finding,
                  http_status: null,
                },
              ],
              engage_promotions: [],
            }),
          })
          await operator.open(`/customers/${places.customerId}`)
          const words = language === "sv" ? sv : en
          await operator.page
            .getByRole("button", { name: words.check.action })
            .click()
          await seen(
            operator.page.getByText(words.check.finding[finding].title),
            operator.page.getByText(words.check.finding[finding].next)
          )
        }
      }
    )

    it("the word that Engage answered is beside its call", async () => {
      const operator = await office.operator()
      const row = redemption({
        status: "pending",
        reason: "engage_misconfigured",
        attempts: [
          attempt({
            outcome: "misconfigured",
            http_status: 406,
            error_code: "SomethingUnheardOf",
          }),
        ],
      })
      operator.answer(`GET /admin/promotion-redemptions/${row.id}`, {
        json: { promotion_redemption: row },
      })
      await operator.open(`/promotion-redemptions/${row.id}`)

      await operator.page.getByText(/HTTP 406.*SomethingUnheardOf/).waitFor()
    })
  })
}
