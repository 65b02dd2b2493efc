import { setTimeout as delay } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"

/**
 * What Medusa's locking providers (in memory, Redis, Postgres) say when somebody
 * else has the lock. They share no class and no code for it.
 */
const SOMEBODY_HAS_IT = ["Timed-out acquiring lock", "Failed to acquire lock"]

/** Whether a lock was not to be had in time. Any other error is a failure. */
export function isLockTimeout(error: unknown): boolean {
  const { message } = error as { message?: unknown }
  return SOMEBODY_HAS_IT.some((words) => String(message).startsWith(words))
}

/** How long a change of a cart waits for the cart's lock. */
const WAIT_MS = 5_000

const RETRY_MS = 100

/** How long the lock of a server that has died outlives it, in seconds. */
const LOCK_LIVES_S = 30

/**
 * Takes a cart's lock, as Medusa's `acquireLockStep` does: in a workflow that is
 * nested in another one it does nothing, as the outermost workflow holds the
 * lock. To be released with Medusa's `releaseLockStep`. Undo: releases the lock.
 *
 * @throws MedusaError NOT_ALLOWED `redemption_in_progress` when somebody else
 * holds the lock for longer than five seconds.
 */
export const lockCartStep = createStep(
  "lock-cart",
  async (
    { cart_id }: { cart_id: string },
    { container, parentStepIdempotencyKey }
  ) => {
    if (parentStepIdempotencyKey) {
      return new StepResponse<undefined, string | undefined>(undefined)
    }
    const locking = container.resolve(Modules.LOCKING)
    const deadline = performance.now() + WAIT_MS
    for (;;) {
      try {
        await locking.acquire(cart_id, { expire: LOCK_LIVES_S })
        return new StepResponse<undefined, string | undefined>(
          undefined,
          cart_id
        )
      } catch (error) {
        if (!isLockTimeout(error)) {
          throw error
        }
        if (performance.now() >= deadline) {
          throw engageError("redemption_in_progress")
        }
      }
      await delay(RETRY_MS)
    }
  },
  async (cart_id, { container }) => {
    if (cart_id) {
      await container.resolve(Modules.LOCKING).release(cart_id)
    }
  }
)

/**
 * Makes sure that a cart is not an order. Medusa calls it completed before Engage
 * has answered: until then the order may still be undone.
 *
 * @throws MedusaError NOT_ALLOWED `redemption_in_progress` while an assignment on
 * the cart is being redeemed, `cart_already_completed` after that.
 */
export async function requireOpenCart(
  container: MedusaContainer,
  cart: { id: string; completed_at?: Date | string | null }
): Promise<void> {
  if (!cart.completed_at) {
    return
  }
  const service = container.resolve(PROMOTION_REDEMPTION_MODULE)
  const rows = await service.ledger.listForCart(cart.id)
  const undecided = rows.some(
    ({ status }) => status === "claimed" || status === "redeeming"
  )
  throw engageError(
    undecided ? "redemption_in_progress" : "cart_already_completed"
  )
}
