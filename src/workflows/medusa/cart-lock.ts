import { setTimeout as delay } from "node:timers/promises"

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { engageError } from "../../errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../modules/promotion-redemption/key"

/**
 * The messages of Medusa's locking providers (in memory, Redis, Postgres) for a lock
 * that is taken. The providers share no error class and no code.
 */
const SOMEBODY_HAS_IT = ["Timed-out acquiring lock", "Failed to acquire lock"]

/** Whether a lock was not free in time. Any other error is a failure. */
export function isLockTimeout(error: unknown): boolean {
  const { message } = error as { message?: unknown }
  return SOMEBODY_HAS_IT.some((words) => String(message).startsWith(words))
}

/** How long a change of a cart waits for the cart's lock, in milliseconds. */
const WAIT_MS = 5_000

const RETRY_MS = 100

/** How long a dead server's lock lives on, in seconds. */
const LOCK_LIVES_S = 30

/**
 * Takes a cart's lock, like Medusa's `acquireLockStep`: does nothing in a nested
 * workflow, because the outermost workflow holds the lock. Release the lock with
 * Medusa's `releaseLockStep`. Undo: releases the lock.
 *
 * @throws MedusaError NOT_ALLOWED `redemption_in_progress` when the lock is not free
 * within five seconds.
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
 * Refuses a cart that is an order already. Medusa marks a cart completed before
 * Engage has answered: until then the order may still be undone.
 *
 * @throws MedusaError NOT_ALLOWED `redemption_in_progress` while an assignment on
 * the cart is being redeemed, `cart_already_completed` afterwards.
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
