import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { availableActions } from "../../../modules/promotion-redemption/ledger/operator"
import type {
  AdminPromotionRedemptionAction,
  AdminPromotionRedemptionDetail,
} from "../../../types/admin-http"
import type { PromotionRedemptionDTO } from "../../../types/promotion-redemption"
import { nullRelations } from "../null-relations"
import { withLaterOrders } from "./later-orders"
import { staffById, takersById } from "./staff"

/**
 * A redemption with its history and the actions that an operator may take.
 * @throws MedusaError NOT_FOUND
 */
export async function retrieveRedemption({
  params,
  scope,
  queryConfig,
}: Pick<
  AuthenticatedMedusaRequest,
  "params" | "scope" | "queryConfig"
>): Promise<AdminPromotionRedemptionDetail> {
  const id = params.id as string
  const service = scope.resolve(PROMOTION_REDEMPTION_MODULE)
  const query = scope.resolve(ContainerRegistrationKeys.QUERY)
  const [
    {
      data: [selected],
    },
    [row],
    actions,
    takers,
  ] = await Promise.all([
    query.graph({
      entity: "promotion_redemption",
      fields: queryConfig.fields,
      filters: { id },
    }),
    service.listPromotionRedemptions({ id }, { take: 1 }),
    listActions(scope, id),
    takersById(scope, [id]),
  ])
  if (!selected || !row) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `Promotion redemption with id: ${id} was not found`
    )
  }
  const { data: orders } = row.order_id
    ? await query.graph({
        entity: "order",
        fields: ["status"],
        filters: { id: row.order_id },
      })
    : { data: [] }
  // The rows have `Date`s, the type has text: JSON makes the text.
  const [redemption] = (await withLaterOrders(
    scope,
    [
      nullRelations(
        selected as unknown as AdminPromotionRedemptionDetail,
        queryConfig.fields
      ),
    ],
    queryConfig.fields
  )) as [AdminPromotionRedemptionDetail]
  return {
    ...redemption,
    ...(redemption.attempts && {
      attempts: [...redemption.attempts].sort(
        (one, other) =>
          Number(new Date(one.started_at)) - Number(new Date(other.started_at))
      ),
    }),
    taken_by: takers.get(id) ?? null,
    actions,
    available_actions: availableActions(row as PromotionRedemptionDTO, {
      order_outcome:
        orders[0]?.status === "canceled" ? "canceled" : row.order_outcome,
    }),
  }
}

/** Operators' actions on a redemption, oldest first, with each operator's name. */
async function listActions(
  container: MedusaContainer,
  redemptionId: string
): Promise<AdminPromotionRedemptionAction[]> {
  const actions = await container
    .resolve(PROMOTION_REDEMPTION_MODULE)
    .listPromotionRedemptionActions(
      { promotion_redemption_id: redemptionId },
      { order: { created_at: "ASC", id: "ASC" } }
    )
  const staff = await staffById(
    container,
    actions.map(({ actor_id }) => actor_id)
  )
  return actions.map((action) => ({
    id: action.id,
    action: action.action,
    resolution: action.resolution,
    from_status: action.from_status,
    to_status: action.to_status,
    note: action.note,
    actor_id: action.actor_id,
    user: staff.get(action.actor_id) ?? null,
    created_at: new Date(action.created_at).toISOString(),
  }))
}
