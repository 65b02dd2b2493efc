import type { Pool } from "@medusajs/framework/pg"

import { figureOf, type Figure } from "../figures"
import { say } from "../report/progress"
import {
  openInstallation,
  openShop,
  type Bench,
  type OpenShop,
} from "../setup/shop"
import { byTurns, medianOf } from "../setup/turns"

/** A shop that has only begun, in sign-ins. */
const FEW = 100

/** Look-ups in a round, on each shop. */
const LOOKS = 5

/** Sign-ins with what Medusa keeps of each; those of others than the customers. */
const SIGN_INS = [
  `INSERT INTO auth_identity (id, app_metadata)
   SELECT 'authid_bench_' || n, jsonb_build_object('customer_id', 'cus_bench_' || n)
   FROM generate_series(1, $1::int) AS n`,
  `INSERT INTO provider_identity (id, entity_id, provider, auth_identity_id)
   SELECT 'pi_bench_' || n, n || '@bench.example', 'emailpass', 'authid_bench_' || n
   FROM generate_series(1, $1::int) AS n`,
  `INSERT INTO auth_verification
     (id, auth_identity_id, entity_id, entity_type, code_provider, requested_at, verified_at)
   SELECT 'authver_bench_' || n, 'authid_bench_' || n, n || '@bench.example',
     'email', 'token', now(), now()
   FROM generate_series(1, $1::int) AS n`,
]

/**
 * Looks up the contacts of customers who are known by their verified address, in a
 * shop with so many sign-ins and in one with a hundred, by turns.
 */
export async function measureSignIns(bench: Bench): Promise<Figure> {
  const { signIns, rounds } = bench.sizes.signIns
  say(`${signIns} sign-ins`)
  const open = async (count: number) => {
    const installation = await openInstallation(bench)
    await addSignIns(installation.pool, count)
    return openShop(bench.lifetime, installation)
  }
  const shops = {
    many: await open(signIns),
    few: await open(FEW),
  }
  // The first round has Engage asked, and its answer remembered.
  const ms = await byTurns(["many", "few"], rounds, (side) =>
    lookUp(shops[side])
  )
  for (const { server } of Object.values(shops)) {
    await server.kill()
  }
  return figureOf("verified_email_growth", ms)
}

async function addSignIns(pool: Pool, count: number): Promise<void> {
  for (const statement of SIGN_INS) {
    await pool.query(statement, [count])
  }
  await pool.query(
    "VACUUM ANALYZE auth_identity, provider_identity, auth_verification"
  )
}

/** The median of some look-ups, each of another customer. */
async function lookUp(shop: OpenShop): Promise<number> {
  const { rows } = await shop.pool.query<{ id: string }>(
    "SELECT id FROM customer WHERE has_account ORDER BY email LIMIT $1",
    [LOOKS]
  )
  const customerIds = rows.map(({ id }) => id)
  return medianOf(LOOKS, (nth) =>
    shop.server.time({
      ask: "tick",
      workflow: "resolve-contact",
      input: { customer_id: customerIds[nth], guest_email: null },
    })
  )
}
