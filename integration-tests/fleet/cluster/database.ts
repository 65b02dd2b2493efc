import { Client, Pool } from "@medusajs/framework/pg"

import type { Lifetime } from "../../../testkit/lifetime"

/** Copies a database that nobody is connected to. @returns the copy's address. */
export async function copyDatabase(
  lifetime: Lifetime,
  databaseUrl: string,
  name: string
): Promise<string> {
  const maintenance = new URL(databaseUrl)
  maintenance.pathname = "/template1"
  const template = decodeURIComponent(new URL(databaseUrl).pathname.slice(1))
  const copy = `${template}_${name}`
  await execute(
    maintenance.href,
    `CREATE DATABASE "${copy}" TEMPLATE "${template}"`
  )
  lifetime.onEnd(() =>
    execute(maintenance.href, `DROP DATABASE "${copy}" WITH (FORCE)`)
  )
  const url = new URL(databaseUrl)
  url.pathname = `/${copy}`
  return url.href
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** What the job did for one row, and where the row stands. */
export type Worked = {
  assignment_id: string
  status: string
  held: boolean
  /** Calls of the job that were to redeem, and to look. */
  redeems: number
  looks: number
}

const BACKLOG = `
  INSERT INTO promotion_redemption (id, assignment_id, cart_id, order_id,
    customer_id, promotion_id, promotion_code, contact_id, channel, status,
    reason, attempt_count, next_attempt_at, deferred_at, status_changed_at,
    status_changed_by)
  SELECT 'promred_' || waiting.id, waiting.id, 'cart_' || waiting.id,
    like_it.order_id, like_it.customer_id, like_it.promotion_id,
    like_it.promotion_code, like_it.contact_id, like_it.channel, 'pending',
    'engage_unavailable', 1, now(), now(), now(), 'checkout'
  FROM promotion_redemption like_it, unnest($1::text[]) AS waiting (id)
  WHERE like_it.cart_id = $2 AND like_it.order_id IS NOT NULL`

const UNANSWERED = `
  INSERT INTO promotion_redemption_attempt (id, operation, trigger, started_at,
    finished_at, http_status, outcome, promotion_redemption_id)
  SELECT 'promratt_' || waiting.id, 'redeem', 'checkout', now(), now(), 503,
    'unavailable', 'promred_' || waiting.id
  FROM unnest($1::text[]) AS waiting (id)`

const WORKED = `
  SELECT row.assignment_id, row.status,
    COALESCE(row.lease_expires_at > now(), false) AS held,
    count(*) FILTER (WHERE attempt.operation = 'redeem')::int AS redeems,
    count(*) FILTER (WHERE attempt.operation = 'verify')::int AS looks
  FROM promotion_redemption row
  LEFT JOIN promotion_redemption_attempt attempt
    ON attempt.promotion_redemption_id = row.id AND attempt.trigger = 'retry'
  WHERE row.assignment_id = ANY($1)
  GROUP BY row.id`

const SLOW_CLAIMS = `
  CREATE FUNCTION wait_before_claim() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_sleep(0.5);
    RETURN NEW;
  END $$;
  CREATE TRIGGER wait_before_claim BEFORE UPDATE ON promotion_redemption
  FOR EACH ROW WHEN (OLD.status = 'linked' AND NEW.status = 'claimed')
  EXECUTE FUNCTION wait_before_claim()`

/** What the suite needs of a shop's database beside the ledger's view of it. */
export class ClusterDatabase {
  private readonly pool: Pool

  constructor(databaseUrl: string) {
    this.pool = new Pool({ connectionString: databaseUrl, max: 2 })
    // A server that stops breaks connections that nobody uses.
    this.pool.on("error", () => undefined)
  }

  /**
   * Rows as checkouts leave them while Engage is away, due at once, of an order
   * that exists. Those `asked` were sent and answered with 503.
   */
  async addBacklog(of: {
    cartId: string
    assignmentIds: string[]
    asked: string[]
  }): Promise<void> {
    await this.pool.query(BACKLOG, [of.assignmentIds, of.cartId])
    await this.pool.query(UNANSWERED, [of.asked])
  }

  /** What the job did for these assignments. */
  async workedOn(assignmentIds: string[]): Promise<Worked[]> {
    const { rows } = await this.pool.query<Worked>(WORKED, [assignmentIds])
    return rows
  }

  /**
   * Does something while a claim takes half a second to be written: whoever
   * claims beside it has read the ledger before.
   */
  async withSlowClaims<T>(work: () => Promise<T>): Promise<T> {
    await this.pool.query(SLOW_CLAIMS)
    try {
      return await work()
    } finally {
      await this.pool.query("DROP FUNCTION wait_before_claim CASCADE")
    }
  }

  /** How many connections a process of the shop has. */
  async connectionsOf(applicationName: string): Promise<number> {
    const { rows } = await this.pool.query(
      "SELECT 1 FROM pg_stat_activity WHERE application_name = $1",
      [applicationName]
    )
    return rows.length
  }

  /** Gives the connections back. */
  async close(): Promise<void> {
    await this.pool.end()
  }
}
