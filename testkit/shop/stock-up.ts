import type { Database } from "../ledger/database"

/** Raises the stock of a shop above the sales of any suite. */
export async function stockUp(database: Database): Promise<void> {
  await database(
    `UPDATE inventory_level SET stocked_quantity = 1000000,
       raw_stocked_quantity = '{"value":"1000000","precision":20}'`
  )
}
