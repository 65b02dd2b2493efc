import { WorkflowManager } from "@medusajs/framework/orchestration"
import {
  cancelOrderWorkflowId,
  completeCartWorkflowId,
  refreshCartItemsWorkflowId,
  updateCartPromotionsWorkflowId,
} from "@medusajs/medusa/core-flows"

/** A step as Medusa's workflow manager keeps it; only what is read here. */
type Flow = {
  action?: string
  noCompensation?: boolean
  next?: Flow | Flow[]
}

type Step = {
  name: string
  /** Steps of the same number run at the same time. */
  place: number
  compensates: boolean
}

/** A workflow's steps and hooks in the order in which Medusa runs them. */
function stepsOf(workflowId: string): Step[] {
  const flow = WorkflowManager.getWorkflow(workflowId)?.flow_ as
    Flow | undefined
  const collect = (steps: Flow | Flow[] | undefined, place: number): Step[] =>
    [steps ?? []]
      .flat()
      .flatMap(({ action, noCompensation, next }) => [
        ...(action
          ? [{ name: action, place, compensates: !noCompensation }]
          : []),
        ...collect(next, place + 1),
      ])
  return collect(flow, 0)
}

/**
 * Expects that each of these steps runs after the one before it has ended. Other
 * steps may stand between them: they differ from one Medusa to the next.
 */
function expectOrder(workflowId: string, names: string[]): void {
  const steps = stepsOf(workflowId)
  const found = steps.filter(({ name }) => names.includes(name))
  expect(found.map(({ name }) => name)).toEqual(names)
  const places = found.map(({ place }) => place)
  expect(places).toEqual([...new Set(places)])
}

/**
 * What the plugin takes for granted of Medusa's workflows. The model of the
 * integration tests copies the order of complete-cart by hand, from here.
 */
describe("Medusa's complete-cart", () => {
  it("claims before there is an order, and redeems after the payment", () => {
    expectOrder(completeCartWorkflowId, [
      "acquire-lock-step",
      "cart-query",
      "validate-cart-payments",
      "compensate-payment-if-needed",
      "validate",
      "create-orders",
      "update-carts",
      "beforePaymentAuthorization",
      "authorize-payment-session-step",
      "add-order-transaction",
      "orderCreated",
      "release-lock-step",
    ])
  })

  it("reads the cart's order beside the cart, before any hook", () => {
    expectOrder(completeCartWorkflowId, ["use-query-graph-step", "validate"])
  })

  it("counts the promotions' use and links the order before the payment", () => {
    for (const step of [
      "create-remote-links",
      "reserve-inventory-step",
      "register-usage",
      "emit-event-step",
    ]) {
      expectOrder(completeCartWorkflowId, [
        "create-orders",
        step,
        "authorize-payment-session-step",
      ])
    }
  })

  it("has nothing behind the redemption that can fail", () => {
    const names = stepsOf(completeCartWorkflowId).map(({ name }) => name)

    // `create-order` hands on what the steps for a first completion answered.
    expect(names.slice(names.indexOf("orderCreated") + 1)).toEqual([
      "create-order",
      "release-lock-step",
    ])
  })

  it.each([
    "acquire-lock-step",
    "compensate-payment-if-needed",
    "validate",
    "create-orders",
    "create-remote-links",
    "update-carts",
    "register-usage",
    "authorize-payment-session-step",
    "add-order-transaction",
    "orderCreated",
  ])("undoes %s when a later step fails", (name) => {
    expect(stepsOf(completeCartWorkflowId)).toContainEqual(
      expect.objectContaining({ name, compensates: true })
    )
  })
})

describe("Medusa's update-cart-promotions", () => {
  it("asks the guard before it computes a discount, under the cart's lock", () => {
    for (const step of [
      "remove-line-item-adjustments",
      "create-line-item-adjustments",
      "create-shipping-method-adjustments",
      "update-cart-promotions",
    ]) {
      expectOrder(updateCartPromotionsWorkflowId, [
        "acquire-lock-step",
        "fetch-cart",
        "validate",
        "get-promotion-codes-to-apply",
        "get-actions-to-compute-from-promotions",
        "prepare-adjustments-from-promotion-actions",
        step,
        "refresh-payment-collection-for-cart-as-step",
        "release-lock-step",
      ])
    }
  })
})

describe("Medusa's refresh-cart-items", () => {
  it("lets the plugin see the new discounts before the payment follows", () => {
    expectOrder(refreshCartItemsWorkflowId, [
      "acquire-lock-step",
      "refetch-cart",
      "update-cart-promotions-as-step",
      "beforeRefreshingPaymentCollection",
      "refresh-payment-collection-for-cart-as-step",
      "release-lock-step",
    ])
  })
})

describe("Medusa's cancel-order", () => {
  it("checks the order, gives back its payment, and cancels it at the end", () => {
    for (const step of [
      "refund-captured-payments-workflow-as-step",
      "cancel-payment-step",
      "emit-event-step",
    ]) {
      expectOrder(cancelOrderWorkflowId, [
        "cancel-validate-order",
        step,
        "cancel-orders",
        "orderCanceled",
      ])
    }
  })

  it("does not give back the use of a promotion", () => {
    const names = stepsOf(cancelOrderWorkflowId).map(({ name }) => name)

    expect(names.filter((name) => /usage/.test(name))).toEqual([])
  })
})
