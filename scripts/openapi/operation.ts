import type { z } from "@medusajs/framework/zod"

import { errorSchema } from "./schemas/common"

/** One method of one route. */
export type Operation = {
  method: "get" | "post" | "delete"
  /** With its parameters in braces, as the folders of `src/api` have them. */
  path: string
  /** Unique; what a generated client calls the function. */
  id: string
  summary: string
  description?: string
  /** Who may call it. */
  caller: "customer" | "cart_owner" | "storefront" | "admin"
  /**
   * For `admin`, in a shop that uses Medusa's access control: what the user has
   * to have the right to, `resource:operation` each.
   */
  rights?: readonly string[]
  /** What the route's own middleware checks. */
  query?: z.ZodType
  body?: z.ZodType
  /** By status. A schema has to be one of the components; none is a CSV file. */
  responses: Record<number, { description: string; schema?: z.ZodType }>
}

const error = (description: string) => ({ description, schema: errorSchema })

/** Answers that many operations have. */
export const refused = {
  400: error("The request is not as described, or is not allowed: see `code`."),
  401: error("Nobody is signed in."),
}

/** As {@link refused}, for what is about a cart, a redemption and the like. */
export const refusedOrMissing = {
  ...refused,
  404: error("There is none, or it is not the caller's."),
}

/** Where Engage is asked. */
export const unavailable = {
  503: error("Engage cannot be asked: `engage_unavailable`."),
}

/** Where Medusa's access control is on. @param rights - what the route needs */
export const refusedRight = (rights: readonly string[]) =>
  error(
    `The shop uses Medusa's access control, and the user has no right to ${rights.map((right) => `\`${right}\``).join(" and ")}.`
  )
