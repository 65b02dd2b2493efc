import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { literally } from "../../../modules/promotion-redemption/ledger/search"

/** Customers whose redemptions are looked for. */
const MAX_CUSTOMERS = 1000

/** A shorter part of a name or of an address fits nearly everybody. */
const MIN_LENGTH = 2

/** As many words as a name has; more are no name. */
const MAX_WORDS = 5

const SEARCHED = ["email", "first_name", "last_name"]

/** Customers that a text names, and whether there are more than that. */
export type FoundCustomers = { ids: string[]; is_partial: boolean }

/**
 * The customers whose e-mail address, first or last name has each word of a text
 * in it, in any letter case. Medusa keeps no index for the middle of a word, so
 * this takes as long as the search on its own page of customers.
 */
export async function findCustomers(
  container: MedusaContainer,
  text: string
): Promise<FoundCustomers> {
  const words = text.split(/\s+/)
  if (
    words.length > MAX_WORDS ||
    words.some(({ length }) => length < MIN_LENGTH)
  ) {
    return { ids: [], is_partial: false }
  }
  const customers = await container.resolve(Modules.CUSTOMER).listCustomers(
    {
      $and: words.map((word) => ({
        $or: SEARCHED.map((field) => ({
          [field]: { $ilike: `%${literally(word)}%` },
        })),
      })),
    },
    {
      select: ["id"],
      take: MAX_CUSTOMERS + 1,
      order: { created_at: "DESC" },
    }
  )
  return {
    ids: customers.slice(0, MAX_CUSTOMERS).map(({ id }) => id),
    is_partial: customers.length > MAX_CUSTOMERS,
  }
}
