import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaResponse,
} from "@medusajs/framework/http"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { cartNotFound, isPlainId } from "../../utils/ids"

/**
 * The caller of a cart's route: a signed-in customer, or a guest by e-mail address.
 */
export type CartOwner = {
  customer_id: string | null
  guest_email: string | null
}

/** A request that {@link requireOwnCart} has let through. */
export type CartOwnerRequest<
  Body = unknown,
  Query extends Record<string, unknown> = Record<string, unknown>,
> = AuthenticatedMedusaRequest<Body, Query> & { cart_owner: CartOwner }

const cartSchema = z.object({
  customer_id: z.string().nullish(),
  email: z.string().nullish(),
  customer: z.object({ has_account: z.boolean().nullish() }).nullish(),
})

/**
 * Lets signed-in customers use only their own cart, and, with `guests: "email"`,
 * lets guests use a cart that belongs to no account.
 *
 * Answers 401 to every other caller who is not signed in. Answers 404 for the cart
 * of another customer, exactly as for a cart that does not exist.
 */
export async function requireOwnCart(
  req: AuthenticatedMedusaRequest & { cart_owner?: CartOwner },
  _res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const service = req.scope.resolve(PROMOTION_REDEMPTION_MODULE)
  const customer_id = req.auth_context?.actor_id || null
  const allowsGuests = (await service.getOptions()).guests === "email"
  const id = req.params.id
  if (!customer_id && !allowsGuests) {
    return next(
      new MedusaError(
        MedusaError.Types.UNAUTHORIZED,
        "Sign in to see your offers"
      )
    )
  }
  if (!isPlainId(id)) {
    return next(cartNotFound(id))
  }

  const {
    data: [row],
  } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["id", "customer_id", "email", "customer.has_account"],
    filters: { id },
  })
  const cart = cartSchema.optional().parse(row)
  const isOwn =
    cart &&
    (customer_id
      ? cart.customer_id === customer_id
      : !cart.customer?.has_account)
  if (!isOwn) {
    return next(cartNotFound(id))
  }
  req.cart_owner = {
    customer_id,
    guest_email: customer_id ? null : (cart.email ?? null),
  }
  next()
}
