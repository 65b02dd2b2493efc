import { z } from "@medusajs/framework/zod"

import {
  ERROR_SENTENCES,
  OPERATOR_ERROR_SENTENCES,
  type ErrorCode,
  type OperatorErrorCode,
} from "../../../src/errors/catalogue"
import { LEDGER_REASONS, type LedgerReason } from "../../../src/errors/reasons"

/** What the document refers to by name. */
export const components = z.registry<{ id: string; description: string }>()

/** Puts a schema into the document by its name. */
export function component<Schema extends z.ZodType>(
  id: string,
  description: string,
  schema: Schema
): Schema {
  components.add(schema, { id, description })
  return schema
}

export const text = z.string().nullable()
export const time = z.iso.datetime()

/** The codes of one of the catalogue's tables. */
function codesOf<Code extends string>(table: Record<Code, string>): Code[] {
  return Object.keys(table) as Code[]
}

export const errorCodeSchema = component(
  "ErrorCode",
  "The contract of an error; its sentence may be reworded.",
  z.enum(codesOf<ErrorCode>(ERROR_SENTENCES))
)

export const operatorErrorCodeSchema = component(
  "OperatorErrorCode",
  "Codes that only the admin API answers.",
  z.enum(codesOf<OperatorErrorCode>(OPERATOR_ERROR_SENTENCES))
)

export const reasonSchema = component(
  "RedemptionReason",
  "Why a redemption stands where it stands.",
  z.enum([
    ...codesOf<ErrorCode>(ERROR_SENTENCES),
    ...codesOf<LedgerReason>(LEDGER_REASONS),
  ])
)

export const errorSchema = component(
  "Error",
  "What is answered to a request that is refused.",
  z.strictObject({
    type: z
      .string()
      .optional()
      .describe(
        "Medusa's type of error. Missing when nobody is signed in to the admin."
      ),
    code: z
      .union([errorCodeSchema, operatorErrorCodeSchema, z.string()])
      .optional()
      .describe(
        "Ours where it is about an offer or a redemption; or Medusa's."
      ),
    message: z.string().describe("For people."),
  })
)

export const cartSchema = z
  .looseObject({ id: z.string() })
  .describe("Medusa's cart, with the fields that were asked for.")
