import type { AdminPromotionRedemptionDetail } from "../../../src/types"
import { en } from "../../../src/admin/i18n/en"
import { sv } from "../../../src/admin/i18n/sv"
import { situationOf } from "../../../src/admin/words/situation"
import {
  canceledAfterwards,
  closed,
  notReturned,
  redemption,
  refused,
  refusedTooLate,
  SAMPLE,
  unpaid,
  UNUSUAL,
  waiting,
  withoutOrder,
} from "./support/answers"
import { LIGHT_LOOKS, LOOKS, nameOf } from "./support/looks"
import type { Office } from "./support/office"
import type { Operator, Setup } from "./support/operator"

const ONE = "/admin/promotion-redemptions"

async function before(
  office: Office,
  row: AdminPromotionRedemptionDetail,
  setup?: Setup
): Promise<Operator> {
  const operator = await office.operator(setup)
  await operator.stopTheClock()
  show(operator, row)
  await operator.open(`/promotion-redemptions/${row.id}`)
  return operator
}

/** From now on the redemption stands so. */
function show(operator: Operator, row: AdminPromotionRedemptionDetail) {
  operator.answer(`GET ${ONE}/${row.id}`, {
    json: { promotion_redemption: row },
  })
}

/** A redemption's own page. */
export function testDetail(office: Office): void {
  describe.each(LOOKS.map((look) => [nameOf(look), look] as const))(
    "a redemption's page, %s",
    (name, look) => {
      const words = look.language === "sv" ? sv : en

      it("says what happened, why, and what to do", async () => {
        const operator = await before(office, refusedTooLate, look)
        const { page } = operator
        await page
          .getByRole("heading", { name: words.situation.decide_refused.title })
          .waitFor()
        await page
          .getByText(
            words.reason.promotion_not_valid_for_redemption_channel.why
          )
          .first()
          .waitFor()
        await page.getByText(words.situation.decide_refused.next).waitFor()
        await page.getByText("#1039").waitFor()

        await operator.photographContent(`redemption-part-${name}`)
        await operator.photograph(`redemption-${name}`)
        expect(await operator.barriers()).toEqual([])
      })

      it("can be closed, with a note", async () => {
        const operator = await before(office, refusedTooLate, look)
        const { page } = operator
        await page.getByRole("button", { name: words.actions.resolve }).click()
        const drawer = page.getByRole("dialog")
        await drawer.getByText(words.actions.resolveTitle).waitFor()
        await operator.photograph(`resolve-${name}`)
        expect(await operator.barriers()).toEqual([])
      })
    }
  )

  describe.each(LIGHT_LOOKS.map((look) => [nameOf(look), look] as const))(
    "a redemption's page, %s",
    (name, look) => {
      const words = look.language === "sv" ? sv : en

      it("says that money may have been taken, and which", async () => {
        const operator = await before(office, notReturned, look)
        const { page } = operator
        await page
          .getByRole("heading", { name: words.situation.decide_payment.title })
          .waitFor()
        await page.getByText(words.situation.decide_payment.next).waitFor()
        await page.getByText(notReturned.cart_id).waitFor()
        await page
          .getByText(String(notReturned.payment_collection_id))
          .waitFor()

        await operator.photograph(`redemption-not-returned-${name}`)
        expect(await operator.barriers()).toEqual([])
      })

      it("lets an unpaid order's offer go, and nothing else", async () => {
        const operator = await before(office, unpaid, look)
        const { page } = operator
        await page.getByRole("button", { name: words.actions.resolve }).click()
        const drawer = page.getByRole("dialog")
        await drawer
          .getByText(words.actions.resolution_not_redeemed, { exact: true })
          .waitFor()
        expect(await drawer.getByRole("radio").count()).toBe(1)
        await operator.photograph(`resolve-unpaid-${name}`)
        expect(await operator.barriers()).toEqual([])
      })
    }
  )

  describe("a redemption's page", () => {
    it.each(
      [...SAMPLE, ...UNUSUAL].map((row) => [situationOf(row), row] as const)
    )("tells of %s", async (situation, row) => {
      const operator = await before(office, row)
      const { page } = operator
      await page
        .getByRole("heading", { name: en.situation[situation].title })
        .waitFor()
      await page.getByText(en.situation[situation].next).waitFor()

      await operator.photograph(`redemption-${situation}-${row.id}`)
      expect(await operator.barriers()).toEqual([])
    })

    it("keeps places free while it loads", async () => {
      const operator = await office.operator()
      operator.answer(`GET ${ONE}/promred_01`, "never")
      await operator.open("/promotion-redemptions/promred_01")

      await operator.page
        .getByRole("main")
        .getByText("Loading", { exact: true })
        .waitFor({ state: "attached" })
      await operator.photograph("redemption-loading")
    })

    it("offers to try again when it cannot be loaded", async () => {
      const operator = await office.operator()
      operator.answer(`GET ${ONE}/promred_01`, { status: 500 })
      await operator.open("/promotion-redemptions/promred_01")
      const { page } = operator
      await page.getByText("This redemption could not be loaded.").waitFor()
      await operator.photograph("redemption-failing")
      expect(await operator.barriers()).toEqual([])

      show(operator, redemption())
      await page.getByRole("button", { name: "Try again" }).click()
      await page.getByText(en.situation.used.title).waitFor()
    })

    it("says so when there is none", async () => {
      const operator = await office.operator()
      operator.answer(`GET ${ONE}/gone`, { status: 404 })
      await operator.open("/promotion-redemptions/gone")

      await operator.page.getByText("There is no such redemption").waitFor()
      await operator.photograph("redemption-not-found")
    })

    it("offers nothing where nothing can be done", async () => {
      const { page } = await before(office, redemption())
      await page.getByText(en.situation.used.title).waitFor()

      for (const name of ["Try now", "Settle by hand", "Give back"]) {
        expect(await page.getByRole("button", { name }).count()).toBe(0)
      }
    })

    it("names who did what", async () => {
      const { page } = await before(office, closed)

      await page
        .getByText("Settled by hand without Engage, by Norrsken Admin")
        .waitFor()
      await page
        .getByText(/Told her by phone/)
        .first()
        .waitFor()
    })
  })

  describe("trying now", () => {
    const RETRY = `POST ${ONE}/${waiting.id}/retry`
    const settled = (overrides: Partial<AdminPromotionRedemptionDetail>) => ({
      ...waiting,
      available_actions: [],
      ...overrides,
    })

    it("shows at once that Engage has it", async () => {
      const operator = await before(office, waiting)
      const { page } = operator
      const after = settled({ status: "redeemed", reason: null })
      operator.answer(RETRY, { json: { promotion_redemption: after } })
      await page.getByRole("button", { name: "Try now" }).waitFor()
      show(operator, after)
      await page.getByRole("button", { name: "Try now" }).click()

      await page.getByText("Engage has the offer as used now.").waitFor()
      await page.getByText(en.situation.used.title).waitFor()
    })

    it("shows why Engage refused", async () => {
      const operator = await before(office, waiting)
      const { page } = operator
      const after = settled({
        status: "attention",
        reason: "promotion_expired",
      })
      operator.answer(RETRY, { json: { promotion_redemption: after } })
      await page.getByRole("button", { name: "Try now" }).waitFor()
      show(operator, after)
      await page.getByRole("button", { name: "Try now" }).click()

      await page
        .getByText("Engage refused. The reason is on the screen.")
        .waitFor()
      await page.getByText(en.reason.promotion_expired.why).waitFor()
    })

    it("says that it goes on waiting", async () => {
      const operator = await before(office, waiting)
      operator.answer(RETRY, { json: { promotion_redemption: waiting } })
      await operator.page.getByRole("button", { name: "Try now" }).click()

      await operator.page
        .getByText("Engage gave no verdict. It goes on waiting.")
        .waitFor()
    })

    it("says in Swedish that somebody else was quicker, and shows how it stands", async () => {
      const operator = await before(office, waiting, { language: "sv" })
      const { page } = operator
      operator.answer(RETRY, {
        status: 400,
        code: "redemption_action_not_allowed",
      })
      await page.getByRole("button", { name: "Försök nu" }).waitFor()
      show(operator, settled({ status: "redeemed", reason: null }))
      await page.getByRole("button", { name: "Försök nu" }).click()

      await page.getByText(/Någon annan hann före/).waitFor()
      await page.getByText(sv.situation.used.title).waitFor()
    })
  })

  describe("closing", () => {
    const RESOLVE = `POST ${ONE}/${refusedTooLate.id}/resolve`

    it("wants a note", async () => {
      const operator = await before(office, refusedTooLate)
      const { page } = operator
      await page.getByRole("button", { name: "Settle by hand" }).click()
      const drawer = page.getByRole("dialog")
      await drawer
        .getByRole("button", { name: "Settle by hand" })
        .last()
        .click()

      await drawer
        .getByText("Write a note, so that others can see why.")
        .waitFor()
      expect(
        operator.requests.some(({ line }) => line.startsWith("POST"))
      ).toBe(false)
    })

    it("sends what was decided", async () => {
      const operator = await before(office, refusedTooLate)
      const { page } = operator
      operator.answer(RESOLVE, { json: { promotion_redemption: closed } })
      await page.getByRole("button", { name: "Settle by hand" }).click()
      const drawer = page.getByRole("dialog")
      await drawer.getByText(en.actions.resolution_redeemed).click()
      await drawer.getByLabel("Note").fill("Marked it in Engage by hand.")
      await drawer
        .getByRole("button", { name: "Settle by hand" })
        .last()
        .click()

      await page.getByText(en.actions.resolveDone).waitFor()
      expect(
        operator.requests.find(({ line }) => line === RESOLVE)?.body
      ).toEqual({
        resolution: "redeemed",
        note: "Marked it in Engage by hand.",
      })
    })
  })

  describe("settling as not used", () => {
    it.each([
      ["an unpaid order", unpaid],
      ["what an operator has to decide on", refusedTooLate],
    ])("gives the customer the offer of %s again", async (_what, row) => {
      const operator = await before(office, row)
      const { page } = operator
      const RESOLVE = `POST ${ONE}/${row.id}/resolve`
      operator.answer(RESOLVE, { json: { promotion_redemption: closed } })
      await page.getByRole("button", { name: "Settle by hand" }).click()
      const drawer = page.getByRole("dialog")
      await drawer.getByText(en.actions.resolution_not_redeemed).click()
      await drawer.getByLabel("Note").fill("She never paid.")
      await operator.photograph(`resolve-not-used-${row.id}`)
      await drawer
        .getByRole("button", { name: "Settle by hand" })
        .last()
        .click()

      await page.getByText(en.actions.resolveDone).waitFor()
      expect(
        operator.requests.find(({ line }) => line === RESOLVE)?.body
      ).toEqual({ resolution: "not_redeemed", note: "She never paid." })
    })
  })

  describe("giving back", () => {
    it("asks first", async () => {
      const operator = await before(office, canceledAfterwards)
      const { page } = operator
      await page.getByRole("button", { name: "Give back" }).click()
      const question = page.getByRole("alertdialog")
      await question.getByText(en.actions.giveBackText).waitFor()
      await operator.photograph("give-back")
      expect(await operator.barriers()).toEqual([])

      await question.getByRole("button", { name: "Cancel" }).click()
      expect(
        operator.requests.some(({ line }) => line.startsWith("POST"))
      ).toBe(false)
    })

    it("shows that the customer has it again", async () => {
      const operator = await before(office, canceledAfterwards)
      const { page } = operator
      const after = {
        ...canceledAfterwards,
        available_actions: [],
        reassign_status: "reassigned" as const,
      }
      operator.answer(`POST ${ONE}/${canceledAfterwards.id}/reassign`, {
        json: { promotion_redemption: after },
      })
      await page.getByRole("button", { name: "Give back" }).click()
      show(operator, after)
      await page.getByRole("button", { name: "Yes, give it back" }).click()

      await page.getByText("The customer has the offer again.").waitFor()
      await page
        .getByRole("heading", { name: en.situation.given_back.title })
        .waitFor()
    })

    it("says so when Engage cannot be asked", async () => {
      const operator = await before(office, canceledAfterwards)
      const { page } = operator
      operator.answer(`POST ${ONE}/${canceledAfterwards.id}/reassign`, {
        status: 503,
        code: "engage_unavailable",
      })
      await page.getByRole("button", { name: "Give back" }).click()
      await page.getByRole("button", { name: "Yes, give it back" }).click()

      await page.getByText(en.error.engage_unavailable).waitFor()
    })
  })
}
