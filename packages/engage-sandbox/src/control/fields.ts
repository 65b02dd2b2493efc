/** The kinds of fields in control calls and seed files. */
import * as z from "zod/mini"
import type { JsonValue } from "../types"
import { isIsoDate } from "../iso-date"
import { must } from "./parse"

const TEXT = must("a text that is not empty")

/** A text that is not blank. */
export const text = z.string(TEXT).check(z.regex(/\S/, TEXT))

/** true or false. */
export const flag = z.boolean(must("true or false"))

/**
 * Any JSON value. The body was parsed as JSON, so every value but undefined is
 * valid.
 */
export const json = z.custom<JsonValue>(
  (value) => value !== undefined,
  must("a JSON value")
)

/** Any text, also an empty one: Engage's texts for people may be empty. */
export const words = z.string(must("a text"))

/** A date in ISO 8601. */
export const date = z.custom<string>(
  (value) => typeof value === "string" && isIsoDate(value),
  must("a date in ISO 8601, such as 2026-09-30 or 2026-09-30T23:59:59+02:00")
)

/** A whole number between two bounds, both allowed. */
export function whole(min: number, max: number) {
  return z.custom<number>(
    (value) =>
      Number.isInteger(value) && min <= Number(value) && Number(value) <= max,
    must(`a whole number from ${min} to ${max}`)
  )
}

/** A wait in milliseconds, up to the longest that a Node timer allows. */
export const milliseconds = whole(0, 2 ** 31 - 1)

/** One of the given values. */
export function oneOf<const T extends string | number>(values: readonly T[]) {
  return z.literal([...values], must(`one of ${values.join(", ")}`))
}

/** A list. */
export function listOf<T extends z.ZodMiniType>(entry: T) {
  return z.array(entry, must("a list"))
}

/** An object whose fields are all optional. */
export function optionalFields<S extends z.core.$ZodShape>(shape: S) {
  return z.partial(z.strictObject(shape))
}
