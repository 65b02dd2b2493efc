/**
 * The handlers of the plugin, for a shop that wires them itself: with the
 * plugin's option `hooks: "manual"`, in a file of its own below
 * `src/workflows/hooks`. Each function gives a handler and its undo, to be
 * spread into the hook; all four have to be wired, or the server does not start.
 *
 * @example
 * import {
 *   completeCartWorkflow,
 *   refreshCartItemsWorkflow,
 *   updateCartPromotionsWorkflow,
 * } from "@medusajs/medusa/core-flows"
 * import {
 *   claimOnCartCompletion,
 *   guardCartPromotions,
 *   onOrderCreated,
 *   redeemOnOrderCreated,
 *   syncBeforePaymentRefresh,
 * } from "medusa-plugin-voyado-engage/hooks"
 *
 * completeCartWorkflow.hooks.validate(...claimOnCartCompletion())
 * onOrderCreated(...redeemOnOrderCreated())
 * updateCartPromotionsWorkflow.hooks.validate(...guardCartPromotions())
 * refreshCartItemsWorkflow.hooks.beforeRefreshingPaymentCollection(
 *   ...syncBeforePaymentRefresh()
 * )
 *
 * @example
 * // With a handler of the shop's own for the same hook, and its undo.
 * completeCartWorkflow.hooks.validate(
 *   ...claimOnCartCompletion({ own: [holdTickets, freeTickets] })
 * )
 */
import { MedusaError } from "@medusajs/framework/utils"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"

import * as completion from "../checkout/claim"
import * as guard from "../checkout/guard"
import * as created from "../checkout/redeem"
import type { OrderCreatedInput } from "../checkout/redeem"
import {
  type HandlerOfHook,
  takeHandler,
  type TakeOptions,
} from "./take-handler"

type Hooks = {
  orderCreated?: (...handler: HandlerOfHook<OrderCreatedInput>) => void
}

/**
 * `completeCartWorkflow.hooks.orderCreated`, which Medusa has and does not have
 * in its typings: after the payment, before the completion's lock is released.
 *
 * @throws MedusaError UNEXPECTED_STATE when this Medusa does not have it.
 * @throws Error when the hook has a handler already.
 */
export function onOrderCreated(
  ...handler: HandlerOfHook<OrderCreatedInput>
): void {
  const { orderCreated } = completeCartWorkflow.hooks as Hooks
  if (!orderCreated) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "medusa-plugin-voyado-engage cannot redeem at checkout: in this version" +
        ' of Medusa `completeCartWorkflow` has no hook "orderCreated". Stay on' +
        " a version of Medusa that the plugin's README lists, or run" +
        " `redeemAssignmentsWorkflow` in a workflow of your own."
    )
  }
  orderCreated(...handler)
}

export type { OrderCreatedInput } from "../checkout/redeem"
export type { CompleteCartValidateInput } from "../checkout/claim"
export type { BeforeRefreshingPaymentInput } from "../checkout/guard"
export type { UpdateCartPromotionsValidateInput } from "../checkout/guard"
export type { HandlerOfHook, OwnHandler, TakeOptions } from "./take-handler"

/**
 * For `completeCartWorkflow.hooks.validate`: claims the assignments that
 * discount the cart, before there is an order. Undo: gives them back, and takes
 * off the cart what Engage refused.
 *
 * @throws MedusaError NOT_ALLOWED `redemption_in_progress` when the cart is being
 * completed elsewhere.
 */
export function claimOnCartCompletion<OwnKept>(
  options?: TakeOptions<completion.CompleteCartValidateInput, OwnKept>
): HandlerOfHook<completion.CompleteCartValidateInput> {
  return takeHandler(completion.claimOnCartCompletion, options)
}

/**
 * For `onOrderCreated`: redeems what the completion claimed. That cannot be
 * undone, so nothing that may fail should come after it. Undo: that of
 * `claimOnCartCompletion`.
 *
 * @throws MedusaError NOT_ALLOWED with a code of the catalogue when Engage
 * refuses, or when a discount lacks its assignment.
 */
export function redeemOnOrderCreated<OwnKept>(
  options?: TakeOptions<created.OrderCreatedInput, OwnKept>
): HandlerOfHook<created.OrderCreatedInput> {
  return takeHandler(created.redeemOnOrderCreated, options)
}

/**
 * For `updateCartPromotionsWorkflow.hooks.validate`: a promotion that stands for
 * Engage's needs its assignment, and taking one off the cart by its name releases
 * it. Codes that replace all others release nothing. Medusa gives a handler that is
 * wired by hand a copy of the codes: a linked offer that was not among them comes
 * back with the next refresh of the cart, which `POST /store/carts/:id` does by
 * itself, and an empty list at `POST /store/carts/:id/promotions` does not. Undo:
 * links again what it released.
 *
 * @throws MedusaError NOT_ALLOWED `promotion_requires_assignment`, or
 * `redemption_in_progress` when an order is using the assignment.
 */
export function guardCartPromotions<OwnKept>(
  options?: TakeOptions<guard.UpdateCartPromotionsValidateInput, OwnKept>
): HandlerOfHook<guard.UpdateCartPromotionsValidateInput> {
  return takeHandler(guard.guardCartPromotions, options)
}

/**
 * For `refreshCartItemsWorkflow.hooks.beforeRefreshingPaymentCollection`: keeps
 * a changed cart's promotions in step with its assignments. Undo: none needed.
 */
export function syncBeforePaymentRefresh<OwnKept>(
  options?: TakeOptions<guard.BeforeRefreshingPaymentInput, OwnKept>
): HandlerOfHook<guard.BeforeRefreshingPaymentInput> {
  return takeHandler(guard.syncBeforePaymentRefresh, options)
}
