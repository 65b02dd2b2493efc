import type { AdminPromotionRedemptionDetail } from "../../../src/types"
import { en } from "../../../src/admin/i18n/en"
import { sv } from "../../../src/admin/i18n/sv"
import { situationOf } from "../../../src/admin/words/situation"
import {
  canceledAfterwards,
  closed,
  misconfigured,
  noted,
  notReturned,
  redemption,
  refusedTooLate,
  STAFF,
  unpaid,
  waiting,
} from "./support/answers"
import { callOf, LIST, show } from "./support/list-page"
import { LOOKS } from "./support/looks"
import type { Office } from "./support/office"
import type { Operator, Setup } from "./support/operator"

export function testDetail(office: Office): void {
  const before = async (row: AdminPromotionRedemptionDetail, setup?: Setup) => {
    const operator = await office.operator(setup)
    show(operator, row)
    await operator.open(`/promotion-redemptions/${row.id}`)
    return operator
  }

  it.each(LOOKS)(
    "a redemption's page says what happened, and what to do: $name",
    async ({ name, words, ...look }) => {
      const operator = await before(refusedTooLate, look)
      const { title, next } = words.situation.decide_refused
      const { why } = words.reason.promotion_not_valid_for_redemption_channel
      await operator.reads(title)
      await operator.sees(why, next, "#1039")
      await operator.photographContent(`redemption-part-${name}`)
      expect(await operator.look(`redemption-${name}`)).toEqual([])

      await operator.press(words.actions.resolve)
      await operator.sees(words.actions.resolveTitle)
      expect(await operator.look(`resolve-${name}`)).toEqual([])
    }
  )

  describe("a redemption's page", () => {
    const { action, resolution } = en.timeline
    it.each<[string, AdminPromotionRedemptionDetail, (string | RegExp)[]]>([
      [
        "the payment that was not returned",
        notReturned,
        [notReturned.cart_id, String(notReturned.payment_collection_id)],
      ],
      [
        "who did what",
        closed,
        [
          `${action.resolve} ${resolution.written_off}, by Norrsken Admin`,
          /Told her by phone/,
        ],
      ],
      [
        "the word that Engage answered, beside its call",
        misconfigured,
        [/HTTP 406.*SomethingUnheardOf/],
      ],
    ])("tells of %s", async (_, row, texts) => {
      const operator = await before(row)
      const { title, next } = en.situation[situationOf(row)]
      await operator.reads(title)
      await operator.sees(next, ...texts)
      expect(await operator.barriers()).toEqual([])
    })

    it("keeps places free while it loads, and offers to try again when it cannot", async () => {
      const operator = await office.operator()
      const call = `${LIST}/promred_01`
      const open = () => operator.open("/promotion-redemptions/promred_01")
      operator.leaveOpen(call)
      await open()
      await operator.page
        .getByRole("main")
        .getByText("Loading", { exact: true })
        .waitFor({ state: "attached" })
      await operator.look("redemption-loading")

      operator.fail(call, 404)
      await open()
      await operator.sees("There is no such redemption")

      operator.fail(call, 500)
      await open()
      await operator.sees("This redemption could not be loaded.")
      expect(await operator.look("redemption-failing")).toEqual([])
      show(operator, redemption())
      await operator.press("Try again")
      await operator.sees(en.situation.used.title)

      // Nothing can be done with it any more.
      const { retry, resolve, giveBack } = en.actions
      for (const name of [retry, resolve, giveBack, en.taking.take]) {
        expect(await operator.button(name).count()).toBe(0)
      }
    })

    it("says in Swedish what became of trying now", async () => {
      const operator = await before(waiting, { language: "sv" })
      const RETRY = callOf(waiting, "retry")
      const press = () => operator.press("Försök nu")
      show(operator, waiting, RETRY)
      await press()
      await operator.sees(sv.actions.retryWaits)

      const reason = "promotion_expired" as const
      const late = { ...waiting, status: "attention" as const, reason }
      show(operator, late, RETRY)
      show(operator, late)
      await press()
      await operator.sees(sv.actions.retryRefused, sv.reason[reason].why)

      operator.fail(RETRY, 400, "redemption_action_not_allowed")
      show(operator, { ...redemption(), id: waiting.id })
      await press()
      await operator.sees(/Någon annan hann före/, sv.situation.used.title)
    })
  })

  describe("settling by hand", () => {
    const RESOLVE = callOf(refusedTooLate, "resolve")
    const TYPED = "Called Erik."

    /** Before a drawer in which a note is typed. */
    const typing = async () => {
      const operator = await before(refusedTooLate)
      await operator.press(en.actions.resolve)
      const note = operator.dialog.getByLabel("Note")
      await note.fill(TYPED)
      return { operator, note, page: operator.page }
    }
    const save = (operator: Operator) =>
      operator.pressInDialog(en.actions.resolve)

    it("asks before what is typed is lost, by Esc and by a click outside", async () => {
      const { operator, note, page } = await typing()
      const { dialog, question } = operator
      await page.keyboard.press("Escape")
      await question.getByText(en.discard.title).waitFor()
      expect(await operator.look("discard")).toEqual([])
      await question.getByRole("button", { name: en.discard.cancel }).click()
      await question.waitFor({ state: "detached" })
      expect(await note.inputValue()).toBe(TYPED)

      await page.mouse.click(20, 400)
      await question.getByRole("button", { name: en.discard.confirm }).click()
      await dialog.waitFor({ state: "detached" })
      await page.waitForFunction(
        (name) => document.activeElement?.textContent === name,
        en.actions.resolve
      )

      // Where there is nothing to lose, it does not ask.
      await operator.press(en.actions.resolve)
      await dialog.waitFor()
      await page.keyboard.press("Escape")
      await dialog.waitFor({ state: "detached" })
      expect(await question.count()).toBe(0)
    })

    it("keeps the note when somebody was quicker, below how it stands now", async () => {
      const { operator, note } = await typing()
      const code = "redemption_action_not_allowed"
      operator.fail(RESOLVE, 400, code)
      show(operator, { ...redemption(), id: refusedTooLate.id })
      await save(operator)
      const { used } = en.situation
      await operator.sees(en.error[code], used.title, en.actions.noteKept)
      expect(await note.inputValue()).toBe(TYPED)
      expect(await operator.look("resolve-conflict")).toEqual([])

      const NOTE = callOf(refusedTooLate, "note")
      show(operator, refusedTooLate, NOTE)
      await operator.pressInDialog(en.actions.keepNote)
      await operator.dialog.waitFor({ state: "detached" })
      expect(operator.sent(NOTE)).toEqual({ note: TYPED })
    })

    it("wants a note, keeps it when the shop is away, and leads to the heading when it is saved", async () => {
      const { operator, note, page } = await typing()
      await note.fill("")
      await save(operator)
      await operator.sees(en.actions.noteRequired)
      expect(operator.sent(RESOLVE)).toBeUndefined()

      await note.fill(TYPED)
      await operator.dialog.getByText(en.actions.resolution_redeemed).click()
      operator.fail(RESOLVE, 500)
      await save(operator)
      await operator.sees(en.actions.failed)
      expect(await note.inputValue()).toBe(TYPED)

      show(operator, closed, RESOLVE)
      show(operator, { ...closed, id: refusedTooLate.id })
      await save(operator)
      await operator.sees(en.actions.resolveDone)
      await operator.dialog.waitFor({ state: "detached" })
      await operator.reads(en.situation.closed.title)
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe(
        "H1"
      )
      const resolution = "redeemed"
      expect(operator.sent(RESOLVE)).toEqual({ resolution, note: TYPED })
    })

    it("lets an unpaid order's offer go, and nothing else", async () => {
      const operator = await before(unpaid, { language: "sv" })
      const { dialog } = operator
      const [call, note] = [callOf(unpaid, "resolve"), "She never paid."]
      show(operator, closed, call)
      await operator.press(sv.actions.resolve)
      await dialog
        .getByText(sv.actions.resolution_not_redeemed, { exact: true })
        .click()
      expect(await dialog.getByRole("radio").count()).toBe(1)
      await dialog.getByLabel(sv.actions.note).fill(note)
      expect(await operator.look("resolve-unpaid")).toEqual([])
      await operator.pressInDialog(sv.actions.resolve)
      await operator.sees(sv.actions.resolveDone)
      const resolution = "not_redeemed"
      expect(operator.sent(call)).toEqual({ resolution, note })
    })
  })

  describe("what the staff tell each other", () => {
    it("is a note that settles nothing", async () => {
      const operator = await before(waiting)
      const note = "Maja rang: she waits."
      const after = { ...waiting, actions: [noted(note)] }
      show(operator, after, callOf(waiting, "note"))
      await operator.press(en.actions.addNote)
      await operator.dialog.getByLabel("Note").fill(note)
      expect(await operator.look("note")).toEqual([])
      show(operator, after)
      await operator.pressInDialog(en.actions.save)

      await operator.dialog.waitFor({ state: "detached" })
      await operator.sees(note, /^Note.*by Norrsken Admin/)
    })

    it("is who is on it, and can be taken over", async () => {
      const taken_by = { ...STAFF.mariaSince, actor_id: "user_me" }
      const mine = { ...waiting, taken_by }
      const TAKE = callOf(waiting, "take")
      const operator = await office.operator()
      const user = { id: "user_me" }
      operator.answer("GET /admin/users/me?fields=id", { user })
      show(operator, mine, TAKE)
      show(operator, { ...waiting, taken_by: STAFF.mariaSince })
      await operator.open(`/promotion-redemptions/${waiting.id}`)
      await operator.sees("Maria is on it")
      await operator.press(en.taking.over)
      await operator.question.waitFor()
      expect(await operator.look("taken")).toEqual([])
      show(operator, mine)
      await operator.press(en.taking.overConfirm)

      await operator.sees(en.taking.you)
      expect(operator.sent(TAKE)).toEqual({ instead_of: "user_maria" })
      await operator.button(en.taking.leave).waitFor()
    })
  })

  // That the customer has it again is among the calls with the shop's own answers.
  it("giving back asks first, and says why it failed", async () => {
    const operator = await before(canceledAfterwards)
    const { question } = operator
    const call = callOf(canceledAfterwards, "reassign")
    operator.fail(call, 503, "engage_unavailable")
    await operator.press(en.actions.giveBack)
    await question.getByText(en.actions.giveBackText).waitFor()
    expect(await operator.look("give-back")).toEqual([])
    await question.getByRole("button", { name: "Cancel" }).click()
    expect(operator.sent(call)).toBeUndefined()

    await operator.press(en.actions.giveBack)
    await operator.press(en.actions.confirm)
    await operator.sees(en.error.engage_unavailable)
  })

  it("giving back is told at once, while the page is still loaded anew", async () => {
    const operator = await before(canceledAfterwards)
    const call = callOf(canceledAfterwards, "reassign")
    operator.answer(call, { promotion_redemption: canceledAfterwards })
    await operator.press(en.actions.giveBack)
    operator.leaveOpen(`${LIST}/${canceledAfterwards.id}`)
    await operator.press(en.actions.confirm)
    await operator.sees(en.actions.giveBackDone)
  })
}
