import { BrokenPromise } from "../support/broken"
import { brief, isBinding } from "../support/ledger"
import { usedAssignments, waitsForAttention, type Scene } from "./scene"

/** Promise 1: one assignment, at most one order. */
export function checkOnce(scene: Scene): void {
  for (const assignment_id of scene.engage.keys()) {
    const rows = scene.rows.filter((row) => row.assignment_id === assignment_id)
    if (rows.filter(isBinding).length > 1) {
      throw new BrokenPromise(
        1,
        `${assignment_id} is held by two rows`,
        rows.map(brief)
      )
    }

    // One that an operator is told of, or will be, is not counted.
    const used = usedAssignments(scene).filter(
      (use) =>
        use.assignment_id === assignment_id &&
        use.row?.status !== "attention" &&
        !waitsForAttention(use.row)
    )
    if (used.length > 1) {
      throw new BrokenPromise(
        1,
        `${assignment_id} discounts ${used.map(({ order }) => order.id).join(" and ")}`,
        rows.map(brief)
      )
    }
  }
}
