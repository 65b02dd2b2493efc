import { dayIn } from "../../src/modules/promotion-redemption/engage/draft"
import type {
  AdminEngageDraftResponse,
  AdminPromotionEngageResponse,
} from "../../src/types/admin-http"
import { expectRefused, expectOk } from "../../testkit/jest/http"
import { engageSuite } from "../../testkit/jest/suite"

const DRAFT = {
  name: "Autumn 2026",
  heading: "10 % off",
  assigned_validity: { unit: "Months", amount: 3 },
}

engageSuite({}, (shop) => {
  const promotionId = () => shop.store.promotions["10056"]

  const draft = (data: unknown = DRAFT, id = promotionId()) =>
    shop.operate<AdminEngageDraftResponse>(
      "POST",
      `/admin/promotions/${id}/engage/draft`,
      data
    )

  const drafts = async () => {
    const { promotion_engage } = await expectOk(
      shop.operate<AdminPromotionEngageResponse>(
        "GET",
        `/admin/promotions/${promotionId()}/engage`
      )
    )
    return promotion_engage.drafts
  }

  const fault = (status: number) =>
    shop.engage.sandbox.setFault({ type: "status", operation: "draft", status })

  const draftCalls = () => shop.engage.sandbox.calls({ operation: "draft" })

  it("a draft is created in Engage with the promotion's code", async () => {
    const { status, data } = await draft()

    expect(status).toBe(200)
    const [created] = shop.engage.sandbox.state().promotions
    expect(created).toMatchObject({
      status: "Draft",
      externalId: data.draft.id,
      validity: {
        startDate: dayIn("Europe/Stockholm", new Date()),
        assignedValidity: { unit: "Months", amount: 3 },
      },
      name: "Autumn 2026",
      heading: "10 % off",
      redemptionChannels: [
        { type: "ECOM", valueType: "EXTERNALOFFER", value: "10056" },
      ],
    })
    expect(data.draft).toMatchObject({
      status: "created",
      engage_promotion_id: created?.promotionId,
      name: "Autumn 2026",
      created_by: shop.olga.id,
    })
    expect(await drafts()).toEqual([data.draft])

    // Each draft has an external id of its own: Engage takes a second draft too.
    expect((await draft()).status).toBe(200)
    const [first, second] = shop.engage.sandbox.state().promotions
    expect(second?.externalId).not.toBe(first?.externalId)
  })

  it("a draft may end on the day on which it begins", async () => {
    const today = dayIn("Europe/Stockholm", new Date())

    await expectOk(draft({ name: "One day", end_date: today }))
    expect(shop.engage.sandbox.state().promotions).toMatchObject([
      { validity: { startDate: today, endDate: today } },
    ])
  })

  it("a draft that a lost answer hides is found by its external id", async () => {
    shop.engage.sandbox.setFault({
      type: "reset_after_save",
      operation: "draft",
    })

    const { draft: found } = await expectOk(draft())

    expect(found).toMatchObject({
      status: "created",
      engage_promotion_id:
        shop.engage.sandbox.state().promotions[0]?.promotionId,
    })
    expect(draftCalls()).toHaveLength(1)
  })

  it("a draft is found when it is asked for again, and not sent a second time", async () => {
    const { sandbox } = shop.engage
    sandbox.setFault({ type: "reset_after_save", operation: "draft" })
    sandbox.setFault({ type: "status", status: 503, operation: "find_draft" })
    expectRefused(await draft(), "draft_outcome_unknown")
    sandbox.clearFaults()

    const { draft: found } = await expectOk(draft())

    expect(found.status).toBe("created")
    expect(draftCalls()).toHaveLength(1)
    expect(await drafts()).toEqual([found])
  })

  it("a draft that Engage does not have, long after its call, is sent again", async () => {
    fault(502)
    await draft()
    shop.engage.sandbox.clearFaults()
    await shop.sql("engage_promotion_draft").update({
      created_at: shop.sql.raw("now() - interval '3 minutes'"),
    })

    expect((await draft()).status).toBe(200)
    expect(draftCalls()).toHaveLength(2)
    expect(await drafts()).toMatchObject([
      { status: "created" },
      { status: "failed", http_status: 502 },
    ])
  })

  it("a draft is not sent again while nobody has looked what became of it", async () => {
    fault(502)
    expectRefused(await draft(), "draft_outcome_unknown")
    shop.engage.sandbox.clearFaults()

    expectRefused(await draft(), "draft_outcome_unknown")
    expect(draftCalls()).toHaveLength(1)
    expect(await drafts()).toMatchObject([
      { status: "unknown", http_status: 502 },
    ])

    await expectOk(draft({ ...DRAFT, despite_unknown: true }))
    expect(await drafts()).toMatchObject([
      { status: "created" },
      { status: "unknown" },
    ])
    expect((await draft()).status).toBe(200)
  })

  it.each([
    [429, 503, "engage_unavailable"],
    [401, 400, "engage_set_up_wrongly"],
    [400, 400, "draft_refused"],
  ])(
    "a draft that Engage surely does not have after a %d may be created again",
    async (http_status, status, code) => {
      fault(http_status)

      expect(await draft()).toMatchObject({ status, data: { code } })
      const failed = { status: "failed", http_status }
      expect(await drafts()).toMatchObject([failed])
      shop.engage.sandbox.clearFaults()
      expect((await draft()).status).toBe(200)
      expect(await drafts()).toMatchObject([{ status: "created" }, failed])
    }
  )

  it("a draft is created once, though two ask at once", async () => {
    shop.engage.sandbox.setFault({
      type: "delay_after_save",
      operation: "draft",
      ms: 500,
    })

    const answers = await Promise.all([draft(), draft()])

    expectRefused(
      answers.find(({ status }) => status !== 200)!,
      "draft_in_progress"
    )
    expect(draftCalls()).toHaveLength(1)
  })

  it("a draft is not created for an automatic promotion, nor when switched off", async () => {
    expectRefused(
      await draft(DRAFT, shop.store.promotions.AUTOMATIC),
      "promotion_is_automatic"
    )
    await shop.ledger.setOptions({ enabled: false })
    expectRefused(await draft(), "engage_not_configured")
  })
})
