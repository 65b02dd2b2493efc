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
import { LIST } from "./support/list-page"
import { LOOKS } from "./support/looks"
import type { Office, Places } from "./support/office"
import type { Operator } from "./support/operator"
import { allow } from "./support/rights"

/** What stands on the pages of orders, customers and promotions. */
export function testWidgets(office: Office, places: Places): void {
  const onOrder = (operator: Operator) =>
    operator.open(`/orders/${places.orderId}`)
  const onCustomer = (operator: Operator) =>
    operator.open(`/customers/${places.customerId}`)
  const onPromotion = (operator: Operator) =>
    operator.open(`/promotions/${places.promotionId}`)

  const offersCall = () =>
    `GET /admin/customers/${places.customerId}/engage-promotions`
  const answerOffers = (
    operator: Operator,
    reason: string | null,
    engage_promotions: object[] = []
  ) =>
    operator.answer(offersCall(), {
      json: {
        engage_promotions,
        count: engage_promotions.length,
        contact_id: reason ? null : "contact",
        reason,
      },
    })
  const engageCall = (method: "GET" | "POST") =>
    `${method} /admin/promotions/${places.promotionId}/engage`
  const draftCall = () => `${engageCall("POST")}/draft`
  const stands = (
    overrides?: Parameters<typeof promotionEngage>[1]
  ): { json: object } => ({
    json: promotionEngage(places.promotionId, overrides),
  })
  const isUsed = (limits?: object) => {
    const { promotion_engage } = usedPromotion(places.promotionId)
    return { json: { promotion_engage: { ...promotion_engage, ...limits } } }
  }

  it.each(LOOKS)(
    "the pages of Medusa tell of offers, and what to do: $name",
    async ({ name, ...look }) => {
      const words = look.language === "sv" ? sv : en
      const operator = await office.operator(look)
      const { dialog } = operator
      operator.answer(LIST, {
        json: list(
          [refusedTooLate, waiting, redemption()].map((one) => ({
            ...one,
            order_id: places.orderId,
          }))
        ),
      })
      await onOrder(operator)
      const box = operator.box(words.order.title)
      await box.getByText(words.situation.decide_refused.happened).waitFor()
      await box.getByText(words.situation.decide_refused.next).waitFor()
      await operator.photographPart(`order-box-${name}`, box)
      expect(await operator.look(`order-${name}`)).toEqual([])
      await operator.sees("WELCOME-300")

      operator.answer(LIST, { json: list(SAMPLE.slice(0, 5), 8) })
      answerOffers(operator, null, [
        offer(),
        offer({
          assignment_id: "2",
          heading: "Coffee on the house",
          promotion_code: null,
          expires_on: "2026-11-30",
          applicable: false,
          reason: "promotion_not_valid_for_redemption_channel",
        }),
      ])
      await onCustomer(operator)
      await operator.sees(
        "10 % off everything",
        words.customer.notUsable,
        "WELCOME-300"
      )
      expect(await operator.look(`customer-${name}`)).toEqual([])

      operator.answer(engageCall("GET"), isUsed())
      await onPromotion(operator)
      await operator.sees(words.promotion.managedText)
      await operator.photographPart(
        `promotion-box-${name}`,
        operator.box(words.promotion.title)
      )
      expect(await operator.look(`promotion-${name}`)).toEqual([])

      operator.answer(draftCall(), { json: { draft: draft() } })
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
        expect((await bar.boundingBox())?.height).toBeGreaterThan(10)
      }
    }

    it("the boxes keep places free while they load", async () => {
      const operator = await office.operator()
      for (const call of [LIST, offersCall(), engageCall("GET")]) {
        operator.answer(call, "never")
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
      operator.answer(LIST, { status: 500 })
      operator.answer(engageCall("GET"), { status: 500 })
      await onOrder(operator)
      await operator.sees(en.order.error)
      await operator.page.getByRole("heading", { name: /^#\d+/ }).waitFor()

      await onPromotion(operator)
      await operator.sees(en.promotion.error)

      operator.answer(LIST, { json: list() })
      operator.answer(offersCall(), {
        status: 503,
        code: "engage_unavailable",
      })
      await onCustomer(operator)
      await operator.sees(en.customer.nowError, "WELCOME-300")
      expect(await operator.look("customer-failing")).toEqual([])
    })

    it("the boxes say so when there is nothing", async () => {
      const operator = await office.operator()
      operator.answer(LIST, { json: list([]) })
      await onOrder(operator)
      await operator.sees(en.order.empty)

      answerOffers(operator, null)
      await onCustomer(operator)
      await operator.sees(en.customer.nowEmpty, en.customer.pastEmpty)

      answerOffers(operator, "contact_not_found")
      await onCustomer(operator)
      await operator.sees(en.noContact.contact_not_found.title)
    })

    it("a customer's page says why Engage was not asked, and checks it", async () => {
      const operator = await office.operator()
      const finding = "verification_required"
      operator.answer(LIST, { json: list([]) })
      answerOffers(operator, finding)
      operator.answer(`${LIST}/check`, {
        json: engageCheck({
          contact_id: null,
          steps: [{ step: "customer", finding, http_status: null }],
          engage_promotions: [],
        }),
      })
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
      operator.answer(LIST, { json: list([]) })
      // One that staff have drafted has no cart.
      operator.answer(
        `GET /admin/orders/${orderId}?fields=id,cart.id,promotions.id,promotions.code`,
        {
          json: { order: { id: orderId, cart: null, promotions: [promotion] } },
        }
      )
      operator.answer("GET /admin/managed-promotions", {
        json: {
          managed_promotions: [{ promotion_id: promotionId, promotion }],
          count: 1,
          limit: 20,
          offset: 0,
        },
      })
      operator.answer(engageCall("GET"), isUsed())
      await onOrder(operator)
      const box = operator.box(sv.order.title)
      await box.getByText(sv.order.byStaffText).waitFor()
      await box
        .getByRole("link", { name: "Ten per cent off in autumn" })
        .waitFor()
      await box.getByText("WELCOME-300").waitFor()
      expect(await box.getByText(sv.order.empty).count()).toBe(0)
      expect(await operator.look("order-by-staff")).toEqual([])
    })

    it("a promotion asks for a decision, keeps to it, and can be left for everybody", async () => {
      const operator = await office.operator()
      const open = { is_known: true, awaiting_decision: true } as const
      operator.answer(engageCall("GET"), stands({ ...open, source: "link" }))
      operator.answer(engageCall("POST"), isUsed())
      await onPromotion(operator)
      await operator.sees(en.promotion.decisionTitle)
      expect(await operator.look("promotion-decision")).toEqual([])
      operator.answer(engageCall("GET"), isUsed())
      await operator.press(en.promotion.decisionYes)
      await operator.sees(en.promotion.managedText)
      expect(operator.sent(engageCall("POST"))).toEqual({
        require_assignment: true,
      })

      operator.answer(engageCall("GET"), stands())
      operator.answer(engageCall("POST"), stands())
      await operator.page
        .getByRole("switch", { name: en.promotion.switch })
        .click()
      await operator.sees(en.promotion.freeText)
      expect(operator.sent(engageCall("POST"))).toEqual({
        require_assignment: false,
      })
    })

    it("a promotion that was made automatic is open, and can be left so", async () => {
      const operator = await office.operator({ language: "sv" })
      const toggle = (name: string) =>
        operator.page.getByRole("switch", { name })
      operator.answer(
        engageCall("GET"),
        stands({
          is_automatic: true,
          is_known: true,
          require_assignment: true,
          source: "link",
        })
      )
      await onPromotion(operator)
      await operator.sees(sv.promotion.openText)
      expect(await operator.look("promotion-open")).toEqual([])

      operator.answer(engageCall("GET"), stands({ is_automatic: true }))
      operator.answer(engageCall("POST"), stands({ is_automatic: true }))
      await toggle(sv.promotion.switchLater).click()
      await operator.sees(sv.promotion.automatic)
      expect(operator.sent(engageCall("POST"))).toEqual({
        require_assignment: false,
      })
      expect(await toggle(sv.promotion.switch).count()).toBe(0)
      expect(await operator.button(sv.promotion.draft).count()).toBe(0)
    })

    it("a promotion warns of its limits", async () => {
      const operator = await office.operator()
      const limits = {
        usage_limit: 500,
        usage_count: 418,
        budget: null,
        once_per_customer: true,
      }
      operator.answer(engageCall("GET"), isUsed({ limits }))
      await onPromotion(operator)
      await operator.sees(en.limits.title, en.limits.oncePerCustomer, /500/)
      expect(await operator.look("promotion-limits")).toEqual([])

      operator.answer(
        engageCall("GET"),
        isUsed({ limits: { ...limits, usage_count: 500 } })
      )
      await onPromotion(operator)
      await operator.sees(en.limits.usedUp)
      expect(await operator.look("promotion-used-up")).toEqual([])
    })

    it("a second draft wants that somebody has looked in Engage, and says why it failed", async () => {
      const operator = await office.operator()
      const { dialog } = operator
      const unclear = draft({ status: "unknown", engage_promotion_id: null })
      operator.answer(engageCall("GET"), stands({ drafts: [unclear] }))
      operator.answer(draftCall(), { status: 400, code: "draft_refused" })
      await onPromotion(operator)
      await operator.press(en.promotion.draft)
      await operator.pressInDialog(en.promotion.draftCreate)
      await operator.sees(en.promotion.draftLookFirst)
      expect(await operator.look("draft-unclear")).toEqual([])
      expect(operator.sent(draftCall())).toBeUndefined()

      await dialog.getByLabel(en.promotion.draftLooked).check()
      await operator.pressInDialog(en.promotion.draftCreate)
      await operator.sees(en.error.draft_refused)

      operator.answer(draftCall(), { json: { draft: draft() } })
      await operator.pressInDialog(en.promotion.draftCreate)
      await operator.sees(en.promotion.draftDone)
      expect(operator.sent(draftCall())).toMatchObject({
        despite_unknown: true,
      })
    })
  })

  describe("where a role does not include it", () => {
    it.each<[string, (operator: Operator) => void]>([
      [
        "as Medusa says",
        (operator) => allow(operator, ["order:read", "customer:read"]),
      ],
      [
        "as only the plugin's routes say",
        (operator) => {
          operator.answer(LIST, { status: 403 })
          operator.answer(offersCall(), { status: 403 })
        },
      ],
    ])(
      "an order and a customer have nothing of ours, %s",
      async (_, refuse) => {
        const operator = await office.operator()
        const { page } = operator
        const gone = (title: string) =>
          operator.box(title).waitFor({ state: "detached" })
        refuse(operator)
        await onOrder(operator)
        await page.getByRole("heading", { name: /^#\d+/ }).waitFor()
        await gone(en.order.title)

        await onCustomer(operator)
        await page.getByRole("heading", { name: /@/ }).waitFor()
        await gone(en.customer.now)
        await gone(en.customer.past)
      }
    )

    it("a promotion and a redemption can be read, with nothing to change", async () => {
      const operator = await office.operator()
      const { page } = operator
      operator.answer(engageCall("GET"), isUsed())
      allow(operator, ["promotion:read", "promotion_redemption:read"])
      await onPromotion(operator)
      const box = operator.box(en.promotion.title)
      await box.getByText(en.promotion.managedText).waitFor()
      await page.waitForLoadState("networkidle")
      expect(await box.getByRole("switch").count()).toBe(0)
      expect(await box.getByRole("button").count()).toBe(0)

      operator.answer(`${LIST}/${refusedTooLate.id}`, {
        json: { promotion_redemption: refusedTooLate },
      })
      await operator.open(`/promotion-redemptions/${refusedTooLate.id}`)
      await operator.sees(en.situation.decide_refused.next)
      await page.waitForLoadState("networkidle")
      for (const name of [en.actions.retry, en.actions.resolve]) {
        expect(await operator.button(name).count()).toBe(0)
      }
    })
  })
}
