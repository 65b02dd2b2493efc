import type { Pool } from "@medusajs/framework/pg"

import {
  createRedemptionChannel,
  type EngageSandbox,
} from "../../../packages/engage-sandbox/src"
import { copyRows, type Copying } from "../../../testkit/ledger/copy-rows"
import { onPool } from "../../../testkit/ledger/database"

/** Assignments of one contact, for a list of sane length. */
const ASSIGNMENTS_OF_A_CONTACT = 100

/** Of so many rows, one was answered by a gateway: it is asked for first. */
const UNSURE_ONE_IN = 10

/** What is to pile up. */
export type BacklogInput = {
  /** A cart whose order has a redemption. */
  cartId: string
  count: number
  /** Of so many rows, one costs a call more. Default: of ten. */
  unsureOneIn?: number
}

/** The assignment of one redemption of a backlog, and the contact who has it. */
type CopyOf = { assignmentId: string; contactId: string }

/** Redemptions that have piled up. */
export type Backlog = {
  assignmentIds: string[]
  /** Calls that it takes to settle all of them. */
  calls: number
}

/**
 * Piles up what an hour without Engage leaves on a busy day: copies of one order
 * that stands, each with a redemption that waits and is due.
 */
export async function pileUp(
  pool: Pool,
  engage: EngageSandbox,
  { cartId, count, unsureOneIn = UNSURE_ONE_IN }: BacklogInput
): Promise<Backlog> {
  const copies = assign(engage, count)
  const { rows } = await pool.query<{ id: string; order_id: string }>(
    "SELECT id, order_id FROM promotion_redemption WHERE cart_id = $1",
    [cartId]
  )
  const [original] = rows
  if (!original) {
    throw new Error(`Cart ${cartId} has no redemption to copy`)
  }
  const database = onPool(pool)
  const copy = (table: string, where: string, changes: Copying["changes"]) =>
    copyRows(database, {
      ...{ table, where, changes },
      copies: `unnest($1::text[], $2::text[])
        WITH ORDINALITY AS copy (assignment_id, contact_id, n)`,
      values: [
        copies.map(({ assignmentId }) => assignmentId),
        copies.map(({ contactId }) => contactId),
      ],
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
    id,
    assignment_id: "copy.assignment_id",
    contact_id: "copy.contact_id",
    cart_id,
    order_id,
    status: "'pending'",
    reason: "'engage_unavailable'",
    attempt_count: "1",
    run_id: "NULL",
    lease_expires_at: "NULL",
    deferred_at: "now()",
    next_attempt_at: "now()",
    redeemed_at: "NULL",
  })
  await copy(
    "promotion_redemption_attempt",
    `promotion_redemption_id = '${original.id}'`,
    {
      id,
      promotion_redemption_id: `'${original.id}_' || copy.n`,
      outcome: "'unavailable'",
      http_status: `CASE WHEN copy.n % ${unsureOneIn} = 0 THEN 503 END`,
    }
  )
  await pool.query("ANALYZE")
  return {
    assignmentIds: copies.map(({ assignmentId }) => assignmentId),
    calls: count + Math.floor(count / unsureOneIn),
  }
}

function assign(engage: EngageSandbox, count: number): CopyOf[] {
  const redemptionChannels = [createRedemptionChannel()]
  const copies: CopyOf[] = []
  while (copies.length < count) {
    const { contactId } = engage.addContact({})
    const more = Math.min(ASSIGNMENTS_OF_A_CONTACT, count - copies.length)
    for (let index = 0; index < more; index++) {
      const { id } = engage.addAssignment(contactId, { redemptionChannels })
      copies.push({ assignmentId: id, contactId })
    }
  }
  return copies
}
