import type { Database } from "../../../testkit/ledger/database"

/** What the job did for one row, and where the row stands. */
export type Worked = {
  assignment_id: string
  status: string
  held: boolean
  /** Calls of the job that were to redeem, and to look. */
  redeems: number
  looks: number
}

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

/** What the job did for these assignments. */
export function workedOn(
  database: Database,
  assignmentIds: string[]
): Promise<Worked[]> {
  return database<Worked>(WORKED, [assignmentIds])
}

/**
 * Does something while a claim takes half a second to be written: whoever claims
 * beside it has read the ledger before.
 */
export async function withSlowClaims<T>(
  database: Database,
  work: () => Promise<T>
): Promise<T> {
  await database(SLOW_CLAIMS)
  try {
    return await work()
  } finally {
    await database("DROP FUNCTION wait_before_claim CASCADE")
  }
}

/** How many connections a process of the shop has. */
export async function connectionsOf(
  database: Database,
  applicationName: string
): Promise<number> {
  const connections = await database(
    "SELECT 1 FROM pg_stat_activity WHERE application_name = $1",
    [applicationName]
  )
  return connections.length
}
