import type { AdminPromotionRedemptionDetail } from "../../../src/types"
import { en } from "../../../src/admin/i18n/en"
import { sv } from "../../../src/admin/i18n/sv"
import { situationOf } from "../../../src/admin/words/situation"
import {
  attempt,
  canceledAfterwards,
  closed,
  notReturned,
  redemption,
  refusedTooLate,
  SAMPLE,
  STAFF,
  unpaid,
  UNUSUAL,
  waiting,
} from "./support/answers"
import { LOOKS } from "./support/looks"
import type { Office } from "./support/office"
import type { Operator, Setup } from "./support/operator"

const ONE = "/admin/promotion-redemptions"
const RESOLVE = `POST ${ONE}/${refusedTooLate.id}/resolve`

async function before(
  office: Office,
  row: AdminPromotionRedemptionDetail,
  setup?: Setup
): Promise<Operator> {
  const operator = await office.operator(setup)
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
  it.each(LOOKS)(
    "a redemption's page says what happened, and what to do: $name",
    async ({ name, ...look }) => {
      const words = look.language === "sv" ? sv : en
      const operator = await before(office, refusedTooLate, look)
      const { title, next } = words.situation.decide_refused
      await operator.page.getByRole("heading", { name: title }).waitFor()
      await operator.sees(
        words.reason.promotion_not_valid_for_redemption_channel.why,
        next,
        "#1039"
      )
      await operator.photographContent(`redemption-part-${name}`)
      expect(await operator.look(`redemption-${name}`)).toEqual([])

      await operator.press(words.actions.resolve)
      await operator.sees(words.actions.resolveTitle)
      expect(await operator.look(`resolve-${name}`)).toEqual([])
    }
  )

  describe("a redemption's page", () => {
    it("tells of every situation, and of what belongs to it", async () => {
      const operator = await office.operator()
      const { page } = operator
      const misconfigured = redemption({
        id: "promred_16",
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
      const more: Record<string, (string | RegExp)[]> = {
        [notReturned.id]: [
          notReturned.cart_id,
          String(notReturned.payment_collection_id),
        ],
        // Who did what.
        [closed.id]: [
          `${en.timeline.action.resolve} ${en.timeline.resolution.written_off}, by Norrsken Admin`,
          /Told her by phone/,
        ],
        // The word that Engage answered is beside its call.
        [misconfigured.id]: [/HTTP 406.*SomethingUnheardOf/],
      }
      for (const row of [...SAMPLE, ...UNUSUAL, misconfigured]) {
        show(operator, row)
        await operator.open(`/promotion-redemptions/${row.id}`)
        const { title, next } = en.situation[situationOf(row)]
        await page.getByRole("heading", { name: title }).waitFor()
        await operator.sees(next, ...(more[row.id] ?? []))
        expect(await operator.barriers()).toEqual([])
      }
    })

    it("keeps places free while it loads, and offers to try again when it cannot", async () => {
      const operator = await office.operator()
      const { page } = operator
      const path = "/promotion-redemptions/promred_01"
      operator.answer(`GET ${ONE}/promred_01`, "never")
      await operator.open(path)
      await page
        .getByRole("main")
        .getByText("Loading", { exact: true })
        .waitFor({ state: "attached" })
      await operator.look("redemption-loading")

      operator.answer(`GET ${ONE}/promred_01`, { status: 404 })
      await operator.open(path)
      await operator.sees("There is no such redemption")

      operator.answer(`GET ${ONE}/promred_01`, { status: 500 })
      await operator.open(path)
      await operator.sees("This redemption could not be loaded.")
      expect(await operator.look("redemption-failing")).toEqual([])
      show(operator, redemption())
      await operator.press("Try again")
      await operator.sees(en.situation.used.title)

      // Nothing can be done with it any more.
      for (const name of [
        en.actions.retry,
        en.actions.resolve,
        en.actions.giveBack,
        en.taking.take,
      ]) {
        expect(await operator.button(name).count()).toBe(0)
      }
    })

    it("says in Swedish what became of trying now", async () => {
      const operator = await before(office, waiting, { language: "sv" })
      const RETRY = `POST ${ONE}/${waiting.id}/retry`
      const press = () => operator.press("Försök nu")
      operator.answer(RETRY, { json: { promotion_redemption: waiting } })
      await press()
      await operator.sees(sv.actions.retryWaits)

      const refused = {
        ...waiting,
        status: "attention" as const,
        reason: "promotion_expired" as const,
      }
      operator.answer(RETRY, { json: { promotion_redemption: refused } })
      show(operator, refused)
      await press()
      await operator.sees(
        sv.actions.retryRefused,
        sv.reason.promotion_expired.why
      )

      operator.answer(RETRY, {
        status: 400,
        code: "redemption_action_not_allowed",
      })
      show(operator, { ...redemption(), id: waiting.id })
      await press()
      await operator.sees(/Någon annan hann före/, sv.situation.used.title)
    })
  })

  describe("settling by hand", () => {
    const NOTE = `POST ${ONE}/${refusedTooLate.id}/note`
    const TYPED = "Called Erik."

    /** Before a drawer in which a note is typed. */
    const typing = async () => {
      const operator = await before(office, refusedTooLate)
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
      operator.answer(RESOLVE, {
        status: 400,
        code: "redemption_action_not_allowed",
      })
      show(operator, { ...redemption(), id: refusedTooLate.id })
      await save(operator)
      await operator.sees(
        en.error.redemption_action_not_allowed,
        en.situation.used.title,
        en.actions.noteKept
      )
      expect(await note.inputValue()).toBe(TYPED)
      expect(await operator.look("resolve-conflict")).toEqual([])

      operator.answer(NOTE, { json: { promotion_redemption: refusedTooLate } })
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
      operator.answer(RESOLVE, { status: 500 })
      await save(operator)
      await operator.sees(en.actions.failed)
      expect(await note.inputValue()).toBe(TYPED)

      operator.answer(RESOLVE, { json: { promotion_redemption: closed } })
      show(operator, { ...closed, id: refusedTooLate.id })
      await save(operator)
      await operator.sees(en.actions.resolveDone)
      await operator.dialog.waitFor({ state: "detached" })
      await page
        .getByRole("heading", { name: en.situation.closed.title })
        .waitFor()
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe(
        "H1"
      )
      expect(operator.sent(RESOLVE)).toEqual({
        resolution: "redeemed",
        note: TYPED,
      })
    })

    it("lets an unpaid order's offer go, and nothing else", async () => {
      const operator = await before(office, unpaid, { language: "sv" })
      const { dialog } = operator
      const call = `POST ${ONE}/${unpaid.id}/resolve`
      operator.answer(call, { json: { promotion_redemption: closed } })
      await operator.press(sv.actions.resolve)
      await dialog
        .getByText(sv.actions.resolution_not_redeemed, { exact: true })
        .click()
      expect(await dialog.getByRole("radio").count()).toBe(1)
      await dialog.getByLabel(sv.actions.note).fill("She never paid.")
      expect(await operator.look("resolve-unpaid")).toEqual([])
      await operator.pressInDialog(sv.actions.resolve)
      await operator.sees(sv.actions.resolveDone)
      expect(operator.sent(call)).toEqual({
        resolution: "not_redeemed",
        note: "She never paid.",
      })
    })
  })

  describe("what the staff tell each other", () => {
    it("is a note that settles nothing", async () => {
      const operator = await before(office, waiting)
      const note = "Maja rang: she waits."
      const after = {
        ...waiting,
        actions: closed.actions.slice(0, 1).map((action) => ({
          ...action,
          action: "note" as const,
          from_status: "pending" as const,
          to_status: "pending" as const,
          note,
        })),
      }
      operator.answer(`POST ${ONE}/${waiting.id}/note`, {
        json: { promotion_redemption: after },
      })
      await operator.press(en.actions.addNote)
      await operator.dialog.getByLabel("Note").fill(note)
      expect(await operator.look("note")).toEqual([])
      show(operator, after)
      await operator.pressInDialog(en.actions.save)

      await operator.dialog.waitFor({ state: "detached" })
      await operator.sees(note, /^Note.*by Norrsken Admin/)
    })

    it("is who is on it, and can be taken over", async () => {
      const operator = await office.operator()
      const TAKE = `POST ${ONE}/${waiting.id}/take`
      const maria = { ...STAFF.maria, since: "2026-10-14T11:00:00.000Z" }
      const mine = { ...waiting, taken_by: { ...maria, actor_id: "user_me" } }
      operator.answer("GET /admin/users/me?fields=id", {
        json: { user: { id: "user_me" } },
      })
      operator.answer(TAKE, { json: { promotion_redemption: mine } })
      show(operator, { ...waiting, taken_by: maria })
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

  it("giving back asks first, says why it failed, and shows that the customer has it again", async () => {
    const operator = await before(office, canceledAfterwards)
    const { question } = operator
    const call = `POST ${ONE}/${canceledAfterwards.id}/reassign`
    operator.answer(call, { status: 503, code: "engage_unavailable" })
    await operator.press(en.actions.giveBack)
    await question.getByText(en.actions.giveBackText).waitFor()
    expect(await operator.look("give-back")).toEqual([])
    await question.getByRole("button", { name: "Cancel" }).click()
    expect(operator.sent(call)).toBeUndefined()

    const confirm = async () => {
      await operator.press(en.actions.giveBack)
      await operator.press(en.actions.confirm)
    }
    await confirm()
    await operator.sees(en.error.engage_unavailable)

    const after = {
      ...canceledAfterwards,
      available_actions: [],
      reassign_status: "reassigned" as const,
    }
    await operator.page.reload()
    operator.answer(call, { json: { promotion_redemption: after } })
    await operator.button(en.actions.giveBack).waitFor()
    show(operator, after)
    await confirm()
    await operator.sees(en.actions.giveBackDone)
    await operator.page
      .getByRole("heading", { name: en.situation.given_back.title })
      .waitFor()
  })
}
