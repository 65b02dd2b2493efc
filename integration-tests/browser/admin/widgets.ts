import { en } from "../../../src/admin/i18n/en"
import { sv } from "../../../src/admin/i18n/sv"
import type { AdminEngageDraft } from "../../../src/types"
import {
  engageCheck,
  health,
  list,
  minutesAgo,
  offer,
  promotionEngage,
  redemption,
  refusedTooLate,
  SAMPLE,
  usedPromotion,
  waiting,
} from "./support/answers"
import { LIGHT_LOOKS, LOOKS, nameOf } from "./support/looks"
import type { Office } from "./support/office"
import type { Operator } from "./support/operator"
import { allow } from "./support/rights"

const LIST = "GET /admin/promotion-redemptions"

/** Ids of what the shop itself has, to put the widgets on. */
export type Places = {
  orderId: string
  customerId: string
  promotionId: string
}

/** What stands on the pages of orders, customers and promotions. */
export function testWidgets(office: Office, places: Places): void {
  describe.each(LOOKS.map((look) => [nameOf(look), look] as const))(
    "on the pages of Medusa, %s",
    (name, look) => {
      const words = look.language === "sv" ? sv : en

      it("an order tells of its offers", async () => {
        const operator = await office.operator(look)
        operator.answer(LIST, {
          json: list(
            [refusedTooLate, waiting, redemption()].map((one) => ({
              ...one,
              order_id: places.orderId,
            }))
          ),
        })
        await operator.open(`/orders/${places.orderId}`)
        const { page, visitor } = operator

        const box = boxOf(operator, words.order.title)
        await box.getByText(words.situation.decide_refused.happened).waitFor()
        await box.getByText(words.situation.decide_refused.next).waitFor()
        await operator.photographPart(`order-box-${name}`, box)
        await operator.photograph(`order-${name}`)
        expect(await visitor.barriers({ within: "[data-engage]" })).toEqual([])
        await page.getByText("WELCOME-300").waitFor()
      })

      it("a customer's page tells what they have and what they used", async () => {
        const operator = await office.operator(look)
        operator.answer(LIST, { json: list(SAMPLE.slice(0, 5), 8) })
        operator.answer(offersOf(places), {
          json: {
            engage_promotions: [
              offer(),
              offer({
                assignment_id: "2",
                heading: "Coffee on the house",
                promotion_code: null,
                expires_on: "2026-11-30",
                applicable: false,
                reason: "promotion_not_valid_for_redemption_channel",
              }),
            ],
            count: 2,
            contact_id: "contact",
            reason: null,
          },
        })
        await operator.open(`/customers/${places.customerId}`)
        const { page, visitor } = operator

        await page.getByText("10 % off everything").waitFor()
        await page.getByText(words.customer.notUsable).waitFor()
        await page.getByText("WELCOME-300").waitFor()
        await operator.photograph(`customer-${name}`)
        expect(await visitor.barriers({ within: "[data-engage]" })).toEqual([])
      })

      it("a promotion tells how it stands to Engage", async () => {
        const operator = await office.operator(look)
        operator.answer(engageOf(places), {
          json: usedPromotion(places.promotionId),
        })
        await operator.open(`/promotions/${places.promotionId}`)
        const { page, visitor } = operator

        await page.getByText(words.promotion.managedText).waitFor()
        await operator.photographPart(
          `promotion-box-${name}`,
          boxOf(operator, words.promotion.title)
        )
        await operator.photograph(`promotion-${name}`)
        expect(await visitor.barriers({ within: "[data-engage]" })).toEqual([])
      })

      it("a draft says what is left to do in Engage", async () => {
        const operator = await office.operator(look)
        operator.answer(engageOf(places), {
          json: promotionEngage(places.promotionId),
        })
        operator.answer(draftOf(places), { json: { draft: draft() } })
        await operator.open(`/promotions/${places.promotionId}`)
        const { page, visitor } = operator
        await page.getByRole("button", { name: words.promotion.draft }).click()
        const modal = page.getByRole("dialog")
        await modal.getByLabel(words.promotion.draftName).fill("Autumn 2026")
        await operator.photograph(`draft-${name}`)
        expect(await operator.barriers()).toEqual([])

        await modal
          .getByRole("button", { name: words.promotion.draftCreate })
          .click()
        await modal.getByText(words.promotion.draftStep3).waitFor()
        await modal.getByText(/Autumn 2026/).waitFor()
        await operator.photograph(`draft-created-${name}`)
        expect(await operator.barriers()).toEqual([])
      })
    }
  )

  describe.each(LIGHT_LOOKS.map((look) => [nameOf(look), look] as const))(
    "on the pages of Medusa, %s",
    (name, look) => {
      const words = look.language === "sv" ? sv : en

      it("an order tells of a promotion that staff have given", async () => {
        const operator = await office.operator(look)
        operator.answer(LIST, { json: list([]) })
        giveByStaff(operator, places)
        await operator.open(`/orders/${places.orderId}`)

        const box = boxOf(operator, words.order.title)
        await box.getByText(words.order.byStaffText).waitFor()
        await box.getByText("WELCOME-300").waitFor()
        expect(await box.getByText(words.order.empty).count()).toBe(0)
        await operator.photographPart(`order-by-staff-${name}`, box)
        expect(
          await operator.visitor.barriers({ within: "[data-engage]" })
        ).toEqual([])
      })

      it("a promotion that was made automatic is open, and can be left so", async () => {
        const operator = await office.operator(look)
        operator.answer(engageOf(places), {
          json: promotionEngage(places.promotionId, {
            is_automatic: true,
            is_known: true,
            require_assignment: true,
            source: "link",
          }),
        })
        operator.answer(decideOf(places), {
          json: promotionEngage(places.promotionId, { is_automatic: true }),
        })
        await operator.open(`/promotions/${places.promotionId}`)
        const { page, visitor } = operator
        const box = boxOf(operator, words.promotion.title)
        await box.getByText(words.promotion.openText).waitFor()
        await operator.photographPart(`promotion-open-${name}`, box)
        expect(await visitor.barriers({ within: "[data-engage]" })).toEqual([])

        operator.answer(engageOf(places), {
          json: promotionEngage(places.promotionId, { is_automatic: true }),
        })
        await page
          .getByRole("switch", { name: words.promotion.switchLater })
          .click()
        await box.getByText(words.promotion.automatic).waitFor()
        expect(bodyOf(operator, decideOf(places))).toEqual({
          require_assignment: false,
        })
      })

      it.each([
        ["limits", { usage_limit: 500, usage_count: 418 }],
        ["used-up", { usage_limit: 500, usage_count: 500 }],
      ])("a promotion warns of its limits: %s", async (kind, limits) => {
        const operator = await office.operator(look)
        const { promotion_engage } = usedPromotion(places.promotionId)
        operator.answer(engageOf(places), {
          json: {
            promotion_engage: {
              ...promotion_engage,
              limits: {
                ...limits,
                budget: {
                  type: "use_by_attribute",
                  limit: 1,
                  used: 0,
                  currency_code: null,
                },
                once_per_customer: true,
              },
            },
          },
        })
        await operator.open(`/promotions/${places.promotionId}`)
        const box = boxOf(operator, words.promotion.title)
        await box
          .getByText(words.limits[kind === "limits" ? "title" : "usedUp"])
          .waitFor()
        await box.getByText(words.limits.oncePerCustomer).waitFor()
        await box.getByText(/500/).waitFor()
        await operator.photographPart(`promotion-${kind}-${name}`, box)
        expect(
          await operator.visitor.barriers({ within: "[data-engage]" })
        ).toEqual([])
      })
    }
  )

  describe("where a role does not include it", () => {
    it("neither an order's nor a customer's page has anything of ours", async () => {
      const operator = await office.operator()
      allow(operator, ["order:read", "customer:read"])
      const { page } = operator
      await operator.open(`/orders/${places.orderId}`)
      await page.getByRole("heading", { name: /^#\d+/ }).waitFor()
      await boxOf(operator, en.order.title).waitFor({ state: "detached" })

      await operator.open(`/customers/${places.customerId}`)
      await page.getByRole("heading", { name: /@/ }).waitFor()
      for (const title of [en.customer.now, en.customer.past]) {
        await boxOf(operator, title).waitFor({ state: "detached" })
      }
    })

    it("nor where Medusa does not say what a user may do", async () => {
      const operator = await office.operator()
      operator.answer(LIST, { status: 403 })
      operator.answer(offersOf(places), { status: 403 })
      const { page } = operator
      await operator.open(`/orders/${places.orderId}`)
      await page.getByRole("heading", { name: /^#\d+/ }).waitFor()
      await boxOf(operator, en.order.title).waitFor({ state: "detached" })

      await operator.open(`/customers/${places.customerId}`)
      await page.getByRole("heading", { name: /@/ }).waitFor()
      for (const title of [en.customer.now, en.customer.past]) {
        await boxOf(operator, title).waitFor({ state: "detached" })
      }
    })

    it("a promotion tells how it stands, with nothing to change", async () => {
      const operator = await office.operator()
      operator.answer(engageOf(places), {
        json: usedPromotion(places.promotionId),
      })
      allow(operator, ["promotion:read"])
      await operator.open(`/promotions/${places.promotionId}`)
      const box = boxOf(operator, en.promotion.title)
      await box.getByText(en.promotion.managedText).waitFor()
      await operator.page.waitForLoadState("networkidle")

      expect(await box.getByRole("switch").count()).toBe(0)
      expect(await box.getByRole("button").count()).toBe(0)
      expect(await box.getByText(en.promotion.show).count()).toBe(0)
      await operator.photographPart("promotion-read-only", box)
    })

    it("a redemption can be read and not acted on", async () => {
      const operator = await office.operator()
      operator.answer(`${LIST}/${refusedTooLate.id}`, {
        json: { promotion_redemption: refusedTooLate },
      })
      allow(operator, ["promotion_redemption:read"])
      await operator.open(`/promotion-redemptions/${refusedTooLate.id}`)
      const { page } = operator
      await page.getByText(en.situation.decide_refused.next).waitFor()
      await page.waitForLoadState("networkidle")

      for (const name of [en.actions.retry, en.actions.resolve]) {
        expect(await page.getByRole("button", { name }).count()).toBe(0)
      }
    })
  })

  describe("on an order", () => {
    it("says so when it has no offer", async () => {
      const operator = await office.operator()
      operator.answer(LIST, { json: list([]) })
      await operator.open(`/orders/${places.orderId}`)

      await operator.page.getByText(en.order.empty).waitFor()
    })

    it("says so when they cannot be loaded, and the order is there", async () => {
      const operator = await office.operator()
      operator.answer(LIST, { status: 500 })
      await operator.open(`/orders/${places.orderId}`)

      await operator.page.getByText(en.order.error).waitFor()
      await operator.page.getByRole("heading", { name: /^#\d+/ }).waitFor()
      await operator.photograph("order-failing")
    })

    it("keeps places free while they load", async () => {
      const operator = await office.operator()
      operator.answer(LIST, "never")
      await operator.open(`/orders/${places.orderId}`)

      await waitForLoading(operator, en.order.title)
    })
  })

  describe("on a customer", () => {
    it("says so when Engage has nothing for them", async () => {
      const operator = await office.operator()
      operator.answer(LIST, { json: list([]) })
      operator.answer(offersOf(places), {
        json: {
          engage_promotions: [],
          count: 0,
          contact_id: "contact",
          reason: null,
        },
      })
      await operator.open(`/customers/${places.customerId}`)

      await operator.page.getByText(en.customer.nowEmpty).waitFor()
      await operator.page.getByText(en.customer.pastEmpty).waitFor()
    })

    it("says so when Engage was not asked, and checks them when asked to", async () => {
      const operator = await office.operator()
      operator.answer(LIST, { json: list([]) })
      operator.answer(offersOf(places), {
        json: {
          engage_promotions: [],
          count: 0,
          contact_id: null,
          reason: "verification_required",
        },
      })
      operator.answer(`${LIST}/check`, {
        json: engageCheck({
          contact_id: null,
          steps: [
            {
              step: "customer",
              finding: "verification_required",
              http_status: null,
            },
          ],
          engage_promotions: [],
        }),
      })
      await operator.open(`/customers/${places.customerId}`)
      const { page, visitor } = operator
      const box = boxOf(operator, en.customer.now)

      await box.getByText(en.noContact.verification_required.title).waitFor()
      await box.getByRole("button", { name: en.check.action }).click()
      await box.getByText(en.check.finding.verification_required.next).waitFor()
      await page.getByText(en.customer.pastEmpty).waitFor()
      await operator.photograph("customer-not-verified")
      expect(await visitor.barriers({ within: "[data-engage]" })).toEqual([])
    })

    it("says so when Engage does not know them", async () => {
      const operator = await office.operator()
      operator.answer(LIST, { json: list([]) })
      operator.answer(offersOf(places), {
        json: {
          engage_promotions: [],
          count: 0,
          contact_id: null,
          reason: "contact_not_found",
        },
      })
      await operator.open(`/customers/${places.customerId}`)

      await operator.page
        .getByText(en.noContact.contact_not_found.title)
        .waitFor()
      await operator.photograph("customer-unknown")
    })

    it("keeps places free while they load", async () => {
      const operator = await office.operator()
      operator.answer(LIST, "never")
      operator.answer(offersOf(places), "never")
      await operator.open(`/customers/${places.customerId}`)

      for (const title of [en.customer.now, en.customer.past]) {
        await waitForLoading(operator, title)
      }
      await operator.photograph("customer-loading")
      expect(
        await operator.visitor.barriers({ within: "[data-engage]" })
      ).toEqual([])
    })

    it("says so when Engage cannot be asked, and shows what is known here", async () => {
      const operator = await office.operator()
      operator.answer(LIST, { json: list() })
      operator.answer(offersOf(places), {
        status: 503,
        code: "engage_unavailable",
      })
      await operator.open(`/customers/${places.customerId}`)

      await operator.page.getByText(en.customer.nowError).waitFor()
      await operator.page.getByText("WELCOME-300").first().waitFor()
      await operator.photograph("customer-failing")
    })
  })

  describe("on a promotion", () => {
    it("asks for a decision, and keeps to it", async () => {
      const operator = await office.operator()
      operator.answer(engageOf(places), {
        json: promotionEngage(places.promotionId, {
          is_known: true,
          awaiting_decision: true,
          source: "link",
        }),
      })
      operator.answer(decideOf(places), {
        json: usedPromotion(places.promotionId),
      })
      await operator.open(`/promotions/${places.promotionId}`)
      const { page, visitor } = operator
      await page.getByText(en.promotion.decisionTitle).waitFor()
      await operator.photograph("promotion-decision")
      expect(await visitor.barriers({ within: "[data-engage]" })).toEqual([])

      operator.answer(engageOf(places), {
        json: usedPromotion(places.promotionId),
      })
      await page.getByRole("button", { name: en.promotion.decisionYes }).click()
      await page.getByText(en.promotion.managedText).waitFor()
      expect(bodyOf(operator, decideOf(places))).toEqual({
        require_assignment: true,
      })
    })

    it("can be left for everybody", async () => {
      const operator = await office.operator()
      operator.answer(engageOf(places), {
        json: usedPromotion(places.promotionId),
      })
      operator.answer(decideOf(places), {
        json: promotionEngage(places.promotionId),
      })
      await operator.open(`/promotions/${places.promotionId}`)
      const { page } = operator
      await page.getByRole("switch", { name: en.promotion.switch }).waitFor()
      operator.answer(engageOf(places), {
        json: promotionEngage(places.promotionId),
      })
      await page.getByRole("switch", { name: en.promotion.switch }).click()

      await page.getByText(en.promotion.freeText).waitFor()
      expect(bodyOf(operator, decideOf(places))).toEqual({
        require_assignment: false,
      })
      await operator.photograph("promotion-free")
    })

    it("has no switch when it applies by itself", async () => {
      const operator = await office.operator()
      operator.answer(engageOf(places), {
        json: promotionEngage(places.promotionId, { is_automatic: true }),
      })
      await operator.open(`/promotions/${places.promotionId}`)
      const { page } = operator
      await page.getByText(en.promotion.automatic).waitFor()

      expect(
        await page.getByRole("switch", { name: en.promotion.switch }).count()
      ).toBe(0)
      expect(
        await page.getByRole("button", { name: en.promotion.draft }).count()
      ).toBe(0)
    })

    it("keeps places free while it loads", async () => {
      const operator = await office.operator()
      operator.answer(engageOf(places), "never")
      await operator.open(`/promotions/${places.promotionId}`)

      await waitForLoading(operator, en.promotion.title)
      await operator.photograph("promotion-loading")
      expect(
        await operator.visitor.barriers({ within: "[data-engage]" })
      ).toEqual([])
    })

    it("says so when it cannot be loaded", async () => {
      const operator = await office.operator()
      operator.answer(engageOf(places), { status: 500 })
      await operator.open(`/promotions/${places.promotionId}`)

      await operator.page.getByText(en.promotion.error).waitFor()
    })

    it("makes sure that somebody looks in Engage before a second draft", async () => {
      const operator = await office.operator()
      operator.answer(engageOf(places), {
        json: promotionEngage(places.promotionId, {
          drafts: [draft({ status: "unknown", engage_promotion_id: null })],
        }),
      })
      operator.answer(draftOf(places), { json: { draft: draft() } })
      await operator.open(`/promotions/${places.promotionId}`)
      const { page, visitor } = operator
      await page.getByRole("button", { name: en.promotion.draft }).click()
      const modal = page.getByRole("dialog")
      await modal
        .getByRole("button", { name: en.promotion.draftCreate })
        .click()
      await modal.getByText(en.promotion.draftLookFirst).waitFor()
      await operator.photograph("draft-unclear")
      expect(bodyOf(operator, draftOf(places))).toBeUndefined()

      await modal.getByLabel(en.promotion.draftLooked).check()
      await modal
        .getByRole("button", { name: en.promotion.draftCreate })
        .click()
      await modal.getByText(en.promotion.draftDone).waitFor()
      expect(bodyOf(operator, draftOf(places))).toMatchObject({
        despite_unknown: true,
      })
    })

    it("says why no draft was made", async () => {
      const operator = await office.operator()
      operator.answer(engageOf(places), {
        json: promotionEngage(places.promotionId),
      })
      operator.answer(draftOf(places), { status: 400, code: "draft_refused" })
      await operator.open(`/promotions/${places.promotionId}`)
      const { page } = operator
      await page.getByRole("button", { name: en.promotion.draft }).click()
      await page.getByRole("button", { name: en.promotion.draftCreate }).click()

      await page.getByText(en.error.draft_refused).waitFor()
    })
  })

  it("the menu's page is there beside them", async () => {
    const operator = await office.operator()
    operator.answer(LIST, { json: list() })
    operator.answer(`${LIST}/health`, { json: health() })
    await operator.open("/promotions")

    await operator.page.getByRole("link", { name: en.menu }).waitFor()
  })
}

function boxOf({ page }: Operator, title: string) {
  return page.locator("[data-engage]").filter({
    has: page.getByRole("heading", { name: title, exact: true }),
  })
}

/** Until a box says, and shows by its bars, that something is to come. */
async function waitForLoading(operator: Operator, title: string) {
  const status = boxOf(operator, title).getByRole("status")
  await status.getByText(en.general.loading).waitFor({ state: "attached" })
  const places = await status.locator("> div").all()
  expect(places.length).toBeGreaterThan(0)
  for (const place of places) {
    expect((await place.boundingBox())?.height).toBeGreaterThan(10)
  }
}

/** Makes the order one that staff drafted, with a managed promotion. */
function giveByStaff(operator: Operator, { orderId, promotionId }: Places) {
  const promotion = { id: promotionId, code: "WELCOME-300" }
  operator.answer(
    `GET /admin/orders/${orderId}?fields=id,cart.id,promotions.id,promotions.code`,
    { json: { order: { id: orderId, cart: null, promotions: [promotion] } } }
  )
  operator.answer("GET /admin/managed-promotions", {
    json: {
      managed_promotions: [{ promotion_id: promotionId, promotion }],
      count: 1,
      limit: 20,
      offset: 0,
    },
  })
}

function bodyOf({ requests }: Operator, call: string): unknown {
  return requests.find(({ line }) => line === call)?.body
}

function offersOf({ customerId }: Places): string {
  return `GET /admin/customers/${customerId}/engage-promotions`
}

function engageOf({ promotionId }: Places): string {
  return `GET /admin/promotions/${promotionId}/engage`
}

function decideOf({ promotionId }: Places): string {
  return `POST /admin/promotions/${promotionId}/engage`
}

function draftOf({ promotionId }: Places): string {
  return `POST /admin/promotions/${promotionId}/engage/draft`
}

function draft(overrides: Partial<AdminEngageDraft> = {}): AdminEngageDraft {
  return {
    id: "engdraft_02",
    status: "created",
    engage_promotion_id: "7d2c0f5e-0e0b-4a7e-9d31-ab2c00b3a777",
    name: "Autumn 2026",
    http_status: 200,
    created_by: "user_01",
    created_at: minutesAgo(3),
    ...overrides,
  }
}
