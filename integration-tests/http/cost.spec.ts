import { QueryBuilder } from "@medusajs/framework/mikro-orm/knex"
import { WorkflowManager } from "@medusajs/framework/orchestration"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  completeCartWorkflowId,
  refreshCartItemsWorkflowId,
  updateCartPromotionsWorkflowId,
} from "@medusajs/medusa/core-flows"

import { recordStatements } from "../../src/modules/promotion-redemption/__tests__/support/statements"
import {
  discountsOf,
  readyCart,
  linkedCart,
  type ReadyCart,
} from "../../testkit/jest/checkout"
import { expectOk } from "../../testkit/jest/http"
import { createPromotion, addPromotions } from "../../testkit/jest/promotions"
import { engageSuite, type TestShop } from "../../testkit/jest/suite"

/**
 * What a completion sends to the database for one offer, beside Medusa: claims the
 * row, notes the call, and notes Engage's answer.
 */
const STATEMENTS_OF_AN_OFFER = Array(3).fill("with promotion_redemption")

/** Medusa's workflows in which the plugin has a part. */
const WORKFLOWS = [
  completeCartWorkflowId,
  refreshCartItemsWorkflowId,
  updateCartPromotionsWorkflowId,
]

type Handlers = Map<string, unknown>

/** Medusa's own handlers of the hooks, before the plugin adds its handlers. */
let plainHandlers: [string, unknown][][] = []

const handlersOf = (workflowId: string): Handlers => {
  const handlers: unknown = WorkflowManager.getWorkflow(workflowId)?.handlers_
  if (!(handlers instanceof Map)) {
    throw new Error(`Medusa keeps the handlers of ${workflowId} elsewhere`)
  }
  return handlers
}

const readHandlers = () => WORKFLOWS.map((id) => [...handlersOf(id)])

const putHandlers = (all: [string, unknown][][]) =>
  WORKFLOWS.forEach((id, nth) =>
    all[nth]?.forEach(([step, handler]) => handlersOf(id).set(step, handler))
  )

/** Runs with Medusa's own workflows, as they are without the plugin. */
async function asPlainMedusa<T>(work: () => Promise<T>): Promise<T> {
  const withPlugin = readHandlers()
  putHandlers(plainHandlers)
  try {
    return await work()
  } finally {
    putHandlers(withPlugin)
  }
}

/** What some work sends to the database, each statement in short. */
async function statementsOf(
  shop: TestShop,
  work: () => Promise<unknown>
): Promise<string[]> {
  const knex = shop.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const statements = recordStatements(knex)
  await work()
  return statements()
    .map(({ sql }) => shapeOf(sql))
    .sort()
}

/** All that a shopper changes on a cart before they pay, by what it is called. */
async function changesOf(shop: TestShop, cart?: Pick<ReadyCart, "web" | "id">) {
  const { web, id } = cart ?? (await shop.newCart())
  const of = (work: () => Promise<unknown>) => statementsOf(shop, work)
  return {
    add: await of(() => expectOk(web.addItem(id, "mug"))),
    change: await of(() => web.setQuantity(id, "mug", 2)),
    remove: await of(() => web.setQuantity(id, "mug", 0)),
    address: await of(() =>
      expectOk(
        web.updateCart(id, {
          shipping_address: {
            address_1: "Lilla gatan 2",
            city: "Lund",
            country_code: "se",
          },
        })
      )
    ),
    method: await of(() => web.chooseShipping(id)),
  }
}

/** Completes a cart. @returns what that sent to the database and to Engage. */
async function costOf(shop: TestShop, { web, id }: ReadyCart) {
  const calls = shop.engage.sandbox.calls().length
  let discounts = {}
  const statements = await statementsOf(shop, async () => {
    discounts = discountsOf(await web.order(id))
  })
  return {
    discounts,
    statements,
    calls: shop.engage.sandbox.calls().length - calls,
  }
}

/** What a statement does and to which table first, such as `select cart`. */
function shapeOf(sql: string): string {
  const [, verb = "", table = ""] =
    /^(\w+)(?:.*?(?:from|into|update) "?(\w+)"?)?/is.exec(sql) ?? []
  return `${verb} ${table}`.toLowerCase().trim()
}

/** Those of the statements that are not among the others, each counted. */
function without(statements: string[], others: string[]): string[] {
  const left = [...others]
  return statements.filter((statement) => {
    const nth = left.indexOf(statement)
    return nth < 0 || !left.splice(nth, 1).length
  })
}

engageSuite(
  {
    beforeBoot: () => {
      plainHandlers = readHandlers()
      // No job of anybody's: every statement is the completion's.
      process.env.MEDUSA_WORKER_MODE = "server"
    },
  },
  (shop) => {
    afterEach(() => jest.restoreAllMocks())

    // The first changes and the first completion fill caches.
    beforeAll(async () => {
      const cart = await shop.newCart()
      await changesOf(shop, cart)
      await cart.web.buy(cart.id)
    })

    it("adds no statement and no call to a cart without a promotion", async () => {
      const same = await readyCart(shop)
      const cart = await readyCart(shop)
      const plain = await asPlainMedusa(() => costOf(shop, same))

      const idle = await costOf(shop, cart)

      expect(plain.statements.length).toBeGreaterThan(0)
      expect(idle.statements).toEqual(plain.statements)
      expect(idle.calls).toBe(0)
    })

    it("adds three statements and one call to a cart with an offer", async () => {
      const withCode = await readyCart(shop)
      await withCode.web.addCode(withCode.id, "10056")
      await withCode.web.startPayment(withCode.id)
      const plain = await asPlainMedusa(() => costOf(shop, withCode))
      const cart = await linkedCart(shop)

      const redeemed = await costOf(shop, cart)

      expect(redeemed.discounts).toEqual({ "10056": 10 })
      expect(plain.discounts).toEqual(redeemed.discounts)
      expect(redeemed.calls).toBe(1)
      expect(without(redeemed.statements, plain.statements)).toEqual(
        STATEMENTS_OF_AN_OFFER
      )
    })

    it("adds no statement to the changes of a cart without a promotion", async () => {
      const plain = await asPlainMedusa(() => changesOf(shop))

      const idle = await changesOf(shop)

      expect(Object.values(plain).every(({ length }) => length)).toBe(true)
      expect(idle).toEqual(plain)
    })

    it("applies an offer with at most 30 statements more than Medusa a code", async () => {
      await addPromotions(shop.container, [createPromotion("PUBLIC-10")])
      const started = async () => {
        const { web, id } = await shop.newCart()
        await web.startPayment(id)
        return { web, id }
      }
      // The first of each fills caches, and notes the promotion as managed.
      const first = await started()
      await expectOk(first.web.addCode(first.id, "PUBLIC-10"))
      await expectOk(
        first.web.applyOffer(first.id, shop.engage.giveOffer(shop.anna).id)
      )
      const coded = await started()
      const applied = await started()
      const offer = shop.engage.giveOffer(shop.anna)

      const plain = await asPlainMedusa(() =>
        statementsOf(shop, () =>
          expectOk(coded.web.addCode(coded.id, "PUBLIC-10"))
        )
      )
      const ours = await statementsOf(shop, () =>
        expectOk(applied.web.applyOffer(applied.id, offer.id))
      )

      expect(discountsOf(await applied.web.cart(applied.id))).toEqual({
        "10056": 10,
      })
      expect(ours.length - plain.length).toBeLessThanOrEqual(30)
    })

    it("lists, applies and redeems an offer without making MikroORM slower for others", async () => {
      // Each clone makes V8 throw away what it has compiled of MikroORM's queries.
      const clone = jest.spyOn(QueryBuilder.prototype, "clone")
      const { web, id } = await linkedCart(shop)
      await expectOk(web.listOffers(id))
      await expectOk(web.listMyOffers())
      await web.order(id)
      expect(clone).not.toHaveBeenCalled()
    })
  }
)
