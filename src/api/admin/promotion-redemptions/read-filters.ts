import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { PROMOTION_REDEMPTION_MODULE } from "../../../modules/promotion-redemption/key"
import { mayRead } from "../may-read"
import { cartsOfOrders } from "../orders-of-carts"
import {
  literally,
  type RedemptionFilters,
  type RedemptionSearch,
} from "../../../modules/promotion-redemption/ledger/search"

/** An order's number as an operator types it. Nine digits fit a Postgres integer. */
const ORDER_NUMBER = /^#?([1-9]\d{0,8})$/

/** How Medusa begins the ids of orders. */
const ORDER_ID = /^order_\w+$/

type Request = Pick<AuthenticatedMedusaRequest, "scope" | "auth_context">

/**
 * Turns the request's filters into the ledger's.
 * @returns also whether the search reached its limits.
 */
export async function readFilters(
  req: Request,
  {
    q,
    of_order,
    ...filters
  }: Omit<RedemptionFilters, "search" | "of_order"> & {
    q?: string
    of_order?: string
  }
): Promise<{ filters: RedemptionFilters; is_partial: boolean }> {
  const text = q?.trim()
  const [found, cart_ids] = await Promise.all([
    text ? searchOf(req, text) : null,
    of_order ? cartsOfOrders(req.scope, [of_order]) : [],
  ])
  return {
    filters: {
      ...filters,
      ...(found && { search: found.search }),
      ...(of_order && { of_order: { order_id: of_order, cart_ids } }),
    },
    is_partial: found?.is_partial ?? false,
  }
}

/**
 * Finds what a search text means outside the ledger. If the text is the number or the
 * id of an order, only that order and its carts match: a customer whose address has
 * the same digits does not.
 *
 * Medusa hides customers and orders from a user who may not read them. A search by
 * parts of an address would tell such a user the address bit by bit, so the search
 * looks only at what the user may read.
 */
async function searchOf(
  req: Request,
  text: string
): Promise<{ search: RedemptionSearch; is_partial: boolean }> {
  const { scope } = req
  const order_ids = (await mayRead(req, "order"))
    ? await ordersNamed(scope, text)
    : []
  if (order_ids.length) {
    const cart_ids = await cartsOfOrders(scope, order_ids)
    return {
      search: { text, order_ids, cart_ids, customer_ids: [] },
      is_partial: false,
    }
  }
  const [customers, offers] = await Promise.all([
    mayRead(req, "customer").then((may) =>
      may ? findCustomers(scope, text) : { ids: [], is_partial: false }
    ),
    scope.resolve(PROMOTION_REDEMPTION_MODULE).ledger.offerNamesWith(text),
  ])
  return {
    search: {
      text,
      order_ids: [],
      customer_ids: customers.ids,
      offer_names: offers.names,
    },
    is_partial: customers.is_partial || offers.is_partial,
  }
}

async function ordersNamed(
  container: MedusaContainer,
  text: string
): Promise<string[]> {
  if (ORDER_ID.test(text)) {
    return [text]
  }
  const number = ORDER_NUMBER.exec(text)?.[1]
  if (!number) {
    return []
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order",
      fields: ["id"],
      filters: { display_id: Number(number) },
    })
  return data.map(({ id }) => id)
}

/** The search looks at the redemptions of at most this many customers. */
const MAX_CUSTOMERS = 1000

/** A shorter word would match almost every customer. */
const MIN_LENGTH = 2

/** The longest search: more words are not a name. */
const MAX_WORDS = 5

const SEARCHED = ["email", "first_name", "last_name"]

/**
 * Finds customers by text: each word must be part of the e-mail address, first name
 * or last name, in any letter case. Medusa has no index for the middle of a word, so
 * the search takes as long as Medusa's own search for customers.
 *
 * @returns the ids, and whether more customers match.
 */
async function findCustomers(
  container: MedusaContainer,
  text: string
): Promise<{ ids: string[]; is_partial: boolean }> {
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
