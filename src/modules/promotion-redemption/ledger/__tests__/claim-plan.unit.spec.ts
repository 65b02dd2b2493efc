import type { CartRedemption } from "../cart-rows"
import { planClaim, type CartDiscount, type ClaimPlan } from "../claim-plan"

const RUN = "run"
const ANNA = "cus_anna"
const discount: CartDiscount = {
  promotion_id: "promo",
  code: "10056",
  amount: 10,
}

const NOTHING: ClaimPlan = {
  conflict: null,
  claim: [],
  resume: [],
  refused: [],
  of_another_customer: [],
  open: [],
  without_discount: [],
  missing_assignment: [],
}

describe("the plan of a completion", () => {
  it("claims what is linked and discounts the cart", () => {
    const redemption = createRedemption()

    expect(plan({ redemptions: [redemption] })).toEqual({
      ...NOTHING,
      claim: [{ redemption, discount }],
    })
  })

  it("has nothing to do with promotions that are open to everybody", () => {
    expect(plan({})).toEqual(NOTHING)
  })

  it.each(["released", "rejected"] as const)(
    "takes no row that is %s",
    (status) => {
      const redemption = createRedemption({ status, promotion_id: "other" })

      expect(plan({ redemptions: [redemption] })).toEqual(NOTHING)
    }
  )

  it("claims what was linked while the cart belonged to nobody", () => {
    const redemption = createRedemption({ customer_id: null })

    expect(plan({ redemptions: [redemption] })).toEqual({
      ...NOTHING,
      claim: [{ redemption, discount }],
    })
  })

  it("goes on with what was redeemed while the cart belonged to nobody", () => {
    const redemption = createRedemption({
      customer_id: null,
      status: "redeemed",
      redeemed_at: new Date(),
    })

    expect(plan({ redemptions: [redemption] })).toEqual({
      ...NOTHING,
      resume: [{ redemption, discount }],
    })
  })

  it("lets a customer use an open code that was refused the cart's customer before", () => {
    const redemption = createRedemption({
      customer_id: "cus_bert",
      status: "rejected",
      rejected_at: new Date(),
    })

    expect(plan({ redemptions: [redemption] })).toEqual(NOTHING)
  })

  describe("of what is linked", () => {
    it("refuses it when another cart was faster", () => {
      const redemption = createRedemption({ reserved_elsewhere: true })

      expect(plan({ redemptions: [redemption] })).toEqual({
        ...NOTHING,
        refused: [{ redemption, code: "promotion_already_redeemed" }],
      })
    })

    it("claims it although the job is looking at it", () => {
      const redemption = createRedemption({ run_id: "job", held: true })

      expect(plan({ redemptions: [redemption] })).toEqual({
        ...NOTHING,
        claim: [{ redemption, discount }],
      })
    })

    it("leaves it when it gives the cart no discount", () => {
      const redemption = createRedemption({ promotion_id: "other" })

      expect(plan({ redemptions: [redemption] })).toEqual({
        ...NOTHING,
        without_discount: [redemption],
      })
    })

    it.each([["cus_bert"], [null]])(
      "releases it when the cart now belongs to %s",
      (customer_id) => {
        const redemption = createRedemption()

        expect(plan({ customer_id, redemptions: [redemption] })).toEqual({
          ...NOTHING,
          of_another_customer: [redemption],
        })
      }
    )

    it("lets its managed promotion discount no other customer's cart", () => {
      const redemption = createRedemption()

      expect(
        plan({
          customer_id: "cus_bert",
          redemptions: [redemption],
          managed: ["promo"],
        })
      ).toEqual({
        ...NOTHING,
        of_another_customer: [redemption],
        missing_assignment: [discount],
      })
    })

    it("claims what a guest linked for a guest", () => {
      const redemption = createRedemption({ customer_id: null })

      expect(plan({ customer_id: null, redemptions: [redemption] })).toEqual({
        ...NOTHING,
        claim: [{ redemption, discount }],
      })
    })
  })

  describe("of what is claimed", () => {
    it("stops when another run holds it", () => {
      const redemption = createRedemption({
        status: "claimed",
        run_id: "another",
        held: true,
      })

      expect(plan({ redemptions: [redemption] })).toMatchObject({
        conflict: "held",
      })
    })

    it.each([
      ["its own run holds it", { run_id: RUN, held: true }],
      ["its holder's lease has ended", { run_id: "another", held: false }],
    ])("claims it when %s", (_, hold) => {
      const redemption = createRedemption({ status: "claimed", ...hold })

      expect(plan({ redemptions: [redemption] })).toEqual({
        ...NOTHING,
        claim: [{ redemption, discount }],
      })
    })

    it("releases what a dead run claimed for another customer", () => {
      const redemption = createRedemption({
        status: "claimed",
        run_id: "another",
      })

      expect(
        plan({ customer_id: "cus_bert", redemptions: [redemption] })
      ).toEqual({ ...NOTHING, of_another_customer: [redemption] })
    })
  })

  describe("of what was sent by an earlier completion", () => {
    it.each(["pending", "redeemed", "attention"] as const)(
      "takes again what is %s without an order",
      (status) => {
        const redemption = createRedemption({ status })

        expect(plan({ redemptions: [redemption] })).toEqual({
          ...NOTHING,
          resume: [{ redemption, discount }],
        })
      }
    )

    it.each(["pending", "redeemed", "attention"] as const)(
      "stops when what is %s has an order",
      (status) => {
        const redemption = createRedemption({ status, order_id: "order" })

        expect(plan({ redemptions: [redemption] })).toMatchObject({
          conflict: "ordered",
        })
      }
    )

    it("stops while its call is out", () => {
      for (const hold of [
        { status: "redeeming" },
        { status: "redeeming", run_id: RUN, held: true },
        { status: "pending", run_id: "another", held: true },
        { status: "redeemed", run_id: "another", held: true },
      ] as const) {
        expect(plan({ redemptions: [createRedemption(hold)] })).toMatchObject({
          conflict: "held",
        })
      }
    })

    it("takes again what its own run holds", () => {
      const redemption = createRedemption({
        status: "redeemed",
        run_id: RUN,
        held: true,
      })

      expect(plan({ redemptions: [redemption] })).toEqual({
        ...NOTHING,
        resume: [{ redemption, discount }],
      })
    })

    it("does not count it for another customer", () => {
      const redemption = createRedemption({ status: "redeemed" })

      expect(
        plan({
          customer_id: "cus_bert",
          redemptions: [redemption],
          managed: ["promo"],
        })
      ).toEqual({ ...NOTHING, missing_assignment: [discount] })
      expect(
        plan({ customer_id: "cus_bert", redemptions: [redemption] })
      ).toEqual(NOTHING)
    })
  })

  describe("without an assignment", () => {
    it("does not cover a managed promotion", () => {
      expect(plan({ managed: ["promo"] })).toEqual({
        ...NOTHING,
        missing_assignment: [discount],
      })
    })

    it("does not cover a promotion that Engage refused on this cart", () => {
      const redemption = createRedemption({ status: "rejected" })

      expect(plan({ redemptions: [redemption] })).toEqual({
        ...NOTHING,
        missing_assignment: [discount],
      })
    })

    it("does not cover one whose refused order was half undone", () => {
      const redemption = createRedemption({
        status: "attention",
        rejected_at: new Date("2026-01-01T00:00:00Z"),
        order_id: "half_undone",
      })

      expect(plan({ redemptions: [redemption] })).toEqual({
        ...NOTHING,
        missing_assignment: [discount],
      })
    })

    it("counts a refusal no more once an operator has opened the promotion", () => {
      const refused = createRedemption({ status: "rejected", opened: true })

      expect(plan({ redemptions: [refused] })).toEqual(NOTHING)
    })

    it("counts a refusal no more once another assignment is linked", () => {
      const linked = createRedemption({ assignment_id: "second" })

      expect(
        plan({
          redemptions: [createRedemption({ status: "rejected" }), linked],
        })
      ).toEqual({ ...NOTHING, claim: [{ redemption: linked, discount }] })
    })
  })

  describe("of a promotion that is automatic", () => {
    const automatic = ["promo"]

    it.each([
      ["without a redemption", {}],
      ["refused on the cart", { status: "rejected" as const }],
    ])("asks for no assignment, %s", (_, redemption) => {
      expect(
        plan({
          managed: ["promo"],
          automatic,
          redemptions: Object.keys(redemption).length
            ? [createRedemption(redemption)]
            : [],
        })
      ).toEqual(NOTHING)
    })

    it.each([
      ["linked", {}],
      ["used up elsewhere", { reserved_elsewhere: true }],
      ["left behind by a dead server", { status: "claimed" as const }],
    ])("lets the redemption go that is %s", (_, overrides) => {
      const redemption = createRedemption(overrides)

      expect(
        plan({ managed: ["promo"], automatic, redemptions: [redemption] })
      ).toEqual({ ...NOTHING, open: [redemption] })
    })

    it("goes on with what may have been sent", () => {
      const redemption = createRedemption({ status: "pending" })

      expect(plan({ automatic, redemptions: [redemption] })).toEqual({
        ...NOTHING,
        resume: [{ redemption, discount }],
      })
    })
  })
})

function plan({
  customer_id = ANNA,
  redemptions = [],
  managed = [],
  automatic = [],
}: {
  customer_id?: string | null
  redemptions?: CartRedemption[]
  managed?: string[]
  automatic?: string[]
}): ClaimPlan {
  return planClaim({
    run_id: RUN,
    customer_id,
    discounts: [discount],
    redemptions,
    managed: new Set(managed),
    automatic: new Set(automatic),
  })
}

/** A redemption that Anna linked to the cart, for the promotion on it. */
function createRedemption(
  overrides: Partial<CartRedemption> = {}
): CartRedemption {
  const time = new Date("2026-01-01T00:00:00Z")
  return {
    id: "promred",
    assignment_id: "assignment",
    cart_id: "cart",
    order_id: null,
    customer_id: ANNA,
    promotion_id: "promo",
    promotion_code: "10056",
    promotion_name: null,
    promotion_heading: null,
    engage_promotion_id: null,
    contact_id: null,
    channel: "ECOM",
    status: "linked",
    reason: null,
    inferred: false,
    discount_amount: null,
    currency_code: null,
    attempt_count: 0,
    next_attempt_at: null,
    payment_collection_id: null,
    run_id: null,
    lease_expires_at: null,
    deferred_at: null,
    redeemed_at: null,
    rejected_at: null,
    status_changed_at: time,
    status_changed_by: "customer",
    note: null,
    resolution: null,
    order_outcome: null,
    order_outcome_at: null,
    reassign_status: null,
    reassign_reason: null,
    reassigned_by: null,
    reassigned_at: null,
    reassign_known_ids: null,
    created_at: time,
    updated_at: time,
    held: false,
    reserved_elsewhere: false,
    opened: false,
    ...overrides,
  }
}
