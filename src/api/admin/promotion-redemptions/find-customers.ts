import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { literally } from "../../../modules/promotion-redemption/ledger/search"

/** The search looks at the redemptions of at most this many customers. */
const MAX_CUSTOMERS = 1000

/** A shorter word would match almost every customer. */
const MIN_LENGTH = 2

/** The longest search: more words are not a name. */
const MAX_WORDS = 5

const SEARCHED = ["email", "first_name", "last_name"]

/** Ids of the customers found, and whether more customers match. */
export type FoundCustomers = { ids: string[]; is_partial: boolean }

/**
 * Finds customers by text: each word must be part of the e-mail address, first name
 * or last name, in any letter case. Medusa has no index for the middle of a word, so
 * the search takes as long as Medusa's own search for customers.
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
