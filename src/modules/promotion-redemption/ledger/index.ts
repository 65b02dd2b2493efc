import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { listReservingOrders } from "./canceled-orders"
import { listForCart, listHeld, listOrderedAssignments } from "./cart-rows"
import { claim, renewClaim, undoCheckout } from "./claim"
import { forgetContacts, purgeContacts } from "./contacts"
import { beginDraft, finishDraft, listDrafts } from "./drafts"
import { applyTaken, closeLostAttempts, takeDue } from "./due"
import {
  adopt,
  changePromotion,
  findRedeemedWithoutOrder,
  link,
  listPromotionsOfCart,
  unlink,
} from "./links"
import {
  countAwaitingDecision,
  decideManagedPromotion,
  findManagedPromotion,
  listManagedByHand,
  listManagedPromotionIds,
  listSeenEngagePromotions,
  noteManagedPromotion,
} from "./managed-promotions"
import { finishAction, reserveAgain, resolve, takeForRetry } from "./operator"
import { readVerdict } from "./order-verdict"
import { reservePace } from "./pace"
import {
  findPluginPromotion,
  listMoneyPromotions,
  notePluginPromotion,
} from "./plugin-promotions"
import { purgeUnsent, stripSettled } from "./purge"
import {
  finishReassigning,
  listNotReassigned,
  startReassigning,
  takeForReassigning,
  whyNotTaken,
} from "./reassigning"
import {
  applyHeld,
  finishRedeeming,
  startRedeeming,
  startRedeemingAll,
} from "./redeeming"
import {
  forgetRefusals,
  listRefusals,
  noteRefusal,
  purgeRefusals,
} from "./refusals"
import {
  countByState,
  countRedemptions,
  findRedemptionIds,
  listForExport,
  offerNamesWith,
} from "./search"
import { msUntilLanded } from "./sent"
import { addNote, leave, take, takersOf } from "./staff"
import { countByDay, countByStatus, listQueues, periodOf } from "./summary"
import { apply, closeAttempt } from "./transition"
import {
  endPaymentCheck,
  hasUndonePayments,
  noteUndonePayment,
  showPaymentOfCart,
} from "./undone-payments"

/** Each function runs one statement, or a few; see the function's file. */
const STATEMENTS = {
  // Any event of the machine.
  apply,

  // A cart and its redemptions.
  adopt,
  changePromotion,
  findRedeemedWithoutOrder,
  link,
  listForCart,
  listHeld,
  listOrderedAssignments,
  listPromotionsOfCart,
  noteRefusal,
  unlink,

  // A completion of a cart.
  applyHeld,
  claim,
  readVerdict,
  renewClaim,
  undoCheckout,

  // Calls to Engage, noted before and after.
  closeAttempt,
  finishReassigning,
  finishRedeeming,
  startReassigning,
  startRedeeming,
  startRedeemingAll,
  takeForReassigning,
  whyNotTaken,

  // The job.
  applyTaken,
  closeLostAttempts,
  listReservingOrders,
  listNotReassigned,
  msUntilLanded,
  reservePace,
  takeDue,

  // Payments of orders that were undone.
  hasUndonePayments,
  noteUndonePayment,
  endPaymentCheck,
  showPaymentOfCart,

  // An operator.
  addNote,
  countByDay,
  countByState,
  countByStatus,
  countRedemptions,
  findRedemptionIds,
  finishAction,
  reserveAgain,
  leave,
  listForExport,
  listQueues,
  listRefusals,
  offerNamesWith,
  periodOf,
  resolve,
  take,
  takeForRetry,
  takersOf,

  // Medusa promotions that stand for Engage's.
  beginDraft,
  countAwaitingDecision,
  decideManagedPromotion,
  findManagedPromotion,
  findPluginPromotion,
  finishDraft,
  listDrafts,
  listManagedByHand,
  listManagedPromotionIds,
  listMoneyPromotions,
  listSeenEngagePromotions,
  noteManagedPromotion,
  notePluginPromotion,

  // Deletions.
  forgetContacts,
  forgetRefusals,
  purgeContacts,
  purgeRefusals,
  purgeUnsent,
  stripSettled,
}

type Statements = typeof STATEMENTS

type OnKnex<Statement> = Statement extends (
  knex: Knex,
  ...input: infer Input
) => infer Answer
  ? (...input: Input) => Answer
  : never

/**
 * The ledger's statements on one connection. Each function commits before it
 * returns and joins no transaction of a caller, as a rollback could not undo a
 * call to Engage.
 */
export type Ledger = {
  readonly [Name in keyof Statements]: OnKnex<Statements[Name]>
}

export function ledgerOn(knex: Knex): Ledger {
  const bound = Object.entries(STATEMENTS).map(([name, statement]) => [
    name,
    (statement as (knex: Knex, ...input: unknown[]) => unknown).bind(
      null,
      knex
    ),
  ])
  return Object.fromEntries(bound) as Ledger
}
