import type { OperatorErrorCode } from "../../src/errors/catalogue"
import type {
  SandboxEngageCode,
  SandboxFault,
} from "../../packages/engage-sandbox/src"
import { act, cancelOrder, orderWithPromotion } from "../../testkit/jest/acting"
import type { LinkWay } from "../../testkit/jest/checkout"
import type { Answer } from "../../testkit/jest/http"
import {
  createRedemption,
  type RedemptionInput,
} from "../../testkit/jest/redemptions"
import { engageSuite, type TestShop } from "../../testkit/jest/suite"
import { returnItems } from "../../testkit/jest/returns"

/** Leads an operator to one code of the catalogue. */
type Way = (shop: TestShop) => Promise<Answer<unknown>>

/** Anna's order with an offer, cancelled. */
async function canceledOrder(shop: TestShop, way?: LinkWay) {
  const bought = await orderWithPromotion(shop, { way })
  await cancelOrder(shop, bought.order_id)
  return bought
}

/** Anna's order is cancelled, and Engage is as given when her offer goes back. */
const givingBack =
  (prepare: (shop: TestShop, cartId: string) => unknown, way?: LinkWay): Way =>
  async (shop) => {
    const { redemption_id, cart } = await canceledOrder(shop, way)
    await prepare(shop, cart.id)
    return act(shop, "reassign", redemption_id)
  }

const assignFault =
  (fault: SandboxFault) =>
  ({ engage }: TestShop) =>
    engage.sandbox.setFault({ ...fault, operation: "assign", times: 1 })

const assignRefused = (code: SandboxEngageCode): Way =>
  givingBack(assignFault({ type: "refuse", code }))

/** Tries a redemption again that stands as given. */
const retrying =
  (row: RedemptionInput): Way =>
  async (shop) =>
    act(shop, "retry", await createRedemption(shop.container, row))

const aMinuteFromNow = () => new Date(Date.now() + 60_000).toISOString()

const drafting = (shop: TestShop) =>
  shop.admin<unknown>(
    "POST",
    `/admin/promotions/${shop.store.promotions["10056"]}/engage/draft`,
    { name: "Autumn", assigned_validity: { unit: "Months", amount: 3 } }
  )

const draftAnswered =
  (status: number): Way =>
  async (shop) => {
    shop.engage.sandbox.setFault({ type: "status", operation: "draft", status })
    return drafting(shop)
  }

/** A way for every code: one that is new does not compile without its own. */
const WAYS: Record<OperatorErrorCode, Way> = {
  redemption_not_redeemed: async (shop) =>
    act(shop, "reassign", await createRedemption(shop.container)),
  order_not_canceled: async (shop) => {
    const { redemption_id } = await orderWithPromotion(shop)
    return act(shop, "reassign", redemption_id)
  },
  order_partly_returned: async (shop) => {
    const contents = { shirts: 2 }
    const bought = await orderWithPromotion(shop, { contents })
    await returnItems(shop.container, bought.order_id, 1)
    return act(shop, "reassign", bought.redemption_id)
  },
  redemption_already_reassigned: async (shop) => {
    const { redemption_id } = await canceledOrder(shop)
    await act(shop, "reassign", redemption_id)
    return act(shop, "reassign", redemption_id)
  },
  // The call centre links without saying whose it is.
  reassignment_not_possible: givingBack(() => {}, "admin"),
  reassignment_in_progress: givingBack((shop, cartId) =>
    shop.ledger.change(cartId, { lease_expires_at: aMinuteFromNow() })
  ),
  reassignment_outcome_unknown: givingBack(
    assignFault({ type: "reset_before_save" })
  ),
  contact_not_found: givingBack(({ engage, anna }) =>
    engage.sandbox.removeContact(engage.contactId(anna))
  ),
  invalid_contact_id: assignRefused("InvalidContactId"),
  invalid_promotion_id: assignRefused("InvalidPromotionId"),
  redemption_action_not_allowed: retrying({ status: "rejected" }),
  redemption_busy: async (shop) =>
    retrying({ status: "attention", lease_expires_at: aMinuteFromNow() })(shop),
  redemption_taken: async (shop) => {
    const id = await createRedemption(shop.container, { status: "attention" })
    return act(shop, "take", id, { instead_of: "user_who_is_not_on_it" })
  },
  assignment_held_elsewhere: async (shop) => {
    const assignment_id = shop.engage.giveOffer(shop.anna).id
    const create = (row: RedemptionInput) =>
      createRedemption(shop.container, { assignment_id, ...row })
    const refused = await create({
      status: "attention",
      reason: "promotion_already_redeemed",
      rejected_at: new Date().toISOString(),
      order_id: "order_1",
    })
    await create({ status: "redeemed", order_id: "order_2" })
    return act(shop, "resolve", refused, {
      resolution: "redeemed",
      note: "Seen.",
    })
  },
  engage_not_configured: async (shop) => {
    await shop.ledger.setOptions({ enabled: false })
    return retrying({ status: "pending" })(shop)
  },
  engage_set_up_wrongly: draftAnswered(401),
  promotion_is_automatic: async (shop) =>
    shop.admin(
      "POST",
      `/admin/promotions/${shop.store.promotions.AUTOMATIC}/engage`,
      { require_assignment: true }
    ),
  draft_in_progress: async (shop) => {
    shop.engage.sandbox.setFault({
      type: "delay_after_save",
      operation: "draft",
      ms: 1_000,
    })
    const answers = await Promise.all([drafting(shop), drafting(shop)])
    expect(shop.engage.sandbox.calls({ operation: "draft" })).toHaveLength(1)
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    return answers.find(({ status }) => status === 400)!
  },
  draft_outcome_unknown: draftAnswered(502),
  draft_refused: draftAnswered(400),
}

engageSuite({}, (shop) => {
  it.each(Object.keys(WAYS) as OperatorErrorCode[])(
    "an operator is answered %s",
    async (code) => {
      expect(await WAYS[code](shop)).toEqual({
        status: 400,
        data: {
          type: "not_allowed",
          code,
          message: expect.stringMatching(/^[A-Z].+\.$/),
        },
      })
    }
  )
})
