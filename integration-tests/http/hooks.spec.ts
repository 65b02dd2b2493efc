import { MedusaError } from "@medusajs/framework/utils"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import {
  completeCartWorkflow,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"

import { discountsOf, linkedCart } from "../../testkit/jest/checkout"
import { listPayments, PROVIDERS } from "../../testkit/payment/payments"
import { expectRefused } from "../../testkit/jest/http"
import { engageSuite } from "../../testkit/jest/suite"

/** The moments of cart completion that the shop itself takes in this suite. */
const MOMENTS = [
  "validate",
  "beforePaymentAuthorization",
  "orderCreated",
] as const

type Moment = (typeof MOMENTS)[number]

type Handler = (input: object) => Promise<StepResponse<unknown, unknown>>

type Undo = (kept: unknown) => Promise<void>

/** Medusa types only one of the three. */
type Hooks = Record<Moment, (handler: Handler, undo: Undo) => void>

/** What the shop's handlers saw, in order. */
const seen: { what: "run" | "undo"; moment: Moment; kept?: unknown }[] = []

/** The handler that throws, if any. */
let failing: Moment | undefined

/** What the shop's own handlers did where a cart's codes change, in order. */
const changes: string[] = []

/** Whether the shop's own handler behind the guard throws. */
let contextFails = false

function takeCodes(): void {
  updateCartPromotionsWorkflow.hooks.validate(
    async ({ input }) => {
      const codes = `${input.action ?? "add"} ${input.promo_codes}`
      changes.push(codes)
      return new StepResponse(undefined, codes)
    },
    async (codes) => void changes.push(`undo ${codes}`)
  )
  updateCartPromotionsWorkflow.hooks.setPromotionContext(async () => {
    if (contextFails) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "The shop's own context says no"
      )
    }
    return new StepResponse({})
  })
}

function takeHook(moment: Moment): void {
  const hooks = completeCartWorkflow.hooks as unknown as Hooks
  hooks[moment](
    async (input) => {
      seen.push({ what: "run", moment })
      if (failing === moment) {
        throw new MedusaError(
          MedusaError.Types.NOT_ALLOWED,
          `The shop's own ${moment} says no`
        )
      }
      return new StepResponse(
        { said: moment },
        { kept: moment, input: Object.keys(input).sort() }
      )
    },
    async (kept) => {
      seen.push({ what: "undo", moment, kept })
    }
  )
}

const ran = () =>
  seen.filter(({ what }) => what === "run").map(({ moment }) => moment)

const undone = () => seen.filter(({ what }) => what === "undo")

/** What each compensation has to be given: what its own handler kept. */
const KEPT = {
  validate: { kept: "validate", input: ["cart", "input"] },
  beforePaymentAuthorization: {
    kept: "beforePaymentAuthorization",
    input: ["input"],
  },
  orderCreated: { kept: "orderCreated", input: ["cart_id", "order_id"] },
}

const undo = (moment: Moment) => ({ what: "undo", moment, kept: KEPT[moment] })

engageSuite(
  {
    beforeBoot: () => {
      // Before the plugin is loaded, as another plugin might ...
      takeHook("validate")
      takeHook("beforePaymentAuthorization")
      // ... and after it, as the shop's own files are.
      jest.requireActual("../../src/workflows/hooks/register-hooks")
      takeHook("orderCreated")
      takeCodes()
    },
  },
  (shop) => {
    beforeEach(() => {
      seen.length = 0
      changes.length = 0
      failing = undefined
      contextFails = false
    })

    it("runs the shop's handlers beside its own, each once, and only validate when a cart is completed again", async () => {
      const cart = await linkedCart(shop, { contents: {} })

      const order = await cart.web.order(cart.id)

      expect(ran()).toEqual([...MOMENTS])
      expect(undone()).toEqual([])
      expect(changes).toContain("add 10056")
      expect(changes.join()).not.toContain("undo")
      await shop.expectRow(cart.id, { status: "redeemed", order_id: order.id })

      seen.length = 0
      expect((await cart.web.order(cart.id)).id).toBe(order.id)
      expect(ran()).toEqual(["validate"])
      expect(undone()).toEqual([])
    })

    it("undoes each of them, with what it kept, when the plugin refuses", async () => {
      const { web, id } = await linkedCart(shop)
      shop.engage.refuse({ code: "PromotionNotFound" })
      seen.length = 0

      expectRefused(await web.complete(id), "promotion_not_found")

      expect(ran()).toEqual([...MOMENTS])
      expect(undone()).toEqual([...MOMENTS].reverse().map(undo))
      expect(discountsOf(await web.cart(id))).toEqual({})
    })

    it.each(MOMENTS)(
      "redeems nothing when the shop's own %s throws",
      async (moment) => {
        const cart = await linkedCart(shop, { provider: PROVIDERS.authorizing })
        failing = moment

        expect(await cart.web.complete(cart.id)).toMatchObject({
          status: 400,
          data: { message: `The shop's own ${moment} says no` },
        })

        expect(shop.engage.redeemCalls()).toEqual([])
        expect(await shop.orders()).toEqual([])
        const payments = await listPayments(shop.container)
        expect(payments.filter(({ canceled_at }) => !canceled_at)).toEqual([])
        const linked = { status: "linked", order_id: null, run_id: null }
        await shop.expectRow(cart.id, linked)
        const after = await cart.web.cart(cart.id)
        expect(discountsOf(after)).toEqual({ "10056": 10 })
        const before = MOMENTS.slice(0, MOMENTS.indexOf(moment)).reverse()
        expect(
          undone().filter(({ moment: other }) => other !== moment)
        ).toEqual(before.map(undo))

        failing = undefined
        await cart.web.startPayment(cart.id, PROVIDERS.authorizing)
        const order = await cart.web.order(cart.id)
        expect(order.total).toBe(100)
        expect(shop.engage.redeemCalls()).toHaveLength(1)
        const redeemed = { status: "redeemed", order_id: order.id }
        await shop.expectRow(cart.id, redeemed)
      }
    )

    it("links an assignment again, and undoes the shop's own check, when taking its code off fails", async () => {
      const cart = await linkedCart(shop)
      changes.length = 0
      contextFails = true

      expect(await cart.web.removeCode(cart.id, "10056")).toMatchObject({
        status: 400,
        data: { message: "The shop's own context says no" },
      })

      expect(changes).toEqual(["remove 10056", "undo remove 10056"])
      expect(discountsOf(await cart.web.cart(cart.id))).toEqual({ "10056": 10 })
      await shop.expectRows(cart.id, [
        { status: "released" },
        { status: "linked" },
      ])

      contextFails = false
      expect((await cart.web.order(cart.id)).total).toBe(100)
      expect(shop.engage.redeemCalls()).toHaveLength(1)
    })
  }
)
