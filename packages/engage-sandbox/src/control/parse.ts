import * as z from "zod/mini"
import { SandboxControlError } from "./control-error"

/** Zod's description of an invalid value. */
interface Problem {
  readonly code?: string
  readonly input?: unknown
  /** With code `unrecognized_keys`: the unknown fields. */
  readonly keys?: readonly string[]
  /** The schema that rejected the value. */
  readonly inst?: unknown
}

/**
 * Turns a parsed JSON value into a typed value.
 * @param name - the value's name in errors, such as "body"
 * @throws SandboxControlError `invalid_input`. The message names the place of the
 * first mistake and lists the allowed values.
 */
export function parseInput<T>(
  schema: z.ZodMiniType<T>,
  value: unknown,
  name: string
): T {
  const result = schema.safeParse(value, { error: messageOf })
  if (result.success) {
    return result.data
  }
  const { path = [], message = "is not valid" } = result.error.issues[0] ?? {}
  throw invalid(`${placeOf(name, path)}${message}.`)
}

/** The error for an invalid value. */
export function invalid(message: string): SandboxControlError {
  return new SandboxControlError("invalid_input", 400, message)
}

/**
 * Makes the message of a schema from what the schema accepts: "a text", "a list".
 */
export function must(be: string) {
  return {
    error: ({ input }: Problem) =>
      input === undefined ? ` is missing. It must be ${be}` : ` must be ${be}`,
  }
}

/** The message for a problem whose schema has no message of its own. */
function messageOf(problem: Problem): string {
  if (problem.code === "unrecognized_keys") {
    const allowed = fieldsOf(problem.inst).join(", ")
    return `.${problem.keys?.[0]} is not known. Known are: ${allowed}`
  }
  return must("an object").error(problem)
}

function fieldsOf(schema: unknown): string[] {
  return schema instanceof z.ZodMiniObject
    ? Object.keys(schema._zod.def.shape)
    : []
}

/** Makes a path such as `body.promotions[0].id`. */
function placeOf(name: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (place, part) =>
      typeof part === "number"
        ? `${place}[${part}]`
        : `${place}.${String(part)}`,
    name
  )
}
