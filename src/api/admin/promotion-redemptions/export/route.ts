import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"

import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { mayRead } from "../../may-read"
import { readFilters } from "../read-filters"
import { exportRedemptions } from "./rows"

/**
 * The filtered redemptions as CSV, newest first, without a limit: the route reads
 * rows only as fast as the client does. If an error occurs midway, the connection
 * breaks, so the browser reports a failed download.
 */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
) => {
  const { filters } = await readFilters(req, req.filterableFields)
  const mayReadOrders = await mayRead(req, "order")
  const day = new Date().toISOString().slice(0, 10)
  res.set({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="promotion-redemptions-${day}.csv"`,
    "cache-control": "no-store",
  })
  const lines = exportRedemptions(req.scope, filters, mayReadOrders)
  await pipeline(Readable.from(lines), res)
}
