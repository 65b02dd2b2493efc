import type { RedemptionStatus } from "../../../types/promotion-redemption"
import { reservePace } from "../ledger/pace"
import { purgeUnsent, stripSettled } from "../ledger/purge"
import { ledgerSuite } from "./support/ledger-suite"
import type { RedemptionInput } from "./support/test-ledger"

const DAY_S = 24 * 60 * 60

ledgerSuite("background work", (ledger) => {
  const aged = (
    status: RedemptionStatus,
    days: number,
    overrides: RedemptionInput = {}
  ) =>
    ledger.insert({
      status,
      status_changed_at: ledger.fromNow(-days * DAY_S),
      ...overrides,
    })
  const remaining = () =>
    ledger.knex("promotion_redemption").orderBy("id").pluck<string[]>("id")

  describe("at its pace", () => {
    const reserve = (calls: number) =>
      reservePace(ledger.knex, { calls, per_second: 10 })

    it("starts at once", async () => {
      expect(await reserve(1)).toBe(0)
    })

    it("waits for the calls that were reserved before", async () => {
      await reserve(20)

      const wait = await reserve(5)

      expect(wait).toBeGreaterThan(1_000)
      expect(wait).toBeLessThanOrEqual(2_000)
    })

    it("gives many servers at once a slot of their own each", async () => {
      const waits = await Promise.all(
        Array.from({ length: 20 }, () => reserve(5))
      )

      // 0.5 s each, less the moment between the first and the last of them.
      const sorted = waits.sort((one, other) => one - other)
      sorted.forEach((wait, index) =>
        expect(Math.abs(wait - index * 500)).toBeLessThan(400)
      )
    })

    it("does not make up for the time when nothing was called", async () => {
      await reserve(1)
      await ledger
        .knex("engage_call_pace")
        .update({ next_call_at: ledger.fromNow(-3_600) })

      expect(await reserve(20)).toBe(0)
      expect(await reserve(1)).toBeGreaterThan(1_000)
    })
  })

  describe("that forgets", () => {
    it("takes what came to nothing for 90 days", async () => {
      await aged("linked", 91)
      await aged("released", 91)
      const young = await aged("linked", 89)

      expect(await purgeUnsent(ledger.knex)).toBe(2)
      expect(await remaining()).toEqual([young.id])
    })

    it("never takes what may have been sent", async () => {
      const kept = [
        await aged("redeemed", 1_000),
        await aged("rejected", 1_000),
        await aged("attention", 1_000),
        await aged("pending", 1_000),
        await aged("released", 1_000, { attempt_count: 1 }),
      ]
      const asked = await aged("linked", 1_000)
      await ledger.insertAttempt(asked.id, { operation: "verify" })

      expect(await purgeUnsent(ledger.knex)).toBe(0)
      expect(await remaining()).toEqual(
        [...kept, asked].map(({ id }) => id).sort()
      )
    })

    it("the contacts of any number of deleted customers", async () => {
      const deleted = Array.from({ length: 70_000 }, (_, nth) => `cus_${nth}`)
      const last = { customer_id: deleted.at(-1), contact_id: "contact" }
      const anna = await ledger.insert(last)
      const bert = await ledger.insert({ ...last, customer_id: "cus_bert" })
      await ledger.knex("engage_contact").insert({
        ...last,
        id: "digest",
        expires_at: ledger.fromNow(60),
      })

      expect(await ledger.service.ledger.forgetContacts(deleted)).toBe(1)

      expect((await ledger.row(anna.id)).contact_id).toBeNull()
      expect((await ledger.row(bert.id)).contact_id).toBe("contact")
      expect(await ledger.knex("engage_contact")).toEqual([])
    })

    it("strips notes and actors off what has been settled long", async () => {
      const personal = {
        note: "Called Anna",
        status_changed_by: "user_1",
        reassigned_by: "user_2",
      }
      const old = await aged("redeemed", 31, personal)
      const others = [
        await aged("redeemed", 29, personal),
        await aged("attention", 31, personal),
        await aged("pending", 31, personal),
      ]

      expect(await stripSettled(ledger.knex, 30)).toBe(1)
      expect(await stripSettled(ledger.knex, 30)).toBe(0)
      expect(await ledger.row(old.id)).toMatchObject({
        note: null,
        status_changed_by: "",
        reassigned_by: null,
        assignment_id: old.assignment_id,
      })
      for (const other of others) {
        expect(await ledger.row(other.id)).toEqual(other)
      }
    })
  })
})
