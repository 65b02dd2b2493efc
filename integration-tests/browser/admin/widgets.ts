import { en } from "../../../src/admin/i18n/en"
import { sv } from "../../../src/admin/i18n/sv"
import {
  draft,
  engageCheck,
  list,
  offer,
  promotionEngage,
  redemption,
  refusedTooLate,
  SAMPLE,
  usedPromotion,
  waiting,
} from "./support/answers"
import { LIST, managed, MANAGED, show } from "./support/list-page"
import { LOOKS } from "./support/looks"
import type { Office, Places } from "./support/office"
import { says, type Operator } from "./support/operator"

const OFFERS = "GET /admin/customers/:id/engage-promotions"
const ENGAGE = "GET /admin/promotions/:id/engage"
const MANAGE = "POST /admin/promotions/:id/engage"
const DRAFT = `${MANAGE}/draft`

/** What a customer has in Engage, or why the shop did not ask. */
function offers(reason: string | null, ...engage_promotions: object[]) {
  return {
    engage_promotions,
    count: engage_promotions.length,
    contact_id: reason ? null : "contact",
    reason,
  }
}

/** What stands on the pages of orders, customers and promotions. */
export function testWidgets(office: Office, places: Places): void {
  const onOrder = (operator: Operator) =>
    operator.open(`/orders/${places.orderId}`)
  const onCustomer = (operator: Operator) =>
    operator.open(`/customers/${places.customerId}`)
  const onPromotion = (operator: Operator) =>
    operator.open(`/promotions/${places.promotionId}`)

  it.each(LOOKS)(
    "the pages of Medusa tell of offers, and what to do: $name",
    async ({ name, words, ...look }) => {
      const operator = await office.operator(look)
      const { dialog } = operator
      const { orderId: order_id } = places
      const rows = [refusedTooLate, waiting, redemption()]
      operator.answer(LIST, list(rows.map((row) => ({ ...row, order_id }))))
      await onOrder(operator)
      const box = operator.box(words.order.title)
      const { happened, next } = words.situation.decide_refused
      await says(box, happened, next)
      await operator.photographPart(`order-box-${name}`, box)
      expect(await operator.look(`order-${name}`)).toEqual([])
      await operator.sees("WELCOME-300")

      operator.answer(LIST, list(SAMPLE.slice(0, 5), 8))
      const unusable = offer({
        assignment_id: "2",
        heading: "Coffee on the house",
        promotion_code: null,
        expires_on: "2026-11-30",
        applicable: false,
        reason: "promotion_not_valid_for_redemption_channel",
      })
      operator.answer(OFFERS, offers(null, offer(), unusable))
      await onCustomer(operator)
      await operator.sees(
        "10 % off everything",
        words.customer.notUsable,
        "WELCOME-300"
      )
      expect(await operator.look(`customer-${name}`)).toEqual([])

      operator.answer(ENGAGE, usedPromotion())
      await onPromotion(operator)
      await operator.sees(words.promotion.managedText)
      await operator.photographPart(
        `promotion-box-${name}`,
        operator.box(words.promotion.title)
      )
      expect(await operator.look(`promotion-${name}`)).toEqual([])

      operator.answer(DRAFT, { draft: draft() })
      await operator.press(words.promotion.draft)
      await dialog.getByLabel(words.promotion.draftName).fill("Autumn 2026")
      expect(await operator.look(`draft-${name}`)).toEqual([])
      await operator.pressInDialog(words.promotion.draftCreate)
      await operator.sees(words.promotion.draftStep3, /Autumn 2026/)
      expect(await operator.look(`draft-created-${name}`)).toEqual([])
    }
  )

  describe("on the pages of Medusa", () => {
    /** Until a box says, and shows by its bars, that something is to come. */
    const waitForPlaces = async (operator: Operator, title: string) => {
      const status = operator.box(title).getByRole("status")
      await status.getByText(en.general.loading).waitFor({ state: "attached" })
      const bars = await status.locator("> div").all()
      expect(bars.length).toBeGreaterThan(0)
      for (const bar of bars) {
        expect((await operator.sizeOf(bar)).height).toBeGreaterThan(10)
      }
    }

    it("the boxes keep places free while they load", async () => {
      const operator = await office.operator()
      for (const call of [LIST, OFFERS, ENGAGE]) {
        operator.leaveOpen(call)
      }
      await onOrder(operator)
      await waitForPlaces(operator, en.order.title)

      await onCustomer(operator)
      await waitForPlaces(operator, en.customer.now)
      await waitForPlaces(operator, en.customer.past)
      expect(await operator.look("customer-loading")).toEqual([])

      await onPromotion(operator)
      await waitForPlaces(operator, en.promotion.title)
      expect(await operator.look("promotion-loading")).toEqual([])
    })

    it("the boxes say so when they cannot be loaded, and the rest is there", async () => {
      const operator = await office.operator()
      operator.fail(LIST, 500)
      operator.fail(ENGAGE, 500)
      await onOrder(operator)
      await operator.sees(en.order.error)
      await operator.reads(/^#\d+/)

      await onPromotion(operator)
      await operator.sees(en.promotion.error)

      operator.answer(LIST, list())
      operator.fail(OFFERS, 503, "engage_unavailable")
      await onCustomer(operator)
      await operator.sees(en.customer.nowError, "WELCOME-300")
      expect(await operator.look("customer-failing")).toEqual([])
    })

    it("the boxes say so when there is nothing", async () => {
      const operator = await office.operator()
      operator.answer(LIST, list([]))
      await onOrder(operator)
      await operator.sees(en.order.empty)

      operator.answer(OFFERS, offers(null))
      await onCustomer(operator)
      await operator.sees(en.customer.nowEmpty, en.customer.pastEmpty)

      operator.answer(OFFERS, offers("contact_not_found"))
      await onCustomer(operator)
      await operator.sees(en.noContact.contact_not_found.title)
    })

    it("a customer's page says why Engage was not asked, and checks it", async () => {
      const operator = await office.operator()
      const finding = "verification_required"
      operator.answer(LIST, list([]))
      operator.answer(OFFERS, offers(finding))
      operator.answer(
        `${LIST}/check`,
        engageCheck({
          contact_id: null,
          steps: [{ step: "customer", finding, http_status: null }],
          engage_promotions: [],
        })
      )
      await onCustomer(operator)
      await operator.sees(en.noContact.verification_required.title)
      await operator.press(en.check.action)
      await operator.sees(en.check.finding.verification_required.next)
      expect(await operator.look("customer-not-verified")).toEqual([])
    })

    it("an order tells of a promotion that staff have given", async () => {
      const operator = await office.operator({ language: "sv" })
      const { orderId, promotionId } = places
      const promotion = { id: promotionId, code: "WELCOME-300" }
      operator.answer(LIST, list([]))
      // One that staff have drafted has no cart.
      const fields = "id,cart.id,promotions.id,promotions.code"
      const order = { id: orderId, cart: null, promotions: [promotion] }
      operator.answer(`GET /admin/orders/${orderId}?fields=${fields}`, {
        order,
      })
      operator.answer(MANAGED, managed(promotion))
      operator.answer(ENGAGE, usedPromotion())
      await onOrder(operator)
      const box = operator.box(sv.order.title)
      await says(box, sv.order.byStaffText, "WELCOME-300")
      await box
        .getByRole("link", { name: "Ten per cent off in autumn" })
        .waitFor()
      expect(await box.getByText(sv.order.empty).count()).toBe(0)
      expect(await operator.look("order-by-staff")).toEqual([])
    })

    it("a promotion asks for a decision, keeps to it, and warns of its limits", async () => {
      const operator = await office.operator()
      const open = { is_known: true, awaiting_decision: true }
      operator.answer(ENGAGE, promotionEngage({ ...open, source: "link" }))
      operator.answer(MANAGE, usedPromotion())
      await onPromotion(operator)
      await operator.sees(en.promotion.decisionTitle)
      expect(await operator.look("promotion-decision")).toEqual([])
      const limits = {
        ...{ usage_limit: 500, usage_count: 418 },
        ...{ budget: null, once_per_customer: true },
      }
      operator.answer(ENGAGE, usedPromotion({ limits }))
      await operator.press(en.promotion.decisionYes)
      await operator.sees(en.promotion.managedText)
      expect(operator.sent(MANAGE)).toEqual({ require_assignment: true })
      await operator.sees(en.limits.title, en.limits.oncePerCustomer, /500/)
      expect(await operator.look("promotion-limits")).toEqual([])
    })

    it("a promotion that was made automatic is open, and can be left so", async () => {
      const operator = await office.operator({ language: "sv" })
      const toggle = (name: string) =>
        operator.page.getByRole("switch", { name })
      operator.answer(
        ENGAGE,
        promotionEngage({
          is_automatic: true,
          is_known: true,
          require_assignment: true,
          source: "link",
        })
      )
      await onPromotion(operator)
      await operator.sees(sv.promotion.openText)
      expect(await operator.look("promotion-open")).toEqual([])

      operator.answer(ENGAGE, promotionEngage({ is_automatic: true }))
      operator.answer(MANAGE, promotionEngage({ is_automatic: true }))
      await toggle(sv.promotion.switchLater).click()
      await operator.sees(sv.promotion.automatic)
      expect(operator.sent(MANAGE)).toEqual({ require_assignment: false })
      expect(await toggle(sv.promotion.switch).count()).toBe(0)
      expect(await operator.button(sv.promotion.draft).count()).toBe(0)
    })

    it("a second draft wants that somebody has looked in Engage, and says why it failed", async () => {
      const operator = await office.operator()
      const { dialog } = operator
      const unclear = draft({ status: "unknown", engage_promotion_id: null })
      operator.answer(ENGAGE, promotionEngage({ drafts: [unclear] }))
      operator.fail(DRAFT, 400, "draft_refused")
      await onPromotion(operator)
      await operator.press(en.promotion.draft)
      await operator.pressInDialog(en.promotion.draftCreate)
      await operator.sees(en.promotion.draftLookFirst)
      expect(await operator.look("draft-unclear")).toEqual([])
      expect(operator.sent(DRAFT)).toBeUndefined()

      await dialog.getByLabel(en.promotion.draftLooked).check()
      await operator.pressInDialog(en.promotion.draftCreate)
      await operator.sees(en.error.draft_refused)

      operator.answer(DRAFT, { draft: draft() })
      await operator.pressInDialog(en.promotion.draftCreate)
      await operator.sees(en.promotion.draftDone)
      expect(operator.sent(DRAFT)).toMatchObject({ despite_unknown: true })
    })
  })

  describe("where a role does not include it", () => {
    it.each(["Medusa says", "only the plugin's routes say"])(
      "an order and a customer have nothing of ours, as %s",
      async (who) => {
        const operator = await office.operator()
        const gone = (title: string) =>
          operator.box(title).waitFor({ state: "detached" })
        if (who === "Medusa says") {
          operator.allow("order:read", "customer:read")
        } else {
          operator.fail(LIST, 403)
          operator.fail(OFFERS, 403)
        }
        await onOrder(operator)
        await operator.reads(/^#\d+/)
        await gone(en.order.title)

        await onCustomer(operator)
        await operator.reads(/@/)
        await gone(en.customer.now)
        await gone(en.customer.past)
      }
    )

    it("a promotion and a redemption can be read, with nothing to change", async () => {
      const operator = await office.operator()
      const { page } = operator
      operator.answer(ENGAGE, usedPromotion())
      operator.allow("promotion:read", "promotion_redemption:read")
      await onPromotion(operator)
      const box = operator.box(en.promotion.title)
      await says(box, en.promotion.managedText)
      await page.waitForLoadState("networkidle")
      expect(await box.getByRole("switch").count()).toBe(0)
      expect(await box.getByRole("button").count()).toBe(0)

      show(operator, refusedTooLate)
      await operator.open(`/promotion-redemptions/${refusedTooLate.id}`)
      await operator.sees(en.situation.decide_refused.next)
      await page.waitForLoadState("networkidle")
      for (const name of [en.actions.retry, en.actions.resolve]) {
        expect(await operator.button(name).count()).toBe(0)
      }
    })
  })
}
