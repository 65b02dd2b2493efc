import { WorkflowManager } from "@medusajs/framework/orchestration"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"

import { recordStatements } from "../../src/modules/promotion-redemption/__tests__/support/statements"
import {
  discountsOf,
  readyCart,
  type ReadyCart,
} from "../../testkit/jest/checkout"
import { engageSuite, type TestShop } from "../../testkit/jest/suite"

/**
 * What a completion sends to the database for one offer, beside Medusa: reads the
 * cart's redemptions, claims, notes the call, and notes Engage's answer.
 */
const STATEMENTS_OF_AN_OFFER = [
  "select promotion_redemption",
  "with promotion_redemption",
  "with promotion_redemption",
  "with promotion_redemption",
]

/** What complete-cart does at its hooks while nobody has taken them. */
let plainHandlers: [string, unknown][] = []

function completeCartHandlers(): Map<string, unknown> {
  const handlers: unknown = WorkflowManager.getWorkflow(
    completeCartWorkflowId
  )?.handlers_
  if (!(handlers instanceof Map)) {
    throw new Error("Medusa keeps the handlers of complete-cart elsewhere")
  }
  return handlers
}

/** Runs with Medusa's own complete-cart, as it is without the plugin. */
async function asPlainMedusa<T>(work: () => Promise<T>): Promise<T> {
  const handlers = completeCartHandlers()
  const withPlugin = [...handlers]
  const put = (all: [string, unknown][]) =>
    all.forEach(([step, handler]) => handlers.set(step, handler))
  put(plainHandlers)
  try {
    return await work()
  } finally {
    put(withPlugin)
  }
}

/** Completes a cart. @returns what that sent to the database and to Engage. */
async function costOf(shop: TestShop, { web, id }: ReadyCart) {
  const knex = shop.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const calls = shop.engage.sandbox.calls().length
  const statements = recordStatements(knex)
  const order = await web.order(id)
  return {
    discounts: discountsOf(order),
    statements: statements()
      .map(({ sql }) => shapeOf(sql))
      .sort(),
    calls: shop.engage.sandbox.calls().length - calls,
  }
}

/** What a statement does and to which table first, such as `select cart`. */
function shapeOf(sql: string): string {
  const [, verb = "", table = ""] =
    /^(\w+)(?:.*?(?:from|into|update) "(\w+)")?/is.exec(sql) ?? []
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
      plainHandlers = [...completeCartHandlers()]
      // No job of anybody's: every statement is the completion's.
      process.env.MEDUSA_WORKER_MODE = "server"
    },
  },
  (shop) => {
    beforeEach(async () => {
      // The first completion fills caches.
      const { web, id } = await readyCart(shop)
      await web.order(id)
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

    it("adds four statements and one call to a cart with an offer", async () => {
      const withCode = await readyCart(shop)
      await withCode.web.addCode(withCode.id, "10056")
      await withCode.web.startPayment(withCode.id)
      const plain = await asPlainMedusa(() => costOf(shop, withCode))
      const offer = shop.engage.giveOffer(shop.anna)
      const cart = await readyCart(shop, { offers: [offer] })

      const redeemed = await costOf(shop, cart)

      expect(redeemed.discounts).toEqual({ "10056": 10 })
      expect(plain.discounts).toEqual(redeemed.discounts)
      expect(redeemed.calls).toBe(1)
      expect(without(redeemed.statements, plain.statements)).toEqual(
        STATEMENTS_OF_AN_OFFER
      )
    })
  }
)
