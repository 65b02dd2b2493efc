import type {
  AdminPromotionRedemptionAction,
  AdminPromotionRedemptionAttempt,
  AdminPromotionRedemptionDetail,
} from "../../types/admin-http"

/** The actor of an event: a part of the shop, or a person with a name. */
export type Actor =
  | { kind: "customer" | "checkout" | "job" | "somebody" | "removed" }
  | { kind: "named"; name: string }

/** An event in a redemption's timeline. */
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

/** All events of a redemption, newest first. */
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
  // The sort is stable: of two events at the same time, the later listed is the
  // newer.
  return entries
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .reverse()
}

/**
 * @param id - `customer`, `checkout`, `job`, or the id of a user or an API key;
 * empty after personal data was removed
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
