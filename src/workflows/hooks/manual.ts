/**
 * The plugin's handlers, for a shop that wires them itself: with the plugin's option
 * `hooks: "manual"`, in a file below the shop's `src/workflows/hooks`. Each function
 * returns a handler and its compensation, to spread into the hook. The server does
 * not start unless all four are wired.
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
 * // With the shop's own handler and compensation for the same hook.
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
 * `completeCartWorkflow.hooks.orderCreated`, missing in Medusa's typings: runs after
 * the payment, before the completion's lock is released.
 *
 * @throws MedusaError UNEXPECTED_STATE when this version of Medusa lacks the hook.
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
 * For `completeCartWorkflow.hooks.validate`: claims the assignments that discount
 * the cart, before the order. Undo: releases the claim, and takes refused offers off
 * the cart.
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
 * For `onOrderCreated`: redeems the completion's claim. A redemption cannot be
 * undone, so no step that may fail should follow. Undo: by `claimOnCartCompletion`.
 *
 * @throws MedusaError NOT_ALLOWED with a code of the catalogue when Engage refuses,
 * or when a discount lacks its assignment.
 */
export function redeemOnOrderCreated<OwnKept>(
  options?: TakeOptions<created.OrderCreatedInput, OwnKept>
): HandlerOfHook<created.OrderCreatedInput> {
  return takeHandler(created.redeemOnOrderCreated, options)
}

/**
 * For `updateCartPromotionsWorkflow.hooks.validate`: an Engage offer's promotion
 * needs its assignment, and taking the promotion off the cart by its name releases
 * the assignment. Codes that replace all codes of the cart release no assignment.
 * Medusa gives a handler wired by hand a copy of the codes: a linked offer left out
 * of the codes comes back with the next refresh of the cart. `POST /store/carts/:id`
 * refreshes the cart by itself; an empty list at `POST /store/carts/:id/promotions`
 * does not. Undo: links the released assignments again.
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
 * For `refreshCartItemsWorkflow.hooks.beforeRefreshingPaymentCollection`: makes a
 * changed cart's promotions match its assignments. Undo: none needed.
 */
export function syncBeforePaymentRefresh<OwnKept>(
  options?: TakeOptions<guard.BeforeRefreshingPaymentInput, OwnKept>
): HandlerOfHook<guard.BeforeRefreshingPaymentInput> {
  return takeHandler(guard.syncBeforePaymentRefresh, options)
}
