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
        .getByText(
          `${en.timeline.action.resolve} ${en.timeline.resolution.written_off}, by Norrsken Admin`
        )
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

      await page.getByText(en.actions.retryDone).waitFor()
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

      await page.getByText(en.actions.retryRefused).waitFor()
      await page.getByText(en.reason.promotion_expired.why).waitFor()
    })

    it("says that it goes on waiting", async () => {
      const operator = await before(office, waiting)
      operator.answer(RETRY, { json: { promotion_redemption: waiting } })
      await operator.page.getByRole("button", { name: "Try now" }).click()

      await operator.page.getByText(en.actions.retryWaits).waitFor()
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

      await drawer.getByText(en.actions.noteRequired).waitFor()
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

  describe("what somebody has typed", () => {
    const RESOLVE = `POST ${ONE}/${refusedTooLate.id}/resolve`
    const NOTE = `POST ${ONE}/${refusedTooLate.id}/note`

    const typeIn = async (operator: Operator) => {
      const { page } = operator
      await page.getByRole("button", { name: "Settle by hand" }).click()
      const drawer = page.getByRole("dialog")
      await drawer.getByLabel("Note").fill("Called Erik.")
      return drawer
    }

    it("is asked for before it is lost, by Esc and by a click outside", async () => {
      const operator = await before(office, refusedTooLate)
      const { page } = operator
      const drawer = await typeIn(operator)
      const question = page.getByRole("alertdialog")

      await page.keyboard.press("Escape")
      await question.getByText(en.discard.title).waitFor()
      await operator.photograph("discard")
      expect(await operator.barriers()).toEqual([])
      await question.getByRole("button", { name: en.discard.cancel }).click()
      await question.waitFor({ state: "detached" })
      expect(await drawer.getByLabel("Note").inputValue()).toBe("Called Erik.")

      await page.mouse.click(20, 400)
      await question.getByText(en.discard.title).waitFor()
      await question.getByRole("button", { name: en.discard.confirm }).click()
      await drawer.waitFor({ state: "detached" })
      await page.waitForFunction(
        (name) => document.activeElement?.textContent === name,
        en.actions.resolve
      )
    })

    it("is not asked for where there is nothing to lose", async () => {
      const operator = await before(office, refusedTooLate)
      const { page } = operator
      await page.getByRole("button", { name: "Settle by hand" }).click()
      await page.getByRole("dialog").waitFor()
      await page.keyboard.press("Escape")

      await page.getByRole("dialog").waitFor({ state: "detached" })
      expect(await page.getByRole("alertdialog").count()).toBe(0)
    })

    it("stays when somebody was quicker, below how it stands now, and can be kept", async () => {
      const operator = await before(office, refusedTooLate)
      const { page } = operator
      const drawer = await typeIn(operator)
      operator.answer(RESOLVE, {
        status: 400,
        code: "redemption_action_not_allowed",
      })
      show(operator, {
        ...refusedTooLate,
        status: "redeemed",
        reason: null,
        available_actions: [],
      })
      await drawer.getByRole("button", { name: "Settle by hand" }).click()

      await drawer.getByText(en.error.redemption_action_not_allowed).waitFor()
      await drawer.getByText(en.situation.used.title).waitFor()
      await drawer.getByText(en.actions.noteKept).waitFor()
      expect(await drawer.getByLabel("Note").inputValue()).toBe("Called Erik.")
      await operator.photograph("resolve-conflict")
      expect(await operator.barriers()).toEqual([])

      operator.answer(NOTE, { json: { promotion_redemption: refusedTooLate } })
      await drawer.getByRole("button", { name: en.actions.keepNote }).click()
      await drawer.waitFor({ state: "detached" })
      expect(operator.requests.find(({ line }) => line === NOTE)?.body).toEqual(
        { note: "Called Erik." }
      )
    })

    it("stays when the shop does not answer", async () => {
      const operator = await before(office, refusedTooLate)
      const drawer = await typeIn(operator)
      operator.answer(RESOLVE, { status: 500 })
      await drawer.getByRole("button", { name: "Settle by hand" }).click()

      await drawer.getByText(en.actions.failed).waitFor()
      expect(await drawer.getByLabel("Note").inputValue()).toBe("Called Erik.")
    })

    it("leads to the page's heading when it is saved", async () => {
      const operator = await before(office, refusedTooLate)
      const { page } = operator
      const drawer = await typeIn(operator)
      operator.answer(RESOLVE, { json: { promotion_redemption: closed } })
      show(operator, { ...closed, id: refusedTooLate.id })
      await drawer.getByRole("button", { name: "Settle by hand" }).click()

      await drawer.waitFor({ state: "detached" })
      await page
        .getByRole("heading", { name: en.situation.closed.title })
        .waitFor()
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe(
        "H1"
      )
    })
  })

  describe("what the staff tell each other", () => {
    it("is a note that settles nothing", async () => {
      const operator = await before(office, waiting)
      const { page } = operator
      const NOTE = `POST ${ONE}/${waiting.id}/note`
      const after = {
        ...waiting,
        actions: closed.actions.slice(0, 1).map((action) => ({
          ...action,
          action: "note" as const,
          from_status: "pending" as const,
          to_status: "pending" as const,
          note: "Maja rang: she waits.",
        })),
      }
      operator.answer(NOTE, { json: { promotion_redemption: after } })
      await page.getByRole("button", { name: en.actions.addNote }).click()
      const drawer = page.getByRole("dialog")
      await drawer.getByLabel("Note").fill("Maja rang: she waits.")
      await operator.photograph("note")
      expect(await operator.barriers()).toEqual([])
      show(operator, after)
      await drawer.getByRole("button", { name: en.actions.save }).click()

      await drawer.waitFor({ state: "detached" })
      await page.getByText("Maja rang: she waits.").waitFor()
      await page.getByText(/^Note.*by Norrsken Admin/).waitFor()
    })

    it("is who is on it, and can be taken over", async () => {
      const maria = {
        actor_id: "user_maria",
        user: {
          id: "user_maria",
          email: "maria@example.com",
          first_name: "Maria",
          last_name: null,
        },
        since: "2026-10-14T11:00:00.000Z",
      }
      const operator = await office.operator()
      operator.answer("GET /admin/users/me?fields=id", {
        json: { user: { id: "user_me" } },
      })
      show(operator, { ...waiting, taken_by: maria })
      await operator.open(`/promotion-redemptions/${waiting.id}`)
      const { page } = operator
      await page.getByText("Maria is on it").waitFor()
      await operator.photograph("taken")
      const TAKE = `POST ${ONE}/${waiting.id}/take`
      const mine = { ...waiting, taken_by: { ...maria, actor_id: "user_me" } }
      operator.answer(TAKE, { json: { promotion_redemption: mine } })
      await page.getByRole("button", { name: en.taking.over }).click()
      const question = page.getByRole("alertdialog")
      await question.waitFor()
      expect(await operator.barriers()).toEqual([])
      show(operator, mine)
      await question
        .getByRole("button", { name: en.taking.overConfirm })
        .click()

      await page.getByText(en.taking.you).waitFor()
      expect(operator.requests.find(({ line }) => line === TAKE)?.body).toEqual(
        { instead_of: "user_maria" }
      )
      await page.getByRole("button", { name: en.taking.leave }).waitFor()
    })

    it("is not asked about what is done with", async () => {
      const { page } = await before(office, redemption())
      await page.getByText(en.situation.used.title).waitFor()

      expect(
        await page.getByRole("button", { name: en.taking.take }).count()
      ).toBe(0)
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

      await page.getByText(en.actions.giveBackDone).waitFor()
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
