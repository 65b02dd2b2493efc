import type { Verification } from "../../modules/promotion-redemption/engage/types"
import type { DueRedemption } from "../../modules/promotion-redemption/ledger/due"
import { announce } from "../announce"
import type { Settled, Turn } from "./turn"

const triggerOf = ({ by }: Turn) => (by ? "manual" : "retry")

/** Asks Engage's list what became of an earlier call. */
export function look(
  turn: Turn,
  redemption: DueRedemption
): Promise<Verification> {
  return turn.service.verify(redemption, turn.run_id, {
    trigger: triggerOf(turn),
    timeout_ms: turn.wait_ms,
    await_slot: turn.await_slot,
  })
}

/** Redeems in Engage, once, and commits what came of it. */
export async function redeem(turn: Turn, redemption: DueRedemption): Settled {
  const { service, run_id } = turn
  if (redemption.maybe_sent) {
    // Before the call is noted: a server that dies while it waits has sent none.
    await turn.await_slot?.()
    if (await service.isStopping()) {
      // Another server sends it, and the shutdown waits for one call, not two.
      await service.giveBack({ ids: [redemption.id], run_id })
      return null
    }
  }
  const { redemption: sent } = await service.redeem(
    {
      id: redemption.id,
      run_id,
      from: [redemption.status],
      trigger: triggerOf(turn),
      by: turn.by ?? "job",
      order_id: redemption.order_id,
      on_refused: "attention",
      wait_ms: turn.wait_ms ?? null,
      not_before_ms: 0,
      await_slot: redemption.maybe_sent ? undefined : turn.await_slot,
    },
    (late) => announce(turn.container, [late])
  )
  // One whose call is still out has a verdict to come.
  return sent?.status === "pending" && !sent.lease_expires_at
    ? ((await service.giveUp(sent.id)) ?? sent)
    : sent
}
