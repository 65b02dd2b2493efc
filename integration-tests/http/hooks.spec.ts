import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
  Modules,
} from "@medusajs/framework/utils"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import {
  completeCartWorkflow,
  refreshCartItemsWorkflow,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"

import {
  discountsOf,
  readyCart,
  linkedCart,
  type ReadyCart,
} from "../../testkit/jest/checkout"
import { listPayments, PROVIDERS } from "../../testkit/payment/payments"
import type { TestStorefront } from "../../testkit/jest/storefront"
import { expectRefused } from "../../testkit/jest/http"
import { listRedemptions } from "../../testkit/jest/acting"
import { engageSuite } from "../../testkit/jest/suite"

/** The moments of cart completion that the shop itself takes in this suite. */
const MOMENTS = [
  "validate",
  "beforePaymentAuthorization",
  "orderCreated",
] as const

type Moment = (typeof MOMENTS)[number]

type Handler = (
  input: Record<string, unknown>,
  context: { container: MedusaContainer }
) => Promise<StepResponse<unknown, unknown>>

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

/** What a gift card of the shop's gives to each cart, in euros. */
let giftCard = 0

/** As the loyalty plugin does it: no more than the cart costs. */
function takeGiftCards(): void {
  refreshCartItemsWorkflow.hooks.beforeRefreshingPaymentCollection(
    async ({ input }, { container }) => {
      if (giftCard > 0) {
        await useGiftCard(container, input.cart_id)
      }
      return new StepResponse(undefined)
    }
  )
}

/** What Medusa's typings leave out of the cart's module. */
type CreditLines = {
  listCreditLines(of: { cart_id: string }): Promise<{ id: string }[]>
  deleteCreditLines(ids: string[]): Promise<void>
  createCreditLines(lines: object[]): Promise<unknown>
}

async function useGiftCard(
  container: MedusaContainer,
  cart_id: string
): Promise<void> {
  const carts = container.resolve(Modules.CART) as unknown as CreditLines
  const lines = await carts.listCreditLines({ cart_id })
  await carts.deleteCreditLines(lines.map(({ id }) => id))
  const {
    data: [cart],
  } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["id", "total"],
    filters: { id: cart_id },
  })
  const amount = Math.min(giftCard, Number(cart?.total))
  await carts.createCreditLines([
    { cart_id, amount, reference: "gift-card", reference_id: "card" },
  ])
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
      takeGiftCards()
    },
  },
  (shop) => {
    beforeEach(() => {
      seen.length = 0
      changes.length = 0
      failing = undefined
      contextFails = false
      giftCard = 0
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

    it.each<[string, string, () => Promise<ReadyCart>]>([
      [
        "Engage",
        "promotion_not_found",
        async () => {
          const cart = await linkedCart(shop)
          shop.engage.refuse({ code: "PromotionNotFound" })
          return cart
        },
      ],
      [
        "the guard",
        "promotion_requires_assignment",
        async () => {
          const guest = await readyCart(shop, { customer: null })
          await guest.web.addCode(guest.id, "10056")
          await guest.web.startPayment(guest.id)
          await linkedCart(shop)
          return guest
        },
      ],
    ])(
      "undoes each of them, with what it kept, when %s refuses, with a note for operators",
      async (_, reason, prepare) => {
        const { web, id } = await prepare()
        seen.length = 0

        expectRefused(await web.complete(id), reason)

        expect(ran()).toEqual([...MOMENTS])
        expect(undone()).toEqual([...MOMENTS].reverse().map(undo))
        expect(discountsOf(await web.cart(id))).toEqual({})
        const { promotion_redemptions } = await listRedemptions(
          shop,
          `?cart_id=${id}`
        )
        expect(promotion_redemptions).toMatchObject([
          {
            promotion_code: "10056",
            status: "rejected",
            reason,
            order_id: null,
          },
        ])
      }
    )

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
        await shop.expectRow(cart.id, {
          status: "linked",
          order_id: null,
          run_id: null,
        })
        expect(discountsOf(await cart.web.cart(cart.id))).toEqual({
          "10056": 10,
        })
        const before = MOMENTS.slice(0, MOMENTS.indexOf(moment)).reverse()
        expect(
          undone().filter(({ moment: other }) => other !== moment)
        ).toEqual(before.map(undo))

        failing = undefined
        await cart.web.startPayment(cart.id, PROVIDERS.authorizing)
        const order = await cart.web.order(cart.id)
        expect(order.total).toBe(100)
        expect(shop.engage.redeemCalls()).toHaveLength(1)
        await shop.expectRow(cart.id, {
          status: "redeemed",
          order_id: order.id,
        })
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

    describe("beside a gift card of the shop's", () => {
      const paidBy = async (cart: { web: TestStorefront; id: string }) => {
        const { total, credit_line_total } = (await cart.web.cart(
          cart.id
        )) as unknown as { total: number; credit_line_total: number }
        return { total, card: credit_line_total }
      }

      it("an offer that is applied, or taken off, leaves the card the new total", async () => {
        giftCard = 105
        const offer = shop.engage.giveOffer(shop.anna)
        const cart = await readyCart(shop, { contents: {} })
        expect(await paidBy(cart)).toEqual({ total: 5, card: 105 })

        expect((await cart.web.applyOffer(cart.id, offer.id)).status).toBe(200)
        expect(await paidBy(cart)).toEqual({ total: 0, card: 100 })

        expect((await cart.web.removeOffer(cart.id, offer.id)).status).toBe(200)
        expect(await paidBy(cart)).toEqual({ total: 5, card: 105 })

        expect((await cart.web.applyOffer(cart.id, offer.id)).status).toBe(200)
        await cart.web.order(cart.id)
        expect((await shop.ledger.rows(cart.id)).at(-1)).toMatchObject({
          status: "redeemed",
          reason: null,
        })
      })

      it("an offer that Engage refuses leaves the card the new total", async () => {
        giftCard = 105
        const cart = await linkedCart(shop)
        shop.engage.refuse({ code: "PromotionNotFound" })

        expect((await cart.web.complete(cart.id)).status).toBe(400)

        expect(await paidBy(cart)).toEqual({ total: 5, card: 105 })
        const { amount } = await cart.web.startPayment(cart.id)
        expect(amount).toBe(5)
        expect((await cart.web.order(cart.id)).total).toBe(5)
      })
    })
  }
)
