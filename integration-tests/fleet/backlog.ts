import {
  createRedemptionChannel,
  type EngageSandbox,
} from "../../packages/engage-sandbox/src"
import { copyRows, type Copying } from "../../testkit/ledger/copy-rows"
import type { Database } from "../../testkit/ledger/database"
import { readLedger } from "../../testkit/ledger/rows"
import { comesTrue } from "../../testkit/poll"

/** Assignments of one contact, for a list of sane length. */
const ASSIGNMENTS_OF_A_CONTACT = 100

/** Redemptions that have piled up. */
export type Backlog = Awaited<ReturnType<typeof pileUp>>

/** What is to pile up. */
type BacklogInput = {
  /** A cart whose order has a redemption. */
  cartId: string
  count: number
  /** Of so many rows, a gateway answered one: the job asks Engage for it first. */
  unsureOneIn: number
}

/**
 * Piles up what an hour without Engage leaves on a busy day: copies of one order
 * that stands, each with a redemption that waits and is due.
 */
export async function pileUp(
  sql: Database,
  engage: EngageSandbox,
  { cartId, count, unsureOneIn }: BacklogInput
) {
  const assignments = assign(engage, count)
  const assignmentIds = assignments.map(({ id }) => id)
  const contactIds = assignments.map(({ contactId }) => contactId)
  const [original] = await readLedger(sql, [cartId])
  if (!original) {
    throw new Error(`Cart ${cartId} has no redemption to copy`)
  }
  const copy = (table: string, where: string, changes: Copying["changes"]) =>
    copyRows(sql, {
      ...{ table, where, changes },
      copies: `unnest($1::text[], $2::text[])
        WITH ORDINALITY AS copy (assignment_id, contact_id, n)`,
      values: [assignmentIds, contactIds],
    })
  const ofOrder = `order_id = '${original.order_id}'`
  const id = "source.id || '_' || copy.n"
  const order_id = `'${original.order_id}_' || copy.n`
  const cart_id = `'${cartId}_' || copy.n`

  await copy("order", `id = '${original.order_id}'`, {
    id,
    display_id: "1000000 + copy.n",
  })
  for (const table of [
    "order_summary",
    "order_item",
    "order_shipping",
    "order_payment_collection",
  ]) {
    await copy(table, ofOrder, { id, order_id })
  }
  await copy("order_cart", ofOrder, { id, order_id, cart_id })
  await copy("promotion_redemption", `id = '${original.id}'`, {
    ...{ id, cart_id, order_id },
    assignment_id: "copy.assignment_id",
    contact_id: "copy.contact_id",
    status: "'pending'",
    reason: "'engage_unavailable'",
    attempt_count: "1",
    run_id: "NULL",
    lease_expires_at: "NULL",
    deferred_at: "now()",
    next_attempt_at: "now()",
    redeemed_at: "NULL",
  })
  const ofRow = `promotion_redemption_id = '${original.id}'`
  await copy("promotion_redemption_attempt", ofRow, {
    id,
    promotion_redemption_id: `'${original.id}_' || copy.n`,
    outcome: "'unavailable'",
    http_status: `CASE WHEN copy.n % ${unsureOneIn} = 0 THEN 503 END`,
  })
  await sql("ANALYZE")
  const cartIds = assignments.map((_, nth) => `${cartId}_${nth + 1}`)
  /** How many rows are redeemed. */
  const settled = async () => {
    const [counted] = await sql<{ settled: number }>(
      `SELECT count(*)::int AS settled FROM promotion_redemption
       WHERE assignment_id = ANY($1) AND status = 'redeemed'`,
      [assignmentIds]
    )
    return counted?.settled ?? 0
  }
  /** Waits until so many rows are redeemed. @returns whether they are. */
  const until = (redeemed: number, patienceMs: number) =>
    comesTrue(async () => (await settled()) >= redeemed, patienceMs)
  return {
    settled,
    until,
    drained: (patienceMs: number) => until(count, patienceMs),
    /** The rows with their calls: for a short backlog. */
    rows: () => readLedger(sql, cartIds),
    /** Assignments that Engage did not redeem exactly once. */
    notOnce: () =>
      assignmentIds.filter((id) => engage.assignment(id).redeemCount !== 1),
  }
}

function assign(engage: EngageSandbox, count: number) {
  const redemptionChannels = [createRedemptionChannel()]
  let contactId = ""
  return Array.from({ length: count }, (_, nth) => {
    if (nth % ASSIGNMENTS_OF_A_CONTACT === 0) {
      contactId = engage.addContact({}).contactId
    }
    const { id } = engage.addAssignment(contactId, { redemptionChannels })
    return { id, contactId }
  })
}
