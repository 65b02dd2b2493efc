import type { EngageSandbox } from "../../../packages/engage-sandbox/src"
import type { Completion } from "../../../testkit/purchases/completions"
import type { Scene } from "../../../testkit/purchases/scene"
import { openCalls, type LedgerRow } from "../../../testkit/ledger/rows"

/** Where a completion or a background run was when its server was killed. */
export const MOMENTS = [
  "before the claim",
  "between claim and order",
  "between order and POST",
  "while the POST is out, not saved yet",
  "while the POST is out, saved",
  "between the answer and its commit",
  "between the verdict and the end",
  "while a refusal is undone",
  "after the undoing",
  "job: row taken, nothing sent",
  "job: while the GET is out",
  "job: while the POST is out",
] as const

export type Moment = (typeof MOMENTS)[number]

/** What the ledger, Medusa and Engage said of completions as their server died. */
export async function momentsOf(
  { ledger, engage }: Pick<Scene, "ledger" | "engage">,
  hit: Completion[]
): Promise<Moment[]> {
  const purchases = hit.map(({ purchase }) => purchase)
  const rows = await ledger.rowsOf(...purchases.map(({ cartId }) => cartId))
  const orders = await ledger.ordersOf(purchases.map(({ key }) => key))
  return purchases.map(({ cartId, key }) =>
    momentOfCompletion(
      rows.find(({ cart_id }) => cart_id === cartId),
      orders.some(({ purchase }) => purchase === key),
      engage
    )
  )
}

/** @param ordered Medusa has an order of the cart. */
function momentOfCompletion(
  row: LedgerRow | undefined,
  ordered: boolean,
  engage: EngageSandbox
): Moment {
  switch (row?.status) {
    case "claimed":
      return ordered ? "between order and POST" : "between claim and order"
    case "redeeming":
      return momentOfCall(row.assignment_id ?? "", engage)
    case "redeemed":
    case "pending":
    case "attention":
      return "between the verdict and the end"
    case "rejected":
      return ordered || row.order_id
        ? "while a refusal is undone"
        : "after the undoing"
    default:
      return ordered ? "after the undoing" : "before the claim"
  }
}

/** What a job was doing with a row that it held as its server died. */
export function momentOfJob(row: LedgerRow): Moment {
  const open = openCalls(row)
  if (open.includes("verify")) {
    return "job: while the GET is out"
  }
  return open.includes("redeem")
    ? "job: while the POST is out"
    : "job: row taken, nothing sent"
}

function momentOfCall(assignmentId: string, engage: EngageSandbox): Moment {
  const call = engage.calls({ operation: "redeem", assignmentId }).at(-1)
  if (call?.status) {
    return "between the answer and its commit"
  }
  return call?.saved
    ? "while the POST is out, saved"
    : "while the POST is out, not saved yet"
}
