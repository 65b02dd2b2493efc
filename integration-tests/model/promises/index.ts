import {
  checkPromises as findBroken,
  type Moment,
} from "../../../testkit/promises/check"
import { readLedger } from "../../../testkit/ledger/rows"
import { BrokenPromise } from "../support/broken"
import { SUMMER } from "../support/cast"
import type { Model } from "../support/model"
import type { World } from "../support/world"

/** Reads what there is to be seen after a step. */
export async function lookAround(model: Model, world: World) {
  return {
    rows: await readLedger(world.db.sql),
    orders: world.shop
      .standing()
      .map(({ id, cart_id, finished, collection, promotions }) => ({
        ...{ id, cart_id, finished },
        paid: !collection || Boolean(collection.session.payment),
        discounts: promotions
          .filter((promotion_id) => promotion_id !== SUMMER.id)
          .map((promotion_id) => ({
            promotion_id,
            assignment_id: model.assignmentOf(cart_id, promotion_id),
          })),
      })),
    engage: world.sandbox.state().assignments,
  }
}

/** What the design promises, whatever has just failed. */
export async function checkPromises(
  model: Model,
  world: World,
  at: Moment = "any moment"
): Promise<void> {
  const [broken] = findBroken(await lookAround(model, world), at)
  if (broken) {
    throw new BrokenPromise(broken.promise, broken.what, broken.seen)
  }
}
