import type {
  AdminPromotionRedemptionAction,
  AdminPromotionRedemptionAttempt,
  AdminPromotionRedemptionDetail,
} from "../../types/admin-http"

/** Who did something: the shop's own parts, or somebody with a name. */
export type Actor =
  | { kind: "customer" | "checkout" | "job" | "somebody" | "removed" }
  | { kind: "named"; name: string }

/** Something that happened to a redemption. */
export type TimelineEntry =
  | { kind: "linked"; at: string }
  | { kind: "attempt"; at: string; attempt: AdminPromotionRedemptionAttempt }
  | {
      kind: "action"
      at: string
      action: AdminPromotionRedemptionAction
      by: Actor
    }
  | { kind: "state"; at: string; by: Actor }

/** All that happened to a redemption, newest first. */
export function timelineOf(
  redemption: AdminPromotionRedemptionDetail
): TimelineEntry[] {
  const { attempts, actions } = redemption
  const entries: TimelineEntry[] = [
    { kind: "linked", at: redemption.created_at },
    ...attempts.map((attempt) => ({
      kind: "attempt" as const,
      at: attempt.started_at,
      attempt,
    })),
    ...actions.map((action) => ({
      kind: "action" as const,
      at: action.created_at,
      action,
      by: actorOf(action.actor_id, actions),
    })),
  ]
  if (redemption.status !== "linked") {
    entries.push({
      kind: "state",
      at: redemption.status_changed_at,
      by: actorOf(redemption.status_changed_by, actions),
    })
  }
  // Stable: of two at the same time, the one that is listed later came later.
  return entries
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .reverse()
}

/**
 * @param id - `customer`, `checkout`, `job`, or a user's or a key's id; empty
 *   once it is stripped
 */
function actorOf(id: string, actions: AdminPromotionRedemptionAction[]): Actor {
  if (id === "") {
    return { kind: "removed" }
  }
  if (id === "customer" || id === "checkout" || id === "job") {
    return { kind: id }
  }
  const user = actions.find(({ actor_id }) => actor_id === id)?.user
  if (!user) {
    return { kind: "somebody" }
  }
  const name = [user.first_name, user.last_name].filter(Boolean).join(" ")
  return { kind: "named", name: name || user.email }
}
