export {
  announce,
  PromotionRedemptionEvents,
  type PromotionRedemptionEvent,
} from "./announce"
export {
  forgetCustomersWorkflow,
  purgeRedemptionsWorkflow,
  type ForgetCustomersInput,
} from "./background/purge"
export {
  reassignCanceledOrdersWorkflow,
  type ReassignCanceledOrdersInput,
} from "./background/ended-orders"
export { reconcileRedemptionsWorkflow } from "./background/reconcile-redemptions"
export {
  redeemAssignmentsWorkflow,
  type RedeemAssignmentsInput,
} from "./checkout/redeem-assignments"
export {
  applyEngagePromotionWorkflow,
  type ApplyEngagePromotionInput,
} from "./offers/apply-engage-promotion"
export {
  resolveContactWorkflow,
  resolvedContact,
  type ResolveContactInput,
} from "./offers/contact"
export {
  linkAssignmentWorkflow,
  type CartOwner,
  type LinkAssignmentInput,
} from "./offers/link-assignment"
export {
  listCustomerEngagePromotionsWorkflow,
  listEngagePromotionsWorkflow,
  type ListEngagePromotionsInput,
} from "./offers/list-engage-promotions"
export {
  unlinkAssignmentWorkflow,
  type UnlinkAssignmentInput,
} from "./offers/unlink-assignment"
export {
  createEngageDraftWorkflow,
  decideManagedPromotionWorkflow,
  type CreateEngageDraftInput,
  type DecideManagedPromotionInput,
} from "./operator/managed-promotions"
export {
  reassignPromotionWorkflow,
  type ReassignPromotionInput,
} from "./operator/reassign-promotion"
export {
  resolveRedemptionWorkflow,
  type ResolveRedemptionInput,
} from "./operator/resolve-redemption"
export {
  retryRedemptionWorkflow,
  type RetryRedemptionInput,
} from "./operator/retry-redemption"
