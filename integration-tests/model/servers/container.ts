import { asValue } from "@medusajs/framework/awilix"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  createMedusaContainer,
  Modules,
} from "@medusajs/framework/utils"

import { engageError } from "../../../src/errors/engage-error"
import { PROMOTION_REDEMPTION_MODULE } from "../../../src/modules/promotion-redemption/key"
import { guardCartPromotions } from "../../../src/workflows/checkout/guard"
import { graph, toCart, toPayment, type GraphRequest } from "../shop/graph"
import { isLocked } from "../shop/locks"
import { CODES_GUARD, MODEL_SHOP } from "../shop/shop"
import type { Server } from "./server"

type Dismissal = Record<string, Record<string, string>>

/** Promotions by their ids, their codes, or both. */
type CodeFilters = { id?: string[]; code?: string[] }

/**
 * What a server resolves: its real service, and Medusa's modules over the shop
 * in memory. A dead server gets no answer from any of them.
 */
export function createContainer(server: Server): MedusaContainer {
  const { shop } = server
  const workOf = { server }
  /** What a module answers, unless the server is dead. */
  const alive =
    <Args extends unknown[], Answer>(answer: (...args: Args) => Answer) =>
    async (...args: Args) => {
      await server.pulse()
      return answer(...args)
    }

  const modules: Record<string, unknown> = {
    [MODEL_SHOP]: shop,
    [CODES_GUARD]: guardCartPromotions,
    [PROMOTION_REDEMPTION_MODULE]: server.service,
    [ContainerRegistrationKeys.LOGGER]: SILENT,
    [ContainerRegistrationKeys.QUERY]: {
      graph: alive((request: GraphRequest) => ({ data: graph(shop, request) })),
    },
    [ContainerRegistrationKeys.LINK]: {
      dismiss: alive((links: Dismissal[]) => {
        for (const link of links) {
          shop.cart(link[Modules.CART]?.cart_id ?? "").collection = null
        }
      }),
    },
    [Modules.CART]: {
      retrieveCart: alive((id: string) => toCart(shop, shop.cart(id))),
      updateCarts: alive((id: string, { metadata }: { metadata: object }) => {
        Object.assign(shop.cart(id).metadata, metadata)
      }),
    },
    [Modules.PAYMENT]: {
      listPayments: alive((of: { payment_session_id: string[] }) =>
        shop.paymentsOf(of.payment_session_id).map(toPayment)
      ),
    },
    [Modules.PROMOTION]: {
      listPromotions: alive(({ id, code }: CodeFilters = {}) =>
        shop.promotions.filter(
          (promotion) =>
            (!id || id.includes(promotion.id)) &&
            (!code || code.includes(promotion.code))
        )
      ),
    },
    [Modules.EVENT_BUS]: {
      emit: () => server.pulse(),
      releaseGroupedEvents: () => server.pulse(),
      clearGroupedEvents: () => server.pulse(),
    },
    [Modules.LOCKING]: {
      acquire: (key: string) =>
        server.lock(key, workOf, 5_000).catch((error: unknown) => {
          // It has been waited for: a step that would wait by itself need not.
          throw isLocked(error) ? engageError("redemption_in_progress") : error
        }),
      release: async (key: string) => server.unlock(key, workOf),
      execute: async (
        [key = ""]: string[],
        job: () => Promise<unknown>,
        { timeout }: { timeout: number }
      ) => {
        const owner = { server }
        await server.lock(key, owner, timeout * 1000)
        try {
          return await job()
        } finally {
          await server.pulse()
          server.unlock(key, owner)
        }
      },
    },
  }

  const container = createMedusaContainer()
  for (const [name, value] of Object.entries(modules)) {
    container.register(name, asValue(value))
  }
  return container
}

const nothing = () => undefined

export const SILENT = {
  info: nothing,
  warn: nothing,
  error: nothing,
  debug: nothing,
} as unknown as Logger
