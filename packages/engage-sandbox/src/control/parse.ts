import * as z from "zod/mini"
import { SandboxControlError } from "./control-error"

/** What zod tells of a value that is not as it should be. */
interface Problem {
  readonly code?: string
  readonly input?: unknown
  /** Of `unrecognized_keys`: the fields that are not known. */
  readonly keys?: readonly string[]
  /** The schema that the value does not meet. */
  readonly inst?: unknown
}

/**
 * Turns a parsed JSON value into a typed one.
 * @param name - what the value is called in an error, such as "body"
 * @throws SandboxControlError `invalid_input`. Its message names the place of the
 * first mistake and lists what is allowed there.
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

/** The error for a value that is not what it should be. */
export function invalid(message: string): SandboxControlError {
  return new SandboxControlError("invalid_input", 400, message)
}

/** The message of a schema that says what it wants: "a text", "a list". */
export function must(be: string) {
  return {
    error: ({ input }: Problem) =>
      input === undefined ? " is missing" : ` must be ${be}`,
  }
}

/** What zod finds by itself, where a schema has no message of its own. */
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

/** `body.promotions[0].id`. */
function placeOf(name: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (place, part) =>
      typeof part === "number"
        ? `${place}[${part}]`
        : `${place}.${String(part)}`,
    name
  )
}
